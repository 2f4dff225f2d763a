package org.tlscensus.core.capture;

import java.io.IOException;

/** A small file, all of which is in memory: it is read at once, and not kept open. */
public final class MemorySource implements ByteSource {
    private final String name;
    private final byte[] content;
    private final int there; // bytes: fewer than the length when it became shorter meanwhile

    private MemorySource(String name, byte[] content, int there) {
        this.name = name;
        this.content = content;
        this.there = there;
    }

    /** Takes over a source: closed when its content is in memory, handed back when it is larger. */
    public static ByteSource ofSmall(ByteSource source, int maxBytes) throws IOException {
        if (source.length() > maxBytes) {
            return source;
        }
        try (source) {
            byte[] content = new byte[(int) source.length()];
            int length = 0;
            while (length < content.length) {
                int read = source.read(length, content, length, content.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            return new MemorySource(source.name(), content, length);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return content.length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
        if (position >= there) {
            return -1;
        }
        int count = (int) Math.min(length, there - position);
        System.arraycopy(content, (int) position, buffer, offset, count);
        return count;
    }

    @Override
    public void close() {}
}
