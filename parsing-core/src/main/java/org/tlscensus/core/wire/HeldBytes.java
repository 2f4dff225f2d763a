package org.tlscensus.core.wire;

import java.util.Arrays;

/** Bytes that wait for what follows them. Grows with what comes, not with what is announced. */
public final class HeldBytes {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    public void add(byte[] from, int offset, int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    public int length() {
        return length;
    }

    /** They stand at the beginning of this array, which is valid until more are added. */
    public byte[] array() {
        return bytes;
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** They are of no more use; the array is used again. */
    public void clear() {
        length = 0;
    }

    /** As {@link #clear}, and the memory is given back. */
    public void release() {
        bytes = NOTHING;
        length = 0;
    }
}
