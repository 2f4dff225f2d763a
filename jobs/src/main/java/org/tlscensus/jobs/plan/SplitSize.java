package org.tlscensus.jobs.plan;

import java.util.List;

/** How large splits are. */
public final class SplitSize {
    /** What opening a file costs, in bytes read meanwhile. */
    private static final long OPEN_BYTES = 32 << 10;

    private static final long MIN_SPLIT_BYTES = 4 << 20;

    private SplitSize() {}

    /** What reading files costs, in bytes. */
    static long cost(long bytes, int files) {
        return bytes + files * OPEN_BYTES;
    }

    /**
     * The size of a split: Spark's, or smaller when the archive is small, so that every core has
     * some.
     *
     * @param sparkSplitBytes Spark's own size of an input split
     */
    public static long of(List<CaptureInfo> captures, long sparkSplitBytes, int parallelism) {
        long total = 0;
        for (CaptureInfo capture : captures) {
            total += cost(capture.bytes(), 1);
        }
        return Math.min(sparkSplitBytes, Math.max(MIN_SPLIT_BYTES, total / parallelism + 1));
    }
}
