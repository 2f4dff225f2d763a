package org.tlscensus.jobs.ocsp;

import java.util.List;

/** A certificate that somebody asked for, by the hash with which it was asked for. */
record WantedCertificate(
        String sha256,
        String hashAlgorithm,
        String issuerNameHash,
        String serialNumber,
        List<String> uris) {}
