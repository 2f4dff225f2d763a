package org.tlscensus.jobs.parquet;

import java.util.Arrays;

/**
 * Parquet's hybrid of run lengths and packed bits, for levels and for places in dictionaries. Takes
 * as many equal values at once as there are.
 *
 * <pre>
 * run    = number (count * 2) value (the bytes that its bits need)
 * packed = number (groups * 2 + 1) group*, each of 8 values, lowest bits first
 * </pre>
 */
final class RunEncoder {
    private static final int GROUP = 8;
    private static final int MAX_GROUPS = 63; // whose number takes one byte

    private final int[] group = new int[GROUP];
    private int grouped;
    private int header = -1; // place of the packed run's number; -1 outside one
    private int groups;

    private int width;
    private int value;
    private int count;

    private byte[] bytes = new byte[64];
    private int size;

    /** Begins with values of so many bits. */
    void begin(int bits) {
        width = bits;
        size = 0;
        count = 0;
    }

    /** Adds a value some times. */
    void add(int next, int times) {
        if (next != value) {
            endRun();
            value = next;
        }
        count += times;
    }

    private void endRun() {
        while (grouped > 0 && count > 0) {
            count--;
            pack(value);
        }
        if (count >= GROUP) {
            endPacked();
            writeRun();
        }
        for (; count > 0; count--) {
            pack(value);
        }
    }

    private void writeRun() {
        reserve(9);
        int rest = count << 1;
        for (; (rest & ~0x7f) != 0; rest >>>= 7) {
            bytes[size++] = (byte) (rest | 0x80);
        }
        bytes[size++] = (byte) rest;
        for (int shift = 0; shift < width; shift += 8) {
            bytes[size++] = (byte) (value >> shift);
        }
        count = 0;
    }

    private void pack(int next) {
        group[grouped++] = next;
        if (grouped == GROUP) {
            writeGroup();
        }
    }

    private void writeGroup() {
        if (groups == MAX_GROUPS) {
            endPacked();
        }
        reserve(1 + width);
        if (header < 0) {
            header = size++;
        }
        groups++;
        long bits = 0;
        int held = 0;
        for (int i = 0; i < GROUP; i++) {
            bits |= (long) group[i] << held;
            for (held += width; held >= 8; held -= 8) {
                bytes[size++] = (byte) bits;
                bits >>>= 8;
            }
        }
        grouped = 0;
    }

    private void endPacked() {
        if (header >= 0) {
            bytes[header] = (byte) (groups << 1 | 1);
            header = -1;
            groups = 0;
        }
    }

    private void reserve(int wanted) {
        if (wanted > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + wanted));
        }
    }

    /** All that was added since the beginning; the last group may have zeros after it. */
    byte[] end() {
        endRun();
        while (grouped > 0) {
            pack(0);
        }
        endPacked();
        return Arrays.copyOf(bytes, size);
    }
}
