package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file of revocation lists, each a block in DER. */
public final class KeptLists {
    /** Where files of lists that were downloaded stand, below the folder of the tables. */
    public static final String FOLDER = "_state/lists";

    private KeptLists() {}

    /** Writes lists, none of them empty. */
    public static void write(Collection<byte[]> lists, Path file, Configuration hadoop)
            throws IOException {
        try (BlockFile.Writer out = new BlockFile.Writer(file, hadoop)) {
            for (byte[] list : lists) {
                out.write(list);
            }
            out.end();
        }
    }

    /** The lists of a file, read one after the other; it is closed behind the last. */
    public static Iterator<byte[]> read(Path file, Configuration hadoop) throws IOException {
        BlockFile.Reader in = new BlockFile.Reader(file, hadoop);
        return new Iterator<>() {
            private byte[] following = read();

            private byte[] read() throws IOException {
                byte[] list = in.next();
                if (list == null) {
                    in.close();
                }
                return list;
            }

            @Override
            public boolean hasNext() {
                return following != null;
            }

            @Override
            public byte[] next() {
                if (following == null) {
                    throw new NoSuchElementException();
                }
                try {
                    byte[] list = following;
                    following = read();
                    return list;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
