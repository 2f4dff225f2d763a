package org.tlscensus.core.capture;

import java.io.Closeable;
import java.io.IOException;

/** Random access to the bytes of a stored file. */
public interface ByteSource extends Closeable {
    /** The name that messages call it by. */
    String name();

    /** Bytes of the file. */
    long length();

    /** Reads up to {@code length} bytes at a position of the file; -1 at its end. */
    int read(long position, byte[] buffer, int offset, int length) throws IOException;
}
