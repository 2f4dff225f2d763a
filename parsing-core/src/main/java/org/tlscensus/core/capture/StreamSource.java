package org.tlscensus.core.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes that come once, in order, as from a pipe. Their beginning is kept, since a capture's head
 * is read before the capture; behind that there is no way back.
 */
public final class StreamSource implements ByteSource {
    /** What is kept; reading a head takes a block of compressed bytes or two. */
    private static final int KEPT_BYTES = 4 << 20;

    /** As long as it has no end. */
    private static final long UNKNOWN_LENGTH = 1L << 50;

    private final String name;
    private final InputStream in;
    private byte[] kept = new byte[1 << 16];
    private int keptLength;
    private long position; // of the next byte of the stream
    private boolean isAtEnd;

    /** Takes over the stream. */
    public StreamSource(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public String name() {
        return name;
    }

    /** More than anything has, until the end was met. */
    @Override
    public long length() {
        return isAtEnd ? position : UNKNOWN_LENGTH;
    }

    /** Reads what is there, and waits only when that is nothing. */
    @Override
    public int read(long from, byte[] buffer, int offset, int length) throws IOException {
        if (from < keptLength) {
            int count = (int) Math.min(length, keptLength - from);
            System.arraycopy(kept, (int) from, buffer, offset, count);
            return count;
        }
        if (from != position) {
            throw new IOException(name + " cannot be read a second time");
        }
        if (isAtEnd) {
            return -1;
        }
        int count = in.read(buffer, offset, length);
        if (count < 0) {
            isAtEnd = true;
            return -1;
        }
        if (position == keptLength && keptLength + count <= KEPT_BYTES) {
            keep(buffer, offset, count);
        }
        position += count;
        return count;
    }

    private void keep(byte[] buffer, int offset, int count) {
        if (keptLength + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, keptLength + count));
        }
        System.arraycopy(buffer, offset, kept, keptLength, count);
        keptLength += count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
