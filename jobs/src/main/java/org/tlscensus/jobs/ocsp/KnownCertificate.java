package org.tlscensus.jobs.ocsp;

import java.util.List;
import org.tlscensus.core.analysis.OcspRows;
import org.tlscensus.core.x509.Hashes;
import org.tlscensus.core.x509.IssuerCertificate;

/**
 * What OCSP needs of a certificate of the archive, so that it is parsed once.
 *
 * @param serialNumber null when it does not parse
 * @param issuerName DER
 * @param uris responders that it names, without scheme
 * @param authorityKeyId hex, or null
 * @param isFresh whether this ingest brought it
 */
record KnownCertificate(
        String sha256,
        String serialNumber,
        byte[] issuerName,
        List<String> uris,
        String authorityKeyId,
        boolean isFresh) {

    static KnownCertificate of(
            String sha256, IssuerCertificate certificate, IssuerCertificate.Asked asked) {
        return new KnownCertificate(
                sha256,
                asked.serialNumber(),
                certificate.issuerName(),
                asked.ocspUrls().stream().map(OcspRows::responderUri).distinct().toList(),
                asked.authorityKeyId(),
                true);
    }

    String issuerNameHash(String hashAlgorithm) {
        return Hashes.hex(hashAlgorithm, issuerName);
    }

    KnownCertificate kept() {
        return new KnownCertificate(sha256, serialNumber, issuerName, uris, authorityKeyId, false);
    }
}
