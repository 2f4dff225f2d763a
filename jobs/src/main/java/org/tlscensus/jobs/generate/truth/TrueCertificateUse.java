package org.tlscensus.jobs.generate.truth;

import java.time.Instant;
import java.util.List;

/**
 * Where a certificate was sent: the columns of the table of certificates that come from the
 * connections, as far as the truth states them.
 *
 * @param ailments of all connections in which it was sent
 */
public record TrueCertificateUse(
        Instant firstSeen,
        Instant lastSeen,
        long connections,
        List<String> sites,
        List<String> ailments) {}
