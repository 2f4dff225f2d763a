package org.tlscensus.jobs.generate.traffic;

import java.util.Arrays;
import org.tlscensus.jobs.generate.handshake.Side;

/**
 * Packets that are about to be sent, in the order of their times. Sequence numbers count from a
 * side's first byte.
 */
final class Burst {
    private static final int FIRST_SIZE = 8;

    private long[] times = new long[FIRST_SIZE];
    private byte[] sides = new byte[FIRST_SIZE];
    private byte[] flags = new byte[FIRST_SIZE];
    private int[] sequences = new int[FIRST_SIZE];
    private int[] acknowledgments = new int[FIRST_SIZE];
    private int[] offsets = new int[FIRST_SIZE];
    private int[] lengths = new int[FIRST_SIZE];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /**
     * Adds a packet.
     *
     * @param offset of its payload in the flight
     */
    void add(
            long time,
            Side side,
            int flag,
            int sequence,
            int acknowledgment,
            int offset,
            int length) {
        if (size == times.length) {
            grow();
        }
        times[size] = time;
        sides[size] = (byte) side.ordinal();
        flags[size] = (byte) flag;
        sequences[size] = sequence;
        acknowledgments[size] = acknowledgment;
        offsets[size] = offset;
        lengths[size++] = length;
    }

    private void grow() {
        int more = 2 * size;
        times = Arrays.copyOf(times, more);
        sides = Arrays.copyOf(sides, more);
        flags = Arrays.copyOf(flags, more);
        sequences = Arrays.copyOf(sequences, more);
        acknowledgments = Arrays.copyOf(acknowledgments, more);
        offsets = Arrays.copyOf(offsets, more);
        lengths = Arrays.copyOf(lengths, more);
    }

    long time(int i) {
        return times[i];
    }

    Side side(int i) {
        return sides[i] == 0 ? Side.CLIENT : Side.SERVER;
    }

    int flags(int i) {
        return flags[i];
    }

    int sequence(int i) {
        return sequences[i];
    }

    int acknowledgment(int i) {
        return acknowledgments[i];
    }

    int offset(int i) {
        return offsets[i];
    }

    int length(int i) {
        return lengths[i];
    }

    /** Lets two packets change places; the times stay. */
    void swap(int i, int j) {
        swap(sides, i, j);
        swap(flags, i, j);
        swap(sequences, i, j);
        swap(acknowledgments, i, j);
        swap(offsets, i, j);
        swap(lengths, i, j);
    }

    private static void swap(byte[] values, int i, int j) {
        byte value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private static void swap(int[] values, int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
