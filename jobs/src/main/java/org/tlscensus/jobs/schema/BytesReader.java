package org.tlscensus.jobs.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link BytesWriter} wrote. Every method throws IllegalArgumentException when the
 * bytes are others than it could have written.
 */
public final class BytesReader {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int position;

    /**
     * @param bytes are shared until all is read; what is read of them is not
     */
    public BytesReader(byte[] bytes) {
        this.bytes = bytes;
    }

    IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException(what + " at byte " + position + " of " + bytes.length);
    }

    private void require(long count) {
        if (count < 0 || count > bytes.length - position) {
            throw malformed("bytes end too early");
        }
    }

    /** The array that it reads, for the places that {@link #skip} tells. */
    public byte[] bytes() {
        return bytes;
    }

    /** The place of so many bytes, which it goes past. */
    public int skip(int count) {
        require(count);
        position += count;
        return position - count;
    }

    /** Whether a bit of the bytes at a place is set. */
    public boolean hasBit(int place, int bit) {
        return (bytes[place + (bit >> 3)] & 1 << (bit & 7)) != 0;
    }

    /** A number of either sign. */
    public long number() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** A number from min to max. */
    public long number(long min, long max) {
        long value = number();
        if (value < min || value > max) {
            throw malformed("number out of range");
        }
        return value;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(1);
            byte next = bytes[position++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("number without end");
    }

    /** How many values follow, each of at least one byte. */
    public int count() {
        long count = unsigned();
        require(count);
        return (int) count;
    }

    /** Eight bytes, the highest first. */
    public long eightBytes() {
        return (long) LONG.get(bytes, skip(8));
    }

    byte[] block() {
        int length = count();
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    String text() {
        int length = count();
        return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
    }

    /** Refuses bytes of which some were not read. */
    public void expectEnd() {
        if (position < bytes.length) {
            throw malformed("bytes too many");
        }
    }
}
