package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.x509.IssuerCertificate;

/**
 * A certificate of the archive that may have issued others, by one of the hashes with which OCSP
 * names issuers.
 *
 * @param isFresh whether this ingest brought it
 */
record KnownIssuer(
        String hashAlgorithm,
        String nameHash,
        String keyHash,
        String sha256,
        byte[] der,
        boolean isFresh) {

    static KnownIssuer of(String hash, String sha256, IssuerCertificate issuer, byte[] der) {
        return new KnownIssuer(
                hash, issuer.nameHash(hash), issuer.keyHash(hash), sha256, der, true);
    }

    KnownIssuer kept() {
        return new KnownIssuer(hashAlgorithm, nameHash, keyHash, sha256, der, false);
    }
}
