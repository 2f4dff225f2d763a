package org.tlscensus.core.tls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Hashes of bytes that were hashed before. The same certificates and the same fingerprints come
 * again and again, and to compare bytes takes a tenth of the time that SHA-256 takes.
 *
 * <p>Each content has one slot, told by some of its bytes; the whole content decides. Who sends
 * ever new contents gains nothing and costs a copy each. For one thread.
 */
final class KnownHashes {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Larger contents are rare, and not remembered. */
    private static final int MAX_BYTES = 8 << 10;

    /** At most so many contents: 4 MB of certificates, 8 MB at worst. */
    private static final int SLOTS = 1 << 10;

    private static final int MAX_WORDS_LOOKED_AT = 64;
    private static final long MIX = 0x9e3779b97f4a7c15L; // of the golden ratio: spreads bits

    private final byte[][] contents = new byte[SLOTS][];
    private final String[] hashes = new String[SLOTS];

    /** The hash of the content, or null where it is not known. */
    String get(byte[] bytes, int offset, int count) {
        if (count > MAX_BYTES) {
            return null;
        }
        int slot = slot(bytes, offset, count);
        byte[] known = contents[slot];
        boolean isSame =
                known != null
                        && Arrays.equals(known, 0, known.length, bytes, offset, offset + count);
        return isSame ? hashes[slot] : null;
    }

    void put(byte[] bytes, int offset, int count, String hash) {
        if (count <= MAX_BYTES) {
            int slot = slot(bytes, offset, count);
            contents[slot] = Arrays.copyOfRange(bytes, offset, offset + count);
            hashes[slot] = hash;
        }
    }

    private static int slot(byte[] bytes, int offset, int count) {
        long mixed = count;
        int step = Math.max(Long.BYTES, count / MAX_WORDS_LOOKED_AT);
        int end = offset + count;
        for (int at = offset; at <= end - Long.BYTES; at += step) {
            mixed = (mixed ^ (long) LONG.get(bytes, at)) * MIX;
            mixed ^= mixed >>> 32;
        }
        for (int at = Math.max(offset, end - Long.BYTES); at < end; at++) {
            mixed = (mixed ^ bytes[at]) * MIX;
        }
        return (int) (mixed >>> 40) & SLOTS - 1;
    }
}
