package org.tlscensus.core.capture;

/** A file that is an array. */
public record BytesSource(String name, byte[] bytes) implements ByteSource {
    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int count) {
        if (position >= bytes.length) {
            return -1;
        }
        int read = (int) Math.min(count, bytes.length - position);
        System.arraycopy(bytes, (int) position, buffer, offset, read);
        return read;
    }

    @Override
    public void close() {}
}
