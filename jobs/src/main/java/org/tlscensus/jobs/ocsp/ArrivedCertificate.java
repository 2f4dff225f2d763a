package org.tlscensus.jobs.ocsp;

/** One certificate of a {@link CertificateArrival}. */
record ArrivedCertificate(
        String sha256, String site, String client, long timeMicros, String connectionId) {}
