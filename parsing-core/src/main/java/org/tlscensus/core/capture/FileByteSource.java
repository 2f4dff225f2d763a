package org.tlscensus.core.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of the local file system. */
public final class FileByteSource implements ByteSource {
    private final Path path;
    private final FileChannel channel;
    private final long length;

    /** Opens the file; its length is that of now. */
    public FileByteSource(Path path) throws IOException {
        this.path = path;
        channel = FileChannel.open(path, StandardOpenOption.READ);
        length = channel.size();
    }

    /**
     * Opens the file as it was when it had a length: what was added since is not read.
     *
     * @param length bytes
     */
    public FileByteSource(Path path, long length) throws IOException {
        this.path = path;
        this.length = length;
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int count) throws IOException {
        if (position >= length) {
            return -1; // of a file that still grows, what was there at the start
        }
        int wanted = (int) Math.min(count, length - position);
        return channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
