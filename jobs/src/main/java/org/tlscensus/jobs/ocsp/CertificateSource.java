package org.tlscensus.jobs.ocsp;

import java.util.List;

/** What is needed of a row of the certificates' table. */
record CertificateSource(
        String sha256,
        byte[] der,
        String serialNumber,
        List<String> ocspUrls,
        String authorityKeyId) {}
