package org.tlscensus.core.analysis;

import java.io.IOException;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.tls.keys.KeyLog;

/** The capture files of a site, in time order. */
public interface Captures {
    int count();

    /**
     * How many files from this one on overlap in time and are merged into one overlap group; 1 for
     * a file that stands alone. The files of an overlap group follow each other, and the overlap
     * group is one split.
     */
    default int overlapping(int index) {
        return 1;
    }

    /** The name of a file, as the tables show it; always the same String object for a file. */
    String name(int index);

    /** Secrets of connections; each applies to its connection wherever that is captured. */
    default KeyLog secrets() {
        return KeyLog.EMPTY;
    }

    /**
     * Whether a file that cannot be read ends there, and is told as damaged; else its IOException
     * is thrown, for whoever will read it again.
     */
    default boolean isLastTry() {
        return true;
    }

    /** Opens a file; the caller closes it. */
    ByteSource open(int index) throws IOException;
}
