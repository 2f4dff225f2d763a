package org.tlscensus.jobs.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Which capture files of a site overlap in time, so that their packets have to be merged: files of
 * several capture queues, or a file per direction.
 *
 * <p>Rotated files follow each other, though a packet or two may be late. So an overlap counts when
 * it is more than a tenth of the shorter one's time.
 */
final class OverlapGroups {
    private static final int COUNTS_FROM = 10; // one in that many

    /** Files open at once; more queues than that do not exist. */
    private static final int MAX_FILES = 64;

    /** More files than that are merged when they are as small in all: they are read into memory. */
    private static final long MAX_BYTES_OF_MORE = 32 << 20;

    /** What is held of each beside its bytes, which are held twice. */
    private static final long FILE_COST = 6 << 10;

    private OverlapGroups() {}

    /**
     * How many files each overlap group has, one number an overlap group.
     *
     * @param files in time order
     */
    static List<Integer> sizes(List<CaptureInfo> files) {
        List<Integer> sizes = new ArrayList<>();
        int size = 0;
        long bytes = 0;
        long first = 0;
        long last = Long.MIN_VALUE;
        for (CaptureInfo file : files) {
            Long begin = file.firstTimeNanos();
            Long end = file.lastTimeNanos();
            boolean joins = size > 0 && begin != null && overlaps(first, last, begin, end);
            bytes += cost(file);
            if (!joins || size >= MAX_FILES && bytes > MAX_BYTES_OF_MORE) {
                if (size > 0) {
                    sizes.add(size);
                }
                size = 0;
                bytes = cost(file);
                first = begin == null ? 0 : begin;
                last = Long.MIN_VALUE;
            }
            size++;
            last = end == null ? last : Math.max(last, end);
        }
        if (size > 0) {
            sizes.add(size);
        }
        return sizes;
    }

    /** Of a file in memory; what a compressed one takes is not known, so it counts as large. */
    private static long cost(CaptureInfo file) {
        boolean isCompressed = file.compression() != null;
        return isCompressed ? MAX_BYTES_OF_MORE : FILE_COST + 2 * file.bytes();
    }

    private static boolean overlaps(long first, long last, long begin, Long end) {
        if (last <= begin) {
            return false;
        }
        long shorter = end == null ? last - first : Math.min(last - first, end - begin);
        return last - begin > shorter / COUNTS_FROM;
    }
}
