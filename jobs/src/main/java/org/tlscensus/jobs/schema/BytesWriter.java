package org.tlscensus.jobs.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Puts values into an array that grows and is used again. */
final class BytesWriter {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[1024];
    private int size;

    /** What was written since the last call. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    /** Forgets what was written since the last {@link #take}. */
    void clear() {
        size = 0;
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            int enough = Math.addExact(size, count);
            bytes = Arrays.copyOf(bytes, Math.max(enough, (int) Math.min(size * 2L, 1 << 30)));
        }
    }

    /** Writes so many zero bytes; their place, for {@link #setBit}. */
    int zeros(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
        return size - count;
    }

    void setBit(int place, int bit) {
        bytes[place + (bit >> 3)] |= (byte) (1 << (bit & 7));
    }

    /** Seven bits a byte, the lowest first; few bytes for small numbers of either sign. */
    void number(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    /** Seven bits a byte, the lowest first. */
    void unsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void eightBytes(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    /** The number of bytes, then they. */
    void block(byte[] block) {
        unsigned(block.length);
        reserve(block.length);
        System.arraycopy(block, 0, bytes, size, block.length);
        size += block.length;
    }
}
