package org.tlscensus.jobs.ingest;

import java.time.Instant;

/** Times in microseconds since the epoch, as the tables have them. */
final class Micros {
    private static final long PER_DAY = 86_400_000_000L;

    private Micros() {}

    /** Of a time, rounded down. */
    static long of(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** The day in UTC, counted from the epoch. */
    static int day(long micros) {
        return (int) Math.floorDiv(micros, PER_DAY);
    }
}
