package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;

/**
 * A number that tells of a part what is asked without decoding it: whether it is open, and then
 * when it began and whether it looks as if there were a row of it.
 *
 * <pre>
 *   0                                                  not open
 *   microseconds since the epoch &lt;&lt; 2 | row &lt;&lt; 1 | 1   open
 * </pre>
 */
final class PartKey {
    private PartKey() {}

    static long of(ConnectionPart part) {
        if (!part.isUnfinished()) {
            return 0;
        }
        long micros = Math.floorDiv(part.startNanos(), 1000L);
        return micros << 2 | (hasRow(part.dialogue()) ? 2 : 0) | 1;
    }

    private static boolean hasRow(DialoguePart dialogue) {
        return dialogue != null
                && (dialogue.tls() != null
                        || dialogue.starttls() != null
                        || dialogue.protocol() != null);
    }

    static boolean isUnfinished(long key) {
        return key != 0;
    }

    static boolean hasRow(long key) {
        return (key & 2) != 0;
    }

    /** Start of an open part, microseconds since the epoch. */
    static long micros(long key) {
        return key >> 2;
    }
}
