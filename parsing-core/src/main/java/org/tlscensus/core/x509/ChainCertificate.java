package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CertificateStructure.Extension;

/** A certificate as path building sees it. Shared by threads: it remembers who signed it. */
final class ChainCertificate {
    /** Extensions that may be critical: they are handled here or do not bear on a server's path. */
    private static final Set<String> UNDERSTOOD =
            Set.of(
                    ExtensionIds.KEY_USAGE,
                    ExtensionIds.SUBJECT_ALT_NAME,
                    ExtensionIds.BASIC_CONSTRAINTS,
                    ExtensionIds.NAME_CONSTRAINTS,
                    ExtensionIds.CRL_DISTRIBUTION_POINTS,
                    ExtensionIds.CERTIFICATE_POLICIES,
                    ExtensionIds.AUTHORITY_KEY_ID,
                    ExtensionIds.SUBJECT_KEY_ID,
                    ExtensionIds.EXTENDED_KEY_USAGE,
                    "2.5.29.33", // policyMappings
                    "2.5.29.36", // policyConstraints
                    "2.5.29.54", // inhibitAnyPolicy
                    "1.3.6.1.5.5.7.1.7", // ipAddrBlocks (RFC 3779)
                    "1.3.6.1.5.5.7.1.8", // autonomousSysIds (RFC 3779)
                    "1.3.6.1.5.5.7.48.1.5", // id-pkix-ocsp-nocheck
                    "2.16.840.1.113730.1.1"); // netscape-cert-type

    /** Results of issuers' keys that are remembered: a certificate has one issuer, seldom two. */
    private static final int MAX_SIGNERS = 8;

    private final CertificateStructure structure;
    private final SignatureAlgorithm algorithm;
    private final byte[] signature;
    private final Map<String, SignatureCheck.Outcome> signers = new ConcurrentHashMap<>(2);

    final String sha256;
    final String subjectKey;
    final String issuerKey;
    final DirectoryName subject;
    final Instant notBefore;
    final Instant notAfter;
    final SubjectKey key;
    final String keySha256;
    final int version;

    Boolean isCa;
    int pathLength = Integer.MAX_VALUE;
    List<String> keyUsage;
    List<String> purposes;
    byte[] subjectKeyId;
    byte[] authorityKeyId;
    NameConstraints nameConstraints;
    List<DerValue> alternativeNames = List.of();
    boolean unknownCritical;
    boolean malformed;

    private ChainCertificate(byte[] der, CertificateStructure in, CertificateLimits limits)
            throws ParseException {
        structure = in;
        sha256 = Digests.sha256(der, 0, der.length);
        version = in.version();
        subject = DirectoryName.parse(in.subject(), "subject");
        subjectKey = subject.key();
        issuerKey =
                in.issuer().hasSameEncodingAs(in.subject())
                        ? subjectKey
                        : DirectoryName.parse(in.issuer(), "issuer").key();
        DerReader validity = in.validity().children("validity");
        notBefore = DerTime.parse(validity.next("notBefore"), "notBefore");
        notAfter = DerTime.parse(validity.only("notAfter"), "notAfter");
        key = SubjectKey.parse(in.subjectPublicKeyInfo());
        keySha256 =
                Digests.sha256(
                        der, in.subjectPublicKeyInfo().start(), in.subjectPublicKeyInfo().end());
        algorithm = SignatureAlgorithm.parse(in.signatureAlgorithm(), "signatureAlgorithm");
        signature = in.signatureValue().octetsOfBits("signatureValue");
        readExtensions(in.extensions(), limits);
    }

    static ChainCertificate parse(byte[] der, CertificateLimits limits) throws ParseException {
        Notes notes = new Notes(limits.maxNotes());
        CertificateStructure structure = CertificateStructure.parse(der, limits, notes);
        ChainCertificate certificate = new ChainCertificate(der, structure, limits);
        certificate.malformed |= notes.text() != null;
        return certificate;
    }

    private void readExtensions(List<Extension> extensions, CertificateLimits limits) {
        Set<String> seen = new HashSet<>();
        for (Extension extension : extensions) {
            try {
                if (!seen.add(extension.oid())) {
                    throw new ParseException(BAD_VALUE, extension.oid(), 0);
                }
                read(extension, limits);
            } catch (ParseException e) {
                malformed = true;
            }
            unknownCritical |= extension.critical() && !UNDERSTOOD.contains(extension.oid());
        }
    }

    private void read(Extension extension, CertificateLimits limits) throws ParseException {
        switch (extension.oid()) {
            case ExtensionIds.BASIC_CONSTRAINTS -> readBasicConstraints(extension);
            case ExtensionIds.KEY_USAGE ->
                    keyUsage = KeyUsages.names(extension.content("keyUsage"));
            case ExtensionIds.EXTENDED_KEY_USAGE ->
                    purposes =
                            KeyUsages.purposes(extension.content("extKeyUsage"), limits.maxNames());
            case ExtensionIds.SUBJECT_KEY_ID ->
                    subjectKeyId =
                            extension
                                    .content("subjectKeyIdentifier")
                                    .expect(DerValue.OCTET_STRING, "subjectKeyIdentifier")
                                    .content();
            case ExtensionIds.AUTHORITY_KEY_ID -> {
                String field = "authorityKeyIdentifier";
                DerReader in = extension.content(field).children(DerValue.SEQUENCE, field);
                DerValue id = in.nextIf(DerValue.context(0), field);
                authorityKeyId = id == null ? null : id.content();
            }
            case ExtensionIds.NAME_CONSTRAINTS ->
                    nameConstraints = NameConstraints.parse(extension, limits);
            case ExtensionIds.SUBJECT_ALT_NAME -> {
                DerReader in =
                        extension
                                .content("subjectAltName")
                                .children(DerValue.SEQUENCE, "subjectAltName");
                alternativeNames = new ArrayList<>();
                while (in.hasNext()) {
                    alternativeNames.add(in.next("subjectAltName"));
                }
            }
            default -> {} // does not bear on a path
        }
    }

    private void readBasicConstraints(Extension extension) throws ParseException {
        BasicConstraints constraints = new BasicConstraints(extension);
        isCa = constraints.isCa();
        if (constraints.hasPathLength()) {
            pathLength = constraints.pathLength();
        }
    }

    CertificateStructure structure() {
        return structure;
    }

    /** The DER of its subject. */
    byte[] subjectEncoding() {
        return structure.subject().encoded();
    }

    /** The DER of its issuer's name. */
    byte[] issuerEncoding() {
        return structure.issuer().encoded();
    }

    boolean isSelfIssued() {
        return subjectKey.equals(issuerKey);
    }

    /** Whether two certificates speak for the same key under the same name. */
    boolean isSameEntityAs(ChainCertificate other) {
        return keySha256.equals(other.keySha256) && subjectKey.equals(other.subjectKey);
    }

    /** Whether the issuer's key id is the one that this certificate names, both being there. */
    boolean namesKeyOf(ChainCertificate issuer) {
        return authorityKeyId != null && Arrays.equals(authorityKeyId, issuer.subjectKeyId);
    }

    /** Bits of its key; 0 when they cannot be told. */
    int keyBits() {
        try {
            Integer bits = key.bits();
            return bits == null ? 0 : bits;
        } catch (ParseException e) {
            return 0;
        }
    }

    /** The hash that its signature is made over, or null. */
    String signatureHash() {
        return algorithm.hash();
    }

    /** Whether the issuer's key verifies this certificate; worked out once for each key. */
    SignatureCheck.Outcome signedBy(ChainCertificate issuer, SignatureCheck check) {
        SignatureCheck.Outcome known = signers.get(issuer.keySha256);
        if (known != null) {
            return known;
        }
        boolean consistent =
                structure.signature().hasSameEncodingAs(structure.signatureAlgorithm());
        SignatureCheck.Outcome outcome =
                consistent
                        ? check.check(structure.toBeSigned(), algorithm, signature, issuer.key)
                        : SignatureCheck.Outcome.INVALID;
        if (signers.size() < MAX_SIGNERS) {
            signers.put(issuer.keySha256, outcome);
        }
        return outcome;
    }

    /** Whether its own key verifies it. */
    boolean isSelfSigned(SignatureCheck check) {
        return signedBy(this, check) == SignatureCheck.Outcome.VALID;
    }
}
