package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CertificateStructure.Extension;

/** What a certificate's extensions say; each is read on its own, so a broken one costs itself. */
final class ExtensionColumns {
    private static final HexFormat HEX = HexFormat.of();
    private static final int STATUS_REQUEST = 5;
    private static final int STATUS_REQUEST_V2 = 17;

    private final CertificateLimits limits;
    private final Notes notes;

    final List<String> oids = new ArrayList<>();
    List<String> dnsNames = List.of();
    List<String> ipAddresses = List.of();
    List<String> emailAddresses = List.of();
    AlternativeNames alternativeNames = AlternativeNames.NONE;
    Boolean isCa;
    Integer pathLength;
    List<String> keyUsage = List.of();
    List<String> extendedKeyUsage = List.of();
    String subjectKeyId;
    String authorityKeyId;
    final List<String> ocspUrls = new ArrayList<>();
    final List<String> caIssuerUrls = new ArrayList<>();
    final List<String> crlUrls = new ArrayList<>();
    final List<String> policies = new ArrayList<>();
    List<String> permittedNames = List.of();
    List<String> excludedNames = List.of();
    boolean mustStaple;
    List<SignedTimestamp> timestamps = List.of();
    boolean precertificate;

    private ExtensionColumns(CertificateLimits limits, Notes notes) {
        this.limits = limits;
        this.notes = notes;
    }

    static ExtensionColumns read(
            List<Extension> extensions, CertificateLimits limits, Notes notes) {
        ExtensionColumns columns = new ExtensionColumns(limits, notes);
        Set<String> seen = new HashSet<>();
        for (Extension extension : extensions) {
            if (!seen.add(extension.oid())) {
                notes.add(extension.oid() + ": more than once");
            }
            columns.oids.add(extension.oid());
            notes.read(
                    () -> {
                        columns.read(extension);
                        return null;
                    });
        }
        return columns;
    }

    private void read(Extension extension) throws ParseException {
        switch (extension.oid()) {
            case ExtensionIds.SUBJECT_ALT_NAME -> readAlternativeNames(extension);
            case ExtensionIds.BASIC_CONSTRAINTS -> readBasicConstraints(extension);
            case ExtensionIds.KEY_USAGE ->
                    keyUsage = KeyUsages.names(extension.content("keyUsage"));
            case ExtensionIds.EXTENDED_KEY_USAGE ->
                    extendedKeyUsage =
                            KeyUsages.purposes(extension.content("extKeyUsage"), limits.maxNames());
            case ExtensionIds.SUBJECT_KEY_ID ->
                    subjectKeyId = octets(extension.content("subjectKeyIdentifier"));
            case ExtensionIds.AUTHORITY_KEY_ID -> readAuthorityKeyId(extension);
            case ExtensionIds.AUTHORITY_INFO_ACCESS -> readAuthorityInfoAccess(extension);
            case ExtensionIds.CRL_DISTRIBUTION_POINTS -> readCrlDistributionPoints(extension);
            case ExtensionIds.CERTIFICATE_POLICIES -> readPolicies(extension);
            case ExtensionIds.NAME_CONSTRAINTS -> readNameConstraints(extension);
            case ExtensionIds.TLS_FEATURE -> readTlsFeatures(extension);
            case ExtensionIds.SCT_LIST ->
                    timestamps =
                            SignedTimestamp.list(
                                    extension.content("SignedCertificateTimestampList"), limits);
            case ExtensionIds.PRECERTIFICATE_POISON -> precertificate = true;
            default -> {} // its OID is kept
        }
    }

    private void readAlternativeNames(Extension extension) throws ParseException {
        String field = "subjectAltName";
        List<DerValue> names =
                GeneralName.all(
                        extension.content(field).children(DerValue.SEQUENCE, field),
                        limits.maxNames(),
                        notes,
                        field);
        dnsNames = GeneralName.shown(names, GeneralName.DNS);
        emailAddresses = GeneralName.shown(names, GeneralName.EMAIL);
        alternativeNames = AlternativeNames.of(names, notes);
        ipAddresses = new ArrayList<>();
        for (DerValue name : names) {
            if (name.tag() == GeneralName.IP) {
                String address = notes.read(() -> IpText.of(name, 0, name.length()));
                if (address != null) {
                    ipAddresses.add(address);
                }
            }
        }
    }

    private void readBasicConstraints(Extension extension) throws ParseException {
        BasicConstraints constraints = new BasicConstraints(extension);
        isCa = constraints.isCa();
        if (constraints.hasPathLength()) {
            pathLength = constraints.pathLength();
        }
    }

    private static String octets(DerValue value) throws ParseException {
        value.expect(DerValue.OCTET_STRING, "keyIdentifier");
        return HEX.formatHex(value.bytes(), value.body(), value.end());
    }

    private void readAuthorityKeyId(Extension extension) throws ParseException {
        String field = "authorityKeyIdentifier";
        DerValue id =
                extension
                        .content(field)
                        .children(DerValue.SEQUENCE, field)
                        .nextIf(DerValue.context(0), field);
        if (id != null) {
            authorityKeyId = HEX.formatHex(id.bytes(), id.body(), id.end());
        }
    }

    private void readAuthorityInfoAccess(Extension extension) throws ParseException {
        String field = "authorityInfoAccess";
        DerReader all = extension.content(field).children(DerValue.SEQUENCE, field);
        while (all.hasNext()) {
            DerReader access = all.next(field).children(DerValue.SEQUENCE, field);
            String method = access.next(field).oid(field);
            DerValue location = access.only(field);
            if (location.tag() != GeneralName.URI) {
                continue;
            }
            if (method.equals(ExtensionIds.ACCESS_OCSP)) {
                add(ocspUrls, DerText.shown(location), location);
            } else if (method.equals(ExtensionIds.ACCESS_CA_ISSUERS)) {
                add(caIssuerUrls, DerText.shown(location), location);
            }
        }
    }

    /** URIs of full names (RFC 5280 section 4.2.1.13). */
    private void readCrlDistributionPoints(Extension extension) throws ParseException {
        String field = "cRLDistributionPoints";
        DerReader points = extension.content(field).children(DerValue.SEQUENCE, field);
        while (points.hasNext()) {
            DerReader point = points.next(field).children(DerValue.SEQUENCE, field);
            DerValue name = point.nextIf(DerValue.contextConstructed(0), field);
            DerValue fullName =
                    name == null
                            ? null
                            : name.children(field).nextIf(DerValue.contextConstructed(0), field);
            if (fullName == null) {
                continue;
            }
            DerReader names = fullName.children(field);
            while (names.hasNext()) {
                DerValue uri = names.next(field);
                if (uri.tag() == GeneralName.URI) {
                    add(crlUrls, DerText.shown(uri), uri);
                }
            }
        }
    }

    private void readPolicies(Extension extension) throws ParseException {
        String field = "certificatePolicies";
        DerReader all = extension.content(field).children(DerValue.SEQUENCE, field);
        while (all.hasNext()) {
            DerValue policy = all.next(field);
            add(policies, policy.children(DerValue.SEQUENCE, field).next(field).oid(field), policy);
        }
    }

    private void readNameConstraints(Extension extension) throws ParseException {
        NameConstraints constraints = NameConstraints.parse(extension, limits);
        permittedNames = constraints.permittedText();
        excludedNames = constraints.excludedText();
    }

    private void readTlsFeatures(Extension extension) throws ParseException {
        String field = "TLS feature";
        DerReader features = extension.content(field).children(DerValue.SEQUENCE, field);
        while (features.hasNext()) {
            int feature = features.next(field).count(field);
            mustStaple |= feature == STATUS_REQUEST || feature == STATUS_REQUEST_V2;
        }
    }

    private void add(List<String> list, String text, DerValue at) throws ParseException {
        if (list.size() == limits.maxNames()) {
            throw new ParseException(TOO_LARGE, "list", at.start());
        }
        list.add(text);
    }
}
