package org.tlscensus.core.capture;

import java.io.IOException;

/** The bytes of a file as they are stored, from a position on. The source stays the caller's. */
final class StoredBytes implements BlockInput.Bytes {
    private final ByteSource source;
    private long position;

    StoredBytes(ByteSource source, long position) {
        this.source = source;
        this.position = position;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = source.read(position, buffer, offset, length);
        if (read > 0) {
            position += read;
        }
        return read;
    }

    @Override
    public long storedPosition() {
        return position;
    }

    @Override
    public void close() {}
}
