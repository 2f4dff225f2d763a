package org.tlscensus.core.wire;

import java.time.Instant;

/** Times as captures have them: nanoseconds since 1970-01-01 UTC, which may lie before. */
public final class EpochNanos {
    private static final long PER_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
