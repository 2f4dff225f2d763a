package org.tlscensus.core.flow;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.SidePart;

/**
 * Which bytes of one end's sequence space were seen (RFC 9293 section 3.4), as a set: what it holds
 * does not depend on the order of the segments, and two of them join into that of all segments.
 *
 * <p>Sequence numbers become positions by their distance from the highest position so far, so the
 * numbers may wrap any number of times. Position 0 is the first number that was met.
 *
 * <p>As long as all was seen from the first number on, a single number tells it. Ranges are kept
 * only while there are holes, or something came from before the first number.
 */
public final class SequenceSpace {
    /** Bytes lost between a SYN and the first segment, at most. */
    private static final int MAX_LEAD = 1 << 24;

    private static final long UNKNOWN = -1;

    private int base; // sequence number of position 0
    private long end = UNKNOWN; // without ranges: all positions up to it were seen
    private SeenRanges ranges; // null while a single one from position 0 on tells all

    /** A sequence number of the end, such as that of its FIN. */
    public void mark(int sequenceNumber) {
        mark(positionOf(sequenceNumber));
    }

    private void mark(long position) {
        if (ranges == null && (position < 0 || position > end)) {
            ranges = new SeenRanges(end);
        }
        if (ranges != null) {
            ranges.mark(position);
        }
    }

    /** Payload of a segment: {@code length} bytes from a sequence number. */
    public void add(int sequenceNumber, int length) {
        long start = positionOf(sequenceNumber);
        add(start, start + length);
    }

    private void add(long from, long to) {
        if (ranges == null) {
            if (from >= 0 && from <= end) {
                end = Math.max(end, to);
                return;
            }
            ranges = new SeenRanges(end);
        }
        ranges.add(from, to);
        if (ranges.isWhole()) {
            end = ranges.spanEnd();
            ranges = null;
        }
    }

    private long positionOf(int sequenceNumber) {
        if (!isKnown()) {
            base = sequenceNumber;
            end = 0;
            return 0;
        }
        long highest = spanEnd();
        return highest + (sequenceNumber - (base + (int) highest));
    }

    private long spanStart() {
        return ranges == null ? 0 : ranges.spanStart();
    }

    private long spanEnd() {
        return ranges == null ? Math.max(end, 0) : ranges.spanEnd();
    }

    /** Whether any sequence number was met. */
    public boolean isKnown() {
        return end != UNKNOWN;
    }

    /** The lowest sequence number met; meaningless unless {@link #isKnown}. */
    public int lowest() {
        return base + (int) spanStart();
    }

    /** Bytes seen, each counted once. */
    public long coveredBytes() {
        return ranges == null ? Math.max(end, 0) : ranges.covered();
    }

    /** Bytes between the lowest and the highest sequence number that were not seen. */
    public long missingBytes() {
        return spanEnd() - spanStart() - coveredBytes();
    }

    /**
     * Bytes that were not seen since the end's SYN, up to the highest sequence number.
     *
     * @param initialSequence sequence number of the SYN; null when none was seen
     */
    public long missingBytesSince(Integer initialSequence) {
        if (!isKnown() || initialSequence == null) {
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
        List<Long> covered = new ArrayList<>(2);
        if (ranges != null) {
            ranges.addBoundsTo(covered);
        } else if (end > 0) {
            covered.add(0L);
            covered.add(end);
        }
        return new SidePart(
                packets,
                payloadBytes,
                initialSequence,
                firstAckNanos,
                firstAcknowledged,
                answered,
                isKnown() ? base : null,
                spanStart(),
                spanEnd(),
                covered,
                ranges == null ? 0 : ranges.forgottenGaps());
    }

    /** Takes over what a later part of the same end saw. */
    public void join(SidePart later) {
        if (later.baseSequence() == null) {
            return;
        }
        long shift = positionOf(later.baseSequence());
        List<Long> covered = later.covered();
        for (int i = 0; i < covered.size(); i += 2) {
            add(covered.get(i) + shift, covered.get(i + 1) + shift);
        }
        mark(later.spanStart() + shift);
        mark(later.spanEnd() + shift);
        if (later.forgottenGaps() > 0) {
            forgotten(later.forgottenGaps());
        }
    }

    private void forgotten(long bytes) {
        if (ranges == null) {
            ranges = new SeenRanges(end);
        }
        ranges.addForgottenGaps(bytes);
    }
}
