package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.List;

/** The bytes of a file as they are stored, from a position on. The source stays the caller's. */
final class StoredBytes implements BlockInput.Bytes {
    private final ByteSource source;
    private final List<Damage> damages;
    private long position;

    StoredBytes(ByteSource source, long position, List<Damage> damages) {
        this.source = source;
        this.damages = damages;
        this.position = position;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = source.read(position, buffer, offset, length);
        if (read > 0) {
            position += read;
        } else if (read < 0 && position < source.length()) {
            damages.add(new Damage(position, "the file became shorter before it was read"));
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
