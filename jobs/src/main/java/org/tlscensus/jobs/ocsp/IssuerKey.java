package org.tlscensus.jobs.ocsp;

/** A certificate of the archive as the issuer of others, as OCSP names it, once for each hash. */
record IssuerKey(
        String hashAlgorithm,
        String issuerNameHash,
        String issuerKeyHash,
        String sha256,
        byte[] der) {}
