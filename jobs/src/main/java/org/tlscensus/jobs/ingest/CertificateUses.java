package org.tlscensus.jobs.ingest;

import java.util.List;

/**
 * What connections of a site tell of a certificate that stands in their chains.
 *
 * @param isProvisional whether the connections are told anew by a later ingest of the site
 * @param firstMicros start of the first of them, since the epoch
 * @param lastMicros start of the last of them, since the epoch
 * @param serverAddresses distinct and sorted, as are {@code serverNames}
 */
record CertificateUses(
        String sha256,
        String site,
        boolean isProvisional,
        long firstMicros,
        long lastMicros,
        long connections,
        List<String> serverAddresses,
        List<String> serverNames) {}
