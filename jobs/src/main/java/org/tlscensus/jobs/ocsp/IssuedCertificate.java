package org.tlscensus.jobs.ocsp;

import java.util.List;

/**
 * A certificate of the archive as OCSP names it, once for each hash.
 *
 * @param uris responders that it names, without scheme
 * @param authorityKeyId hex, or null
 */
record IssuedCertificate(
        String sha256,
        String hashAlgorithm,
        String issuerNameHash,
        String serialNumber,
        List<String> uris,
        String authorityKeyId) {}
