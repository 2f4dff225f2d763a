package org.tlscensus.jobs.plan;

import java.io.IOException;
import org.tlscensus.core.capture.ByteSource;

/**
 * A file whose first bytes are read once, however often they are asked for: of a small one, all.
 */
final class HeadBytes implements ByteSource {
    private final ByteSource file;
    private final byte[] head;
    private final int filled;

    HeadBytes(ByteSource file, int most) throws IOException {
        this.file = file;
        head = new byte[(int) Math.min(most, file.length())];
        int at = 0;
        while (at < head.length) {
            int got = file.read(at, head, at, head.length - at);
            if (got < 0) {
                break;
            }
            at += got;
        }
        filled = at;
    }

    /** The first bytes; not to be changed. */
    byte[] head() {
        return head;
    }

    /** How many of them there are. */
    int filled() {
        return filled;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
        if (position >= filled) {
            return file.read(position, buffer, offset, length);
        }
        int count = (int) Math.min(length, filled - position);
        System.arraycopy(head, (int) position, buffer, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
