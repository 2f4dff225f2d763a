package org.tlscensus.jobs.ocsp;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of revocation lists, each in DER.
 *
 * <pre>
 * file = zstd((length (4 bytes)  list (length bytes))*  0 (4 bytes))
 * </pre>
 */
public final class KeptLists {
    /** Where files of lists that were downloaded stand, below the folder of the tables. */
    public static final String FOLDER = "_state/lists";

    private static final int BUFFER_BYTES = 1 << 16;

    private KeptLists() {}

    /** Writes lists, none of them empty. */
    public static void write(Collection<byte[]> lists, Path file, Configuration hadoop)
            throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new ZstdOutputStream(file.getFileSystem(hadoop).create(file, true)),
                                BUFFER_BYTES))) {
            for (byte[] list : lists) {
                out.writeInt(list.length);
                out.write(list);
            }
            out.writeInt(0);
        }
    }

    /** The lists of a file, read one after the other; it is closed behind the last. */
    public static Iterator<byte[]> read(Path file, Configuration hadoop) throws IOException {
        DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(
                                new ZstdInputStream(
                                        file.getFileSystem(hadoop).open(file, BUFFER_BYTES)),
                                BUFFER_BYTES));
        return new Iterator<>() {
            private int length = nextLength();

            private int nextLength() throws IOException {
                int next = in.readInt();
                if (next == 0) {
                    in.close();
                }
                return next;
            }

            @Override
            public boolean hasNext() {
                return length > 0;
            }

            @Override
            public byte[] next() {
                if (length == 0) {
                    throw new NoSuchElementException();
                }
                try {
                    byte[] list = in.readNBytes(length);
                    length = nextLength();
                    return list;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
