package org.tlscensus.jobs.plan;

import java.util.List;

/**
 * Cuts the overlap groups of a site's files into splits: a large file into ranges, while small ones
 * in a row share a split, which is read in one pass.
 */
final class SplitCutter {
    private final String site;
    private final long splitBytes;
    private final List<PlannedSplit> splits;
    private long number;

    // The split that small files are added to; none as long as it has no files.
    private int first;
    private int files;
    private long bytes;

    /**
     * @param number of the first split
     * @param splits takes the splits
     */
    SplitCutter(String site, long number, long splitBytes, List<PlannedSplit> splits) {
        this.site = site;
        this.number = number;
        this.splitBytes = splitBytes;
        this.splits = splits;
    }

    /**
     * Cuts files into splits.
     *
     * @param captures in time order
     * @param groups how many of them belong together, one number an overlap group
     * @param firstIndex index of the first among the captures of the site
     */
    static void cut(
            SplitCutter cutter, List<CaptureInfo> captures, List<Integer> groups, int firstIndex) {
        int at = 0;
        for (int size : groups) {
            long bytes = 0;
            for (CaptureInfo file : captures.subList(at, at + size)) {
                bytes += file.bytes();
            }
            boolean isSplittable = size == 1 && captures.get(at).isSplittable();
            cutter.group(firstIndex + at, size, bytes, isSplittable);
            at += size;
        }
        cutter.flush();
    }

    private void group(int index, int size, long itsBytes, boolean isSplittable) {
        boolean isFull = files > 0 && SplitSize.cost(bytes + itsBytes, files + size) > splitBytes;
        if (isFull) {
            flush();
        }
        if (isSplittable && itsBytes > splitBytes) {
            ranges(index, itsBytes);
            return;
        }
        first = files == 0 ? index : first;
        files += size;
        bytes += itsBytes;
    }

    private void ranges(int index, long itsBytes) {
        long start = 0;
        while (itsBytes - start > splitBytes) {
            add(index, 1, start, start + splitBytes, splitBytes);
            start += splitBytes;
        }
        add(index, 1, start, Long.MAX_VALUE, itsBytes - start);
    }

    private void flush() {
        if (files > 0) {
            add(first, files, 0, Long.MAX_VALUE, bytes);
            files = 0;
            bytes = 0;
        }
    }

    private void add(int index, int itsFiles, long start, long end, long itsBytes) {
        splits.add(new PlannedSplit(site, number++, index, itsFiles, start, end, null, itsBytes));
    }
}
