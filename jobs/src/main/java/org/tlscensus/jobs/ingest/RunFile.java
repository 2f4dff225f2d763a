package org.tlscensus.jobs.ingest;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.privacy.FileSeal;

/**
 * Runs in a file, kept for a later ingest.
 *
 * <pre>
 * file = sealed(zstd(entry* 0))
 * entry = 1  kind  site (UTF)  provisional (1 byte)  length (4 bytes)  run (length bytes)
 * </pre>
 */
final class RunFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private RunFile() {}

    /** Writes a file; {@link #close} makes it whole. */
    static final class Writer implements Closeable {
        private final DataOutputStream out;

        Writer(Path file, Configuration hadoop, FileSeal seal) throws IOException {
            FileSystem files = file.getFileSystem(hadoop);
            out =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    new ZstdOutputStream(seal.seal(files.create(file, false))),
                                    BUFFER_BYTES));
        }

        void write(TableRun run) throws IOException {
            out.writeByte(1);
            out.writeUTF(run.kind().name());
            out.writeUTF(run.site());
            out.writeBoolean(run.isProvisional());
            out.writeInt(run.run().length);
            out.write(run.run());
        }

        @Override
        public void close() throws IOException {
            out.writeByte(0);
            out.close();
        }
    }

    /** The runs of a file, read while they are taken. */
    static Reader read(Path file, Configuration hadoop, FileSeal seal) throws IOException {
        return new Reader(file, hadoop, seal);
    }

    /** Reads a file. Closed when all runs were taken. */
    static final class Reader implements Iterator<TableRun>, Closeable {
        private final Path file;
        private final DataInputStream in;
        private boolean isAtEntry;

        private Reader(Path file, Configuration hadoop, FileSeal seal) throws IOException {
            this.file = file;
            in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new ZstdInputStream(
                                            seal.open(
                                                    file.getFileSystem(hadoop)
                                                            .open(file, BUFFER_BYTES))),
                                    BUFFER_BYTES));
            goOn();
        }

        private void goOn() throws IOException {
            isAtEntry = in.readByte() != 0;
            if (!isAtEntry) {
                close();
            }
        }

        @Override
        public boolean hasNext() {
            return isAtEntry;
        }

        @Override
        public TableRun next() {
            if (!isAtEntry) {
                throw new NoSuchElementException();
            }
            try {
                RunKind kind = RunKind.valueOf(in.readUTF());
                String site = in.readUTF();
                boolean isProvisional = in.readBoolean();
                byte[] run = new byte[in.readInt()];
                in.readFully(run);
                goOn();
                return new TableRun(kind, site, isProvisional, run);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
