package org.tlscensus.jobs.ocsp;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of blocks of bytes, none of them empty.
 *
 * <pre>
 * file = zstd((length (4 bytes)  block (length bytes))*  0 (4 bytes))
 * </pre>
 */
final class BlockFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private BlockFile() {}

    /** Writes one. Where writing fails, it is left without an end, so that nobody can read it. */
    static final class Writer implements Closeable {
        private final DataOutputStream out;

        /** Begins a file; one that stands there is lost. */
        Writer(Path file, Configuration hadoop) throws IOException {
            out =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    new ZstdOutputStream(
                                            file.getFileSystem(hadoop).create(file, true)),
                                    BUFFER_BYTES));
        }

        void write(byte[] block) throws IOException {
            out.writeInt(block.length);
            out.write(block);
        }

        /** No block follows. */
        void end() throws IOException {
            out.writeInt(0);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads one. */
    static final class Reader implements Closeable {
        private final DataInputStream in;

        Reader(Path file, Configuration hadoop) throws IOException {
            in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new ZstdInputStream(
                                            file.getFileSystem(hadoop).open(file, BUFFER_BYTES)),
                                    BUFFER_BYTES));
        }

        /** The next block; null behind the last. */
        byte[] next() throws IOException {
            int length = in.readInt();
            if (length == 0) {
                return null;
            }
            byte[] block = new byte[length];
            in.readFully(block);
            return block;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
