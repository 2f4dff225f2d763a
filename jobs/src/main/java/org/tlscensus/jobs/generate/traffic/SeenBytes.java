package org.tlscensus.jobs.generate.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of a side's stream were captured: all up to the last one, but for some gaps, and for
 * what the snap length left out.
 */
final class SeenBytes {
    private final TreeMap<Integer, Integer> gaps = new TreeMap<>(); // begin to end
    private final List<int[]> leftOut = new ArrayList<>(); // begin and end
    private int begin = -1;
    private int end;

    /** Says where the stream begins, if that is not known: bytes before it are nobody's gap. */
    void startAt(int sequence) {
        if (begin < 0) {
            begin = sequence;
            end = sequence;
        }
    }

    /** A packet shows that all bytes before a number were sent. */
    void reach(int sequence) {
        if (sequence > end) {
            gaps.put(end, sequence);
            end = sequence;
        }
    }

    /** Adds a range of a stream that has begun, and returns how many of its bytes are new. */
    int add(int from, int to) {
        int fresh = 0;
        if (to <= begin) { // it came late
            return 0;
        }
        reach(from);
        if (!gaps.isEmpty()) {
            fresh += fill(from, Math.min(to, end));
        }
        if (to > end) {
            fresh += to - Math.max(from, end);
            end = to;
        }
        return fresh;
    }

    private int fill(int from, int to) {
        int filled = 0;
        Map.Entry<Integer, Integer> gap = gaps.lowerEntry(to);
        while (gap != null && gap.getValue() > from) {
            int gapBegin = gap.getKey();
            int gapEnd = gap.getValue();
            gaps.remove(gapBegin);
            if (gapBegin < from) {
                gaps.put(gapBegin, from);
            }
            if (gapEnd > to) {
                gaps.put(to, gapEnd);
            }
            filled += Math.min(to, gapEnd) - Math.max(from, gapBegin);
            gap = gaps.lowerEntry(Math.max(from, gapBegin));
        }
        return filled;
    }

    /** Says that a range is part of a captured packet, but beyond the snap length. */
    void leaveOut(int from, int to) {
        leftOut.add(new int[] {from, to});
    }

    /** Whether all of a range was captured. */
    boolean has(int from, int to) {
        for (int[] range : leftOut) {
            if (range[0] < to && from < range[1]) {
                return false;
            }
        }
        Map.Entry<Integer, Integer> gap = gaps.lowerEntry(to);
        return begin >= 0 && from >= begin && to <= end && (gap == null || gap.getValue() <= from);
    }

    long missing() {
        long missing = 0;
        for (Map.Entry<Integer, Integer> gap : gaps.entrySet()) {
            missing += gap.getValue() - gap.getKey();
        }
        return missing;
    }
}
