package org.tlscensus.jobs.ingest;

/**
 * A number by which rows are put in order and counted without decoding them: when the connection
 * began, and in the lowest bit whether it has TLS.
 */
final class RowStart {
    private RowStart() {}

    /**
     * The number.
     *
     * @param micros since the epoch
     */
    static long of(long micros, boolean hasTls) {
        return micros << 1 | (hasTls ? 1 : 0);
    }

    /** Microseconds since the epoch. */
    static long micros(long start) {
        return start >> 1;
    }

    static boolean hasTls(long start) {
        return (start & 1) != 0;
    }
}
