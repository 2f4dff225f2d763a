package org.tlscensus.jobs.ocsp;

import java.util.List;

/**
 * A server's certificates came to a client.
 *
 * @param isProvisional whether it comes again when its site is read on
 * @param timeMicros when they were there, microseconds since the epoch
 * @param chain SHA-256 of each, hex, none twice
 */
public record CertificateArrival(
        String site,
        boolean isProvisional,
        String clientAddress,
        long timeMicros,
        String connectionId,
        List<String> chain) {}
