package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.wire.ParseException;

/** What a key may be used for (RFC 5280 sections 4.2.1.3 and 4.2.1.12). */
final class KeyUsages {
    static final String CERTIFICATE_SIGNING = "keyCertSign";
    static final String SERVER_AUTHENTICATION = "serverAuth";
    static final String CLIENT_AUTHENTICATION = "clientAuth";
    private static final String LIST_SIGNING = "cRLSign";
    static final String OCSP_SIGNING = "OCSPSigning";

    private static final List<String> BITS =
            List.of(
                    "digitalSignature",
                    "nonRepudiation",
                    "keyEncipherment",
                    "dataEncipherment",
                    "keyAgreement",
                    CERTIFICATE_SIGNING,
                    LIST_SIGNING,
                    "encipherOnly",
                    "decipherOnly");

    private static final Map<String, String> PURPOSES =
            Map.ofEntries(
                    Map.entry("2.5.29.37.0", "anyExtendedKeyUsage"),
                    Map.entry("1.3.6.1.5.5.7.3.1", SERVER_AUTHENTICATION),
                    Map.entry("1.3.6.1.5.5.7.3.2", CLIENT_AUTHENTICATION),
                    Map.entry("1.3.6.1.5.5.7.3.3", "codeSigning"),
                    Map.entry("1.3.6.1.5.5.7.3.4", "emailProtection"),
                    Map.entry("1.3.6.1.5.5.7.3.5", "ipsecEndSystem"),
                    Map.entry("1.3.6.1.5.5.7.3.6", "ipsecTunnel"),
                    Map.entry("1.3.6.1.5.5.7.3.7", "ipsecUser"),
                    Map.entry("1.3.6.1.5.5.7.3.8", "timeStamping"),
                    Map.entry("1.3.6.1.5.5.7.3.9", OCSP_SIGNING),
                    Map.entry("1.3.6.1.5.5.7.3.17", "ipsecIKE"),
                    Map.entry("1.3.6.1.4.1.311.10.3.3", "msSGC"),
                    Map.entry("1.3.6.1.4.1.311.20.2.2", "msSmartcardLogin"),
                    Map.entry("2.16.840.1.113730.4.1", "nsSGC"),
                    Map.entry("1.3.6.1.5.2.3.5", "pkInitKDC"),
                    Map.entry("1.3.6.1.4.1.11129.2.4.4", "ctPrecertificateSigning"));

    private KeyUsages() {}

    /** Whether a key may sign revocation lists; {@code usage} is null without the extension. */
    static boolean maySignLists(List<String> usage) {
        return usage == null || usage.contains(LIST_SIGNING);
    }

    /** The names of the bits that are set, in the order of the standard. */
    static List<String> names(DerValue keyUsage) throws ParseException {
        boolean[] bits = keyUsage.namedBits(BITS.size(), "keyUsage");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < bits.length; i++) {
            if (bits[i]) {
                names.add(BITS.get(i));
            }
        }
        return names;
    }

    /** The names of the purposes, or their OIDs, as listed. */
    static List<String> purposes(DerValue extendedKeyUsage, int max) throws ParseException {
        String field = "extKeyUsage";
        List<String> purposes = new ArrayList<>();
        DerReader in = extendedKeyUsage.children(DerValue.SEQUENCE, field);
        while (in.hasNext()) {
            DerValue purpose = in.next(field);
            if (purposes.size() == max) {
                throw new ParseException(TOO_LARGE, field, purpose.start());
            }
            String oid = purpose.oid(field);
            purposes.add(PURPOSES.getOrDefault(oid, oid));
        }
        return purposes;
    }
}
