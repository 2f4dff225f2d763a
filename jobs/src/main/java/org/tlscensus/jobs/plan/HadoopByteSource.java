package org.tlscensus.jobs.plan;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;
import org.tlscensus.core.capture.ByteSource;

/** A file of any Hadoop file system. Reads in order are one stream, which reads ahead. */
public final class HadoopByteSource implements ByteSource {
    private static final int MIN_BUFFER = 1 << 12;
    private static final int MAX_BUFFER = 1 << 20;

    private final String name;
    private final long length;
    private final FSDataInputStream in;

    /** Opens the file. */
    public HadoopByteSource(String path, Configuration hadoop) throws IOException {
        this(
                path,
                new Path(path).getFileSystem(hadoop).getFileStatus(new Path(path)).getLen(),
                hadoop);
    }

    /**
     * Opens the file as it was when it had a length: what was added since is not read.
     *
     * @param length bytes
     */
    public HadoopByteSource(String path, long length, Configuration hadoop) throws IOException {
        name = path;
        this.length = length;
        Path file = new Path(path);
        FutureDataInputStreamBuilder opening =
                file.getFileSystem(hadoop)
                        .openFile(file)
                        .opt(
                                OpenFileOptions.FS_OPTION_OPENFILE_BUFFER_SIZE,
                                (int) Math.max(MIN_BUFFER, Math.min(MAX_BUFFER, length)))
                        // So that an object store need not be asked for it again.
                        .optLong(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, length)
                        .opt(
                                OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                                OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL);
        in = FutureIO.awaitFuture(opening.build());
    }

    @Override
    public String name() {
        return name;
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
        if (in.getPos() != position) {
            in.seek(position);
        }
        return in.read(buffer, offset, (int) Math.min(count, length - position));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
