package org.tlscensus.core.analysis;

import java.util.Arrays;

/**
 * When the last bytes of a stream came, while it is not clear what they are: what is read later
 * keeps its time. Of very many pieces the oldest are taken for one.
 */
final class ArrivalTimes {
    private static final int MAX_PIECES = 64;

    /** Of it and its two arrays without elements. */
    private static final int BASE_BYTES = 64;

    private int[] lengths = new int[2];
    private long[] nanos = new long[2];
    private int pieces;

    /** The next bytes. */
    void add(long timeNanos, int length) {
        if (pieces == MAX_PIECES) {
            lengths[1] += lengths[0];
            System.arraycopy(lengths, 1, lengths, 0, --pieces);
            System.arraycopy(nanos, 1, nanos, 0, pieces);
        } else if (pieces == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * pieces);
            nanos = Arrays.copyOf(nanos, 2 * pieces);
        }
        lengths[pieces] = length;
        nanos[pieces++] = timeNanos;
    }

    /** Bytes of memory that a side's times take; null takes none. */
    static int heldBytes(ArrivalTimes times) {
        return times == null ? 0 : BASE_BYTES + times.lengths.length * (Integer.BYTES + Long.BYTES);
    }

    /** When the byte came that is so many before the end of the stream; 1: the last. */
    long nanos(int back) {
        return nanos[index(back)];
    }

    /** How many bytes came together from there on. */
    int piece(int back) {
        int rest = back;
        for (int i = index(back) + 1; i < pieces; i++) {
            rest -= lengths[i];
        }
        return rest;
    }

    private int index(int back) {
        int i = pieces - 1;
        for (int passed = lengths[i]; passed < back && i > 0; passed += lengths[i]) {
            i--;
        }
        return i;
    }
}
