package org.tlscensus.core.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlscensus.core.row.SidePart;

/**
 * Which bytes of one end's sequence space were seen (RFC 9293 section 3.4), as a set: what it holds
 * does not depend on the order of the segments, and two of them join into that of all segments.
 *
 * <p>Sequence numbers become positions by their distance from the highest position so far, so the
 * numbers may wrap any number of times. Position 0 is the first number that was met.
 *
 * <p>Invariant: the ranges in {@code bounds} ascend, do not touch, and end with the one that is
 * still growing; the common case is one range and no other memory.
 */
public final class SequenceSpace {
    /** Ranges kept apart. One lost packet in a hundred reaches it after some 600 MB. */
    static final int MAX_RANGES = 4096;

    /** Bytes lost between a SYN and the first segment, at most. */
    private static final int MAX_LEAD = 1 << 24;

    private boolean isKnown;
    private int base;
    private long spanStart;
    private long spanEnd;
    private long[] bounds = NO_BOUNDS; // start, end, start, end, … of all ranges
    private int count; // of bounds in use
    private long forgottenGaps;

    private static final long[] NO_BOUNDS = {};

    /** A sequence number of the end, such as that of its FIN. */
    public void mark(int sequenceNumber) {
        span(positionOf(sequenceNumber), 0);
    }

    /** Payload of a segment: {@code length} bytes from a sequence number. */
    public void add(int sequenceNumber, int length) {
        long start = positionOf(sequenceNumber);
        span(start, length);
        long end = start + length;
        if (count > 0 && bounds[count - 1] == start) {
            bounds[count - 1] = end;
        } else if (count == 0 || start > bounds[count - 1]) {
            insert(count, start, end);
        } else {
            cover(start, end);
        }
    }

    private long positionOf(int sequenceNumber) {
        if (!isKnown) {
            isKnown = true;
            base = sequenceNumber;
            return 0;
        }
        return spanEnd + (sequenceNumber - (base + (int) spanEnd));
    }

    private void span(long start, int length) {
        spanStart = Math.min(spanStart, start);
        spanEnd = Math.max(spanEnd, start + length);
    }

    private void cover(long start, long end) {
        int from = 0; // first bound of the first range that touches
        while (from < count && bounds[from + 1] < start) {
            from += 2;
        }
        int to = from; // first bound of the first range beyond
        long newStart = start;
        long newEnd = end;
        while (to < count && bounds[to] <= end) {
            newStart = Math.min(newStart, bounds[to]);
            newEnd = Math.max(newEnd, bounds[to + 1]);
            to += 2;
        }
        if (from == to) {
            insert(from, start, end);
            return;
        }
        bounds[from] = newStart;
        bounds[from + 1] = newEnd;
        System.arraycopy(bounds, to, bounds, from + 2, count - to);
        count -= to - from - 2;
    }

    private void insert(int at, long start, long end) {
        if (count == 2 * MAX_RANGES) {
            forgetAGap();
            cover(start, end);
            return;
        }
        if (count == bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(2, count * 2));
        }
        System.arraycopy(bounds, at, bounds, at + 2, count - at);
        bounds[at] = start;
        bounds[at + 1] = end;
        count += 2;
    }

    /** Closes the second gap: the first is kept, since an earlier piece may still fill it. */
    private void forgetAGap() {
        forgottenGaps += bounds[4] - bounds[3];
        bounds[3] = bounds[5];
        System.arraycopy(bounds, 6, bounds, 4, count - 6);
        count -= 2;
    }

    /** Whether any sequence number was met. */
    public boolean isKnown() {
        return isKnown;
    }

    /** The lowest sequence number met; meaningless unless {@link #isKnown}. */
    public int lowest() {
        return base + (int) spanStart;
    }

    /** Bytes seen, each counted once. */
    public long coveredBytes() {
        long covered = -forgottenGaps;
        for (int i = 0; i < count; i += 2) {
            covered += bounds[i + 1] - bounds[i];
        }
        return covered;
    }

    /** Bytes between the lowest and the highest sequence number that were not seen. */
    public long missingBytes() {
        return spanEnd - spanStart - coveredBytes();
    }

    /**
     * Bytes that were not seen since the end's SYN, up to the highest sequence number.
     *
     * @param initialSequence sequence number of the SYN; null when none was seen
     */
    public long missingBytesSince(Integer initialSequence) {
        if (!isKnown || initialSequence == null) {
            return missingBytes();
        }
        int lead = lowest() - (initialSequence + 1);
        // Of several SYNs with different numbers another one may have been taken.
        return missingBytes() + (lead > 0 && lead < MAX_LEAD ? lead : 0);
    }

    /** The part of an end, for a later join. */
    public SidePart toPart(
            long packets,
            long payloadBytes,
            Integer initialSequence,
            Long firstAckNanos,
            Integer firstAcknowledged,
            Integer answered) {
        List<Long> covered = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            covered.add(bounds[i]);
        }
        return new SidePart(
                packets,
                payloadBytes,
                initialSequence,
                firstAckNanos,
                firstAcknowledged,
                answered,
                isKnown ? base : null,
                spanStart,
                spanEnd,
                covered,
                forgottenGaps);
    }

    /** Takes over what a later piece of the same end saw. */
    public void join(SidePart later) {
        if (later.baseSequence() == null) {
            return;
        }
        long shift = positionOf(later.baseSequence());
        forgottenGaps += later.forgottenGaps();
        List<Long> covered = later.covered();
        for (int i = 0; i < covered.size(); i += 2) {
            long start = covered.get(i) + shift;
            long end = covered.get(i + 1) + shift;
            if (count == 0 || start > bounds[count - 1]) {
                insert(count, start, end);
            } else {
                cover(start, end);
            }
        }
        spanStart = Math.min(spanStart, later.spanStart() + shift);
        spanEnd = Math.max(spanEnd, later.spanEnd() + shift);
    }
}
