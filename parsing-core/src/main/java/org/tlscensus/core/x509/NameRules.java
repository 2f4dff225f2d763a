package org.tlscensus.core.x509;

import java.util.List;
import java.util.Locale;
import org.tlscensus.core.wire.ParseException;

/** Whether a certificate's names are within a CA's constraints (RFC 5280 section 4.2.1.10). */
final class NameRules {
    private NameRules() {}

    /** Whether all names hold; a name or constraint that cannot be understood does not. */
    static boolean hold(NameConstraints constraints, ChainCertificate certificate) {
        try {
            return namesHold(constraints, certificate);
        } catch (ParseException e) {
            return false;
        }
    }

    /** Bytes that are looked at when each name is held against each constraint, at the most. */
    static long work(NameConstraints constraints, ChainCertificate certificate) {
        long bases = constraints.permitted().size() + (long) constraints.excluded().size();
        long baseBytes = bytes(constraints.permitted()) + bytes(constraints.excluded());
        long names = certificate.alternativeNames.size() + 1L;
        long nameBytes = bytes(certificate.alternativeNames) + certificate.subjectEncoding().length;
        return bases * nameBytes + names * baseBytes;
    }

    private static long bytes(List<DerValue> values) {
        long bytes = 0;
        for (DerValue value : values) {
            bytes += value.end() - value.start();
        }
        return bytes;
    }

    /** Whether a leaf's common name holds, which is a host name when no other DNS name is there. */
    static boolean commonNameHolds(NameConstraints constraints, ChainCertificate leaf) {
        if (leaf.alternativeNames.stream().anyMatch(name -> name.tag() == GeneralName.DNS)) {
            return true;
        }
        String commonName = leaf.subject.mostSpecific(AttributeTypes.COMMON_NAME);
        if (commonName == null || !looksLikeHost(commonName)) {
            return true;
        }
        try {
            return isAllowed(constraints, GeneralName.DNS, commonName, null);
        } catch (ParseException e) {
            return false;
        }
    }

    private static boolean namesHold(NameConstraints constraints, ChainCertificate certificate)
            throws ParseException {
        if (!certificate.subject.isEmpty()
                && !isAllowed(constraints, GeneralName.DIRECTORY, null, certificate.subject)) {
            return false;
        }
        for (String email : certificate.subject.all(AttributeTypes.EMAIL_ADDRESS)) {
            if (!isAllowed(constraints, GeneralName.EMAIL, email, null)) {
                return false;
            }
        }
        for (DerValue name : certificate.alternativeNames) {
            if (!isAllowed(constraints, name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(NameConstraints constraints, DerValue name)
            throws ParseException {
        int form = name.tag();
        if (form == GeneralName.DIRECTORY) {
            DerValue directory = name.children("directoryName").only("directoryName");
            return isAllowed(
                    constraints, form, null, DirectoryName.parse(directory, "directoryName"));
        }
        if (form == GeneralName.IP) {
            return within(constraints.permitted(), form, base -> isWithinNetwork(name, base))
                    && none(constraints.excluded(), form, base -> isWithinNetwork(name, base));
        }
        if (form == GeneralName.URI) {
            return isAllowed(constraints, form, hostOf(DerText.shown(name)), null);
        }
        return isAllowed(constraints, form, DerText.shown(name), null);
    }

    private static boolean isAllowed(
            NameConstraints constraints, int form, String text, DirectoryName directory)
            throws ParseException {
        Test test =
                base -> {
                    if (directory == null) {
                        return isWithin(form, text, DerText.shown(base));
                    }
                    DerValue subtree = base.children("directoryName").only("directoryName");
                    return directory.isWithin(DirectoryName.parse(subtree, "directoryName"));
                };
        return within(constraints.permitted(), form, test)
                && none(constraints.excluded(), form, test);
    }

    @FunctionalInterface
    private interface Test {
        boolean matches(DerValue base) throws ParseException;
    }

    /** Bases of another form say nothing. */
    private static boolean within(List<DerValue> bases, int form, Test test) throws ParseException {
        boolean constrained = false;
        for (DerValue base : bases) {
            if (base.tag() == form) {
                constrained = true;
                if (test.matches(base)) {
                    return true;
                }
            }
        }
        return !constrained;
    }

    private static boolean none(List<DerValue> bases, int form, Test test) throws ParseException {
        for (DerValue base : bases) {
            if (base.tag() == form && test.matches(base)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(int form, String name, String base) {
        if (name == null) {
            return false;
        }
        if (form == GeneralName.DNS) {
            return isWithinDomain(name, base);
        }
        if (form == GeneralName.EMAIL) {
            return isWithinMail(name, base);
        }
        if (form == GeneralName.URI) {
            return isHostOrBelow(name, base);
        }
        return false;
    }

    /** The base and what has labels added on its left; an empty base holds all. */
    private static boolean isWithinDomain(String name, String base) {
        String host = lower(name);
        String domain = lower(base);
        if (!host.endsWith(domain)) {
            return false;
        }
        int more = host.length() - domain.length();
        return more == 0
                || domain.isEmpty()
                || domain.startsWith(".")
                || host.charAt(more - 1) == '.';
    }

    /** A mailbox, all mailboxes of a host, or with a leading dot those of the hosts below it. */
    private static boolean isWithinMail(String name, String base) {
        int at = name.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        int baseAt = base.lastIndexOf('@');
        if (baseAt > 0) {
            return name.substring(0, at).equals(base.substring(0, baseAt))
                    && lower(name.substring(at)).equals(lower(base.substring(baseAt)));
        }
        return isHostOrBelow(name.substring(at + 1), base.substring(baseAt + 1));
    }

    private static boolean isHostOrBelow(String host, String base) {
        return base.startsWith(".")
                ? lower(host).endsWith(lower(base))
                : lower(host).equals(lower(base));
    }

    private static boolean isWithinNetwork(DerValue address, DerValue network) {
        int size = address.length();
        if (network.length() != 2 * size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            int mask = network.bytes()[network.body() + size + i];
            int difference =
                    address.bytes()[address.body() + i] ^ network.bytes()[network.body() + i];
            if ((difference & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The host of a URI that has an authority (RFC 3986 section 3.2), or null. */
    private static String hostOf(String uri) {
        int slashes = uri.indexOf("://");
        if (slashes < 0) {
            return null;
        }
        int end = slashes + 3;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String authority = uri.substring(slashes + 3, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.startsWith("[") ? host.indexOf("]:") + 1 : host.indexOf(':');
        String bare = port > 0 ? host.substring(0, port) : host;
        return bare.isEmpty() ? null : bare;
    }

    /** Letters, digits, hyphens and underscores between dots, of which there is at least one. */
    private static boolean looksLikeHost(String name) {
        if (name.startsWith(".") || name.endsWith(".") || name.indexOf('.') < 0) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || "-_.".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return !name.contains("..");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
