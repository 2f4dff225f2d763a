package org.tlscensus.core.x509;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tlscensus.core.wire.ParseException;

/** A certificate as one that signs, and that was signed: what OCSP needs of it. */
public final class IssuerCertificate {
    private static final SignatureCheck CHECK =
            new SignatureCheck(CertificateLimits.DEFAULT, EllipticKeys.OF_ISSUERS);

    private final ChainCertificate certificate;

    private IssuerCertificate(ChainCertificate certificate) {
        this.certificate = certificate;
    }

    /** The certificate, unless it does not parse. */
    public static Optional<IssuerCertificate> of(byte[] der) {
        try {
            return Optional.of(
                    new IssuerCertificate(ChainCertificate.parse(der, CertificateLimits.DEFAULT)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** The hash of its subject's DER in hex (RFC 6960 section 4.1.1), null for an unknown hash. */
    public String nameHash(String hash) {
        return Hashes.hex(hash, certificate.subjectEncoding());
    }

    /** The same hash of the name of its own issuer. */
    public String issuerNameHash(String hash) {
        return Hashes.hex(hash, certificate.issuerEncoding());
    }

    /** The hash of its key's octets in hex (RFC 6960 section 4.1.1), null for an unknown hash. */
    public String keyHash(String hash) {
        return Hashes.hex(hash, certificate.key.key());
    }

    /** The DER of its issuer's name, which {@link Hashes#hex} turns into what OCSP has of it. */
    public byte[] issuerName() {
        return certificate.issuerEncoding();
    }

    /** What a responder is asked by: where, and about which certificate of which key. */
    public Asked asked() {
        Notes notes = new Notes(CertificateLimits.DEFAULT.maxNotes());
        CertificateStructure structure = certificate.structure();
        BigInteger serial = notes.read(() -> structure.serialNumber().integer("serialNumber"));
        ExtensionColumns extensions =
                ExtensionColumns.read(structure.extensions(), CertificateLimits.DEFAULT, notes);
        return new Asked(
                serial == null ? null : SerialNumber.hex(serial),
                extensions.authorityKeyId,
                List.copyOf(extensions.ocspUrls),
                Boolean.TRUE.equals(extensions.isCa));
    }

    /**
     * Some columns of the certificate's row, for much less than all of them cost.
     *
     * @param serialNumber null when it does not parse
     * @param authorityKeyId null when it names no key
     * @param isCa whether basicConstraints say so
     */
    public record Asked(
            String serialNumber, String authorityKeyId, List<String> ocspUrls, boolean isCa) {}

    /** Whether its key signed the value; null when that cannot be checked. */
    public Boolean signed(DerValue value, SignatureAlgorithm algorithm, byte[] signature) {
        return verdict(CHECK.check(value, algorithm, signature, certificate.key));
    }

    /** Whether its key signed the other certificate; null when that cannot be checked. */
    public Boolean issued(IssuerCertificate other) {
        return verdict(other.certificate.signedBy(certificate, CHECK));
    }

    /** Whether it names OCSP signing among its purposes (RFC 6960 section 4.2.2.2). */
    public boolean isForOcsp() {
        return certificate.purposes != null
                && certificate.purposes.contains(KeyUsages.OCSP_SIGNING);
    }

    private static Boolean verdict(SignatureCheck.Outcome outcome) {
        return switch (outcome) {
            case VALID -> true;
            case INVALID -> false;
            case UNCHECKED -> null;
        };
    }
}
