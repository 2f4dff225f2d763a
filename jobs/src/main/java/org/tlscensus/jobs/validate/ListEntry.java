package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.time.Instant;

/**
 * An entry of a revocation list whose signature is valid.
 *
 * @param list as in {@link ListFact}, as are the other components of the list
 */
record ListEntry(
        String list,
        String source,
        String issuer,
        String keyId,
        Instant thisUpdate,
        Instant validUntil,
        String serial,
        Instant revokedAt,
        String reason)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
