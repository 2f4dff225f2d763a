package org.tlscensus.jobs.generate.truth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables have them. */
public final class Moments {
    private static final double MICROS = 1e6;

    private Moments() {}

    /**
     * @param micros since the epoch
     */
    public static Instant of(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** A duration in seconds. */
    public static double seconds(long micros) {
        return micros / MICROS;
    }

    public static Instant orNull(Long micros) {
        return micros == null ? null : of(micros);
    }
}
