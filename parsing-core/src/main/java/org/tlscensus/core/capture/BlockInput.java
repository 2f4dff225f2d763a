package org.tlscensus.core.capture;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A window that moves forward over the bytes of a capture, filled in large blocks. What is in it is
 * handed out as a view.
 */
final class BlockInput implements Closeable {
    /** Where the bytes come from, in order. */
    interface Bytes extends Closeable {
        /** Reads up to {@code length} bytes; -1 at the end. */
        int read(byte[] buffer, int offset, int length) throws IOException;

        /** Bytes of the stored file used so far. */
        long storedPosition();
    }

    static final VarHandle INT_LE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INT_BE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int BLOCK = 1 << 20;
    private static final int MAX_WINDOW = BLOCK + (1 << 16);
    private static final int MIN_WINDOW = 1 << 12;

    private final Bytes input;
    private byte[] buffer;
    private int cursor;
    private int limit;
    private long bufferStart; // position of buffer[0]
    private boolean isAtEnd;

    /**
     * @param expectedBytes about how many there are: the window for a few is small
     */
    BlockInput(Bytes input, long position, long expectedBytes) {
        this.input = input;
        buffer = new byte[(int) Math.max(MIN_WINDOW, Math.min(MAX_WINDOW, expectedBytes))];
        bufferStart = position;
    }

    /** Position of the cursor, in (decompressed) bytes of the file. */
    long position() {
        return bufferStart + cursor;
    }

    long storedPosition() {
        return input.storedPosition();
    }

    byte[] buffer() {
        return buffer;
    }

    /** Index of the cursor in {@link #buffer}. */
    int cursor() {
        return cursor;
    }

    /** Makes {@code count} bytes from the cursor on available; false when the file has fewer. */
    boolean require(int count) throws IOException {
        return count <= limit - cursor || fill(count);
    }

    private boolean fill(int count) throws IOException {
        System.arraycopy(buffer, cursor, buffer, 0, limit - cursor);
        bufferStart += cursor;
        limit -= cursor;
        cursor = 0;
        if (count > buffer.length) {
            buffer = Arrays.copyOf(buffer, count + BLOCK);
        }
        while (limit < count && !isAtEnd) {
            int read = input.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                isAtEnd = true;
            } else {
                limit += read;
            }
        }
        return limit >= count;
    }

    /** Bytes from the cursor on, when the file has no more. */
    int available() {
        return limit - cursor;
    }

    void skip(int count) {
        cursor += count;
    }

    int int32(int at, boolean littleEndian) {
        return littleEndian ? (int) INT_LE.get(buffer, at) : (int) INT_BE.get(buffer, at);
    }

    int int16(int at, boolean littleEndian) {
        int first = buffer[at] & 0xff;
        int second = buffer[at + 1] & 0xff;
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
