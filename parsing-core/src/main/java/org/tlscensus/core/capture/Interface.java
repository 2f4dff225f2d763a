package org.tlscensus.core.capture;

import java.nio.ByteBuffer;

/**
 * An interface that packets were captured on (pcapng, section 4.2; a pcap file has one).
 *
 * @param linkType LINKTYPE_ number
 * @param snapLength bytes kept of a packet at most; 0: no limit
 * @param resolution {@code if_tsresol}: a power of 10, or with the top bit of 2, that a second has
 *     ticks
 * @param offsetSeconds {@code if_tsoffset}: seconds to add
 */
record Interface(int linkType, int snapLength, int resolution, long offsetSeconds) {
    static final int BYTES = 3 * Integer.BYTES + Long.BYTES;
    static final int MICROSECONDS = 6;
    static final int NANOSECONDS = 9;

    private static final long NANOS = 1_000_000_000L;
    private static final int MAX_DECIMAL = 19; // 10^19 is the last power below 2^64

    /** Nanoseconds since the epoch of a time in ticks, unsigned. */
    long nanos(long ticks) {
        int power = resolution & 0x7f;
        long seconds;
        long fraction;
        if ((resolution & 0x80) != 0) {
            seconds = power > 63 ? 0 : ticks >>> power;
            fraction = binaryFraction(ticks, power);
        } else {
            long perSecond = 1;
            for (int i = 0; i < Math.min(power, MAX_DECIMAL); i++) {
                perSecond *= 10;
            }
            seconds = Long.divideUnsigned(ticks, perSecond);
            fraction = decimalFraction(Long.remainderUnsigned(ticks, perSecond), power);
        }
        return (seconds + offsetSeconds) * NANOS + fraction;
    }

    private static long decimalFraction(long ticks, int power) {
        long nanos = ticks;
        for (int i = power; i < NANOSECONDS; i++) {
            nanos *= 10;
        }
        for (int i = NANOSECONDS; i < Math.min(power, MAX_DECIMAL); i++) {
            nanos = Long.divideUnsigned(nanos, 10);
        }
        return nanos;
    }

    /** The part below a second; 32 bits of it are finer than nanoseconds. */
    private static long binaryFraction(long ticks, int power) {
        if (power == 0) {
            return 0;
        }
        long rest = power > 63 ? ticks : ticks & (1L << power) - 1;
        int drop = Math.max(0, power - 32);
        long kept = drop > 63 ? 0 : rest >>> drop;
        return kept * NANOS >>> power - drop;
    }

    void write(ByteBuffer out) {
        out.putInt(linkType).putInt(snapLength).putInt(resolution).putLong(offsetSeconds);
    }

    static Interface read(ByteBuffer in) {
        return new Interface(in.getInt(), in.getInt(), in.getInt(), in.getLong());
    }
}
