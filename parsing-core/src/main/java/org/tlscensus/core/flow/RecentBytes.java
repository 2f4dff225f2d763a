package org.tlscensus.core.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A short memory of what a stream handed out: a byte of a hash for each eight bytes, of the last
 * few thousand. It tells whether a later copy differs, unless it lies within fifteen bytes; so a
 * keep-alive's byte (RFC 9293 section 3.8.4) and an Ethernet frame's padding never do.
 */
final class RecentBytes {
    /** Bytes of the stream that are remembered. */
    static final int WINDOW = 8 << 10;

    private static final int BLOCK = 8; // bytes of the stream that share a hash
    private static final int FIRST_BLOCKS = 16;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] hashes = new byte[FIRST_BLOCKS]; // of blocks at multiples of 8, as a ring
    private int from; // of the first whole block
    private int next; // what is to be remembered next
    private long open; // bytes of the block that is not whole

    /** A stream that is handed out from this sequence number on. */
    RecentBytes(int first) {
        begin(first);
    }

    private void begin(int first) {
        from = first + BLOCK - 1 & -BLOCK;
        next = first;
    }

    /** Remembers bytes that were handed out; what came before a gap is forgotten. */
    void add(int sequenceNumber, byte[] bytes, int offset, int length) {
        if (sequenceNumber != next) {
            begin(sequenceNumber);
        }
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if ((next & BLOCK - 1) == 0 && end - at >= BLOCK) {
                put((long) LONG.get(bytes, at));
                at += BLOCK;
                next += BLOCK;
            } else {
                open = open << Byte.SIZE | bytes[at] & 0xff;
                at++;
                next++;
                if ((next & BLOCK - 1) == 0 && next - from >= BLOCK) {
                    next -= BLOCK;
                    put(open);
                    next += BLOCK;
                }
            }
        }
    }

    /** The block that begins at the next sequence number. */
    private void put(long block) {
        int number = next >>> 3;
        int known = (next - from) / BLOCK;
        if (known >= hashes.length) {
            if (hashes.length < WINDOW / BLOCK) {
                grow(number - known, known);
            } else {
                from = next - WINDOW + BLOCK;
            }
        }
        hashes[number & hashes.length - 1] = hash(block);
    }

    private void grow(int first, int count) {
        byte[] larger = new byte[2 * hashes.length];
        for (int i = 0; i < count; i++) {
            larger[first + i & larger.length - 1] = hashes[first + i & hashes.length - 1];
        }
        hashes = larger;
    }

    private static byte hash(long block) {
        return (byte) (block * 0x9e3779b97f4a7c15L >>> 56);
    }

    /** Whether other bytes than these were handed out in their place, as far as it is known. */
    boolean differs(int sequenceNumber, byte[] bytes, int offset, int length) {
        int block = sequenceNumber + BLOCK - 1 & -BLOCK;
        if (from - block > 0) {
            block = from;
        }
        int last = next - (sequenceNumber + length) < 0 ? next : sequenceNumber + length;
        for (; last - block >= BLOCK; block += BLOCK) {
            byte known = hashes[block >>> 3 & hashes.length - 1];
            if (known != hash((long) LONG.get(bytes, offset + block - sequenceNumber))) {
                return true;
            }
        }
        return false;
    }

    int heldBytes() {
        return hashes.length;
    }
}
