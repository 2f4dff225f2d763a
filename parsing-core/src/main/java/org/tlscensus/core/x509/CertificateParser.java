package org.tlscensus.core.x509;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.wire.ParseException;

/** Reads certificates as the table of certificates shows them. */
public final class CertificateParser {
    private static final CertificateParser DEFAULT =
            new CertificateParser(CertificateLimits.DEFAULT, TorPattern.DEFAULT);

    private final CertificateLimits limits;
    private final TorPattern torPattern;
    private final SignatureCheck signatureCheck;

    public CertificateParser(CertificateLimits limits, TorPattern torPattern) {
        this.limits = limits;
        this.torPattern = torPattern;
        this.signatureCheck = new SignatureCheck(limits, EllipticKeys.MET_ONCE);
    }

    /** The row of a certificate by the default limits and rules. */
    public static CertificateRow parse(byte[] der) {
        return DEFAULT.row(der);
    }

    /**
     * The row of a certificate. One that does not parse has digests, {@code der} and {@code
     * parseError}; one with a broken part has all other columns, and {@code parseError} names the
     * part. The array becomes the row's.
     */
    public CertificateRow row(byte[] der) {
        Notes notes = new Notes(limits.maxNotes());
        try {
            CertificateStructure structure = CertificateStructure.parse(der, limits, notes);
            return row(der, structure, notes);
        } catch (ParseException e) {
            notes.add(e.getMessage());
            return CertificateRow.unparsed(
                    Digests.sha256(der, 0, der.length),
                    Digests.sha1(der, 0, der.length),
                    der,
                    notes.text());
        }
    }

    private CertificateRow row(byte[] der, CertificateStructure in, Notes notes) {
        BigInteger serial = notes.read(() -> in.serialNumber().integer("serialNumber"));
        DirectoryName subject = notes.read(() -> DirectoryName.parse(in.subject(), "subject"));
        DirectoryName issuer = notes.read(() -> DirectoryName.parse(in.issuer(), "issuer"));
        Instant[] validity = validity(in.validity(), notes);
        SubjectKey key = notes.read(() -> SubjectKey.parse(in.subjectPublicKeyInfo()));
        SignatureAlgorithm algorithm =
                notes.read(
                        () ->
                                SignatureAlgorithm.parse(
                                        in.signatureAlgorithm(), "signatureAlgorithm"));
        ExtensionColumns extensions = ExtensionColumns.read(in.extensions(), limits, notes);
        Boolean selfSigned = selfSigned(in, algorithm, key, notes);
        List<SignedTimestamp> timestamps = extensions.timestamps;
        Integer keyBits = key == null ? null : notes.read(key::bits);
        String curve = key == null ? null : notes.read(key::curve);
        String exponent =
                key == null || keyBits == null ? null : notes.read(() -> key.rsaExponent(limits));
        if (in.trailingBytes() > 0) {
            notes.add("certificate: " + in.trailingBytes() + " bytes behind its end");
        }
        String pattern = torPattern(in, subject, issuer, key);
        String hash = algorithm == null ? null : algorithm.hash();
        return new CertificateRow(
                Digests.sha256(der, 0, der.length),
                Digests.sha1(der, 0, der.length),
                der,
                in.version(),
                serial == null ? null : SerialNumber.hex(serial),
                subject == null ? null : subject.text(),
                issuer == null ? null : issuer.text(),
                subject == null ? null : subject.mostSpecific(AttributeTypes.COMMON_NAME),
                issuer == null ? null : issuer.mostSpecific(AttributeTypes.COMMON_NAME),
                issuer == null ? null : issuer.mostSpecific(AttributeTypes.ORGANIZATION),
                validity[0],
                validity[1],
                validityDays(validity[0], validity[1]),
                key == null ? null : key.algorithm(),
                keyBits,
                curve,
                exponent,
                Digests.sha256(
                        der, in.subjectPublicKeyInfo().start(), in.subjectPublicKeyInfo().end()),
                algorithm == null ? null : algorithm.name(),
                hash,
                extensions.dnsNames,
                extensions.ipAddresses,
                extensions.emailAddresses,
                extensions.alternativeNames.uris(),
                extensions.alternativeNames.directoryNames(),
                extensions.alternativeNames.userPrincipalNames(),
                extensions.alternativeNames.utf8EmailAddresses(),
                extensions.alternativeNames.otherNames(),
                extensions.alternativeNames.registeredIds(),
                extensions.isCa,
                extensions.pathLength,
                extensions.keyUsage,
                extensions.extendedKeyUsage,
                extensions.subjectKeyId,
                extensions.authorityKeyId,
                extensions.ocspUrls,
                extensions.caIssuerUrls,
                extensions.crlUrls,
                extensions.policies,
                ValidationLevel.of(extensions.policies),
                extensions.permittedNames,
                extensions.excludedNames,
                extensions.mustStaple,
                timestamps.size(),
                timestamps.stream().map(SignedTimestamp::logId).toList(),
                timestamps.stream().map(SignedTimestamp::time).toList(),
                extensions.precertificate,
                extensions.oids,
                subject == null || issuer == null ? null : subject.key().equals(issuer.key()),
                selfSigned,
                pattern,
                pattern == null
                        ? null
                        : TorVersionBand.of(
                                validity[0], validity[1], issuer.soleCommonName(), keyBits, hash),
                notes.text());
    }

    private static Instant[] validity(DerValue validity, Notes notes) {
        Instant[] times = new Instant[2];
        notes.read(
                () -> {
                    DerReader in = validity.children("validity");
                    DerValue start = in.next("notBefore");
                    DerValue end = in.only("notAfter");
                    times[0] = notes.read(() -> DerTime.parse(start, "notBefore"));
                    times[1] = notes.read(() -> DerTime.parse(end, "notAfter"));
                    return null;
                });
        return times;
    }

    private static Long validityDays(Instant start, Instant end) {
        return start == null || end == null ? null : Duration.between(start, end).toDays();
    }

    /** Null when there is no telling: an unknown algorithm, or a key beyond the limits. */
    private Boolean selfSigned(
            CertificateStructure in, SignatureAlgorithm algorithm, SubjectKey key, Notes notes) {
        byte[] signature = notes.read(() -> in.signatureValue().octetsOfBits("signatureValue"));
        if (algorithm == null || key == null || signature == null) {
            return null;
        }
        return switch (signatureCheck.check(in.toBeSigned(), algorithm, signature, key)) {
            case VALID -> true;
            case INVALID -> false;
            case UNCHECKED -> null;
        };
    }

    private String torPattern(
            CertificateStructure in, DirectoryName subject, DirectoryName issuer, SubjectKey key) {
        if (subject == null || issuer == null || key == null) {
            return null;
        }
        return torPattern.match(subject, issuer, key, in.version(), in.extensions().size());
    }
}
