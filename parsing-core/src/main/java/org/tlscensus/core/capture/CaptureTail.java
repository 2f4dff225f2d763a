package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.OptionalLong;

/** Looks at the end of a capture file without reading what comes before. */
public final class CaptureTail {
    private static final int TAIL_BYTES = 4 << 20;

    private CaptureTail() {}

    /**
     * The latest time among the last packets of an uncompressed file, nanoseconds since the epoch;
     * empty when the file is compressed, has no packet with a time there, or cannot be read.
     */
    public static OptionalLong lastTimeNanos(ByteSource source, CaptureHead head)
            throws IOException {
        if (!head.isSplittable() || head.context() == null) {
            return OptionalLong.empty();
        }
        OptionalLong boundary =
                BoundaryFinder.find(source, head, Math.max(0, source.length() - TAIL_BYTES));
        if (boundary.isEmpty()) {
            return OptionalLong.empty();
        }
        long last = Long.MIN_VALUE;
        try (CaptureReader reader =
                CaptureReader.openAt(source, boundary.getAsLong(), head.context())) {
            while (reader.next()) {
                if (reader.hasTime()) {
                    last = Math.max(last, reader.timeNanos());
                }
            }
        }
        return last == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
