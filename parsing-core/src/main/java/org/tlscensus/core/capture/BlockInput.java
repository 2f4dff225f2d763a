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
    private int lastTaken; // the bytes from here to the cursor are the last record
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
        System.arraycopy(buffer, lastTaken, buffer, 0, limit - lastTaken);
        bufferStart += lastTaken;
        limit -= lastTaken;
        cursor -= lastTaken;
        lastTaken = 0;
        if (cursor + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, cursor + count + BLOCK);
        }
        while (limit - cursor < count && !isAtEnd) {
            int read = input.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                isAtEnd = true;
            } else {
                limit += read;
            }
        }
        return limit - cursor >= count;
    }

    /** Bytes from the cursor on, when the file has no more. */
    int available() {
        return limit - cursor;
    }

    /** Moves over bytes that are no record. */
    void skip(int count) {
        cursor += count;
        lastTaken = cursor;
    }

    /** Moves over a record, which stays in the window until the next one. */
    void take(int count) {
        lastTaken = cursor;
        cursor += count;
    }

    /** Index of the last record in {@link #buffer}; the cursor when there is none. */
    int lastTaken() {
        return lastTaken;
    }

    /** Moves back into the last record. */
    void goBack(int count) {
        cursor -= count;
        lastTaken = cursor;
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
