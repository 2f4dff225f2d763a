package org.tlscensus.core.analysis;

import java.util.List;
import org.tlscensus.core.flow.SequenceSpace;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.SidePart;

/**
 * What is counted of one end of a connection, packet by packet or part by part. See {@link
 * SidePart}.
 */
final class SideCounters {
    private static final long NEVER = Long.MIN_VALUE;

    /** Of an end whose SYN was not seen: so many may have come out of order. */
    private static final int FIRST_SEGMENTS = 8;

    /** Where a segment stands among those that came before. */
    enum Place {
        NEXT,
        /** A segment before it may still come, or have come where nobody saw it. */
        MAYBE_AHEAD,
        /** A segment before it is still to come. */
        AHEAD
    }

    private long packets;
    private long payloadBytes;
    private long firstAckNanos = NEVER;
    private SequenceSpace space; // null as long as no sequence number was met
    private int initialSequence;
    private int firstAcknowledged;
    private int answered;
    private int nextSequence; // after the payload that reaches farthest
    private byte payloads; // segments with payload, up to a few
    private boolean isInitialKnown;
    private boolean hasAnswered;

    void packet(int payloadLength) {
        packets++;
        payloadBytes += payloadLength;
    }

    /** A packet that was counted does not count. */
    void leaveOut(int payloadLength) {
        packets--;
        payloadBytes -= payloadLength;
    }

    long packets() {
        return packets;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** Null as long as no sequence number was met. */
    SequenceSpace space() {
        return space;
    }

    /** A FIN stands here. */
    void mark(int sequenceNumber) {
        spaceToFill().mark(sequenceNumber);
    }

    /** Payload stands here. */
    void add(int sequenceNumber, int length) {
        spaceToFill().add(sequenceNumber, length);
    }

    private SequenceSpace spaceToFill() {
        if (space == null) {
            space = new SequenceSpace();
        }
        return space;
    }

    /** Notes the place of a segment with payload. */
    Place place(Segment segment) {
        int start = segment.sequenceNumber();
        int stop = start + segment.payloadOriginalLength();
        boolean isFirst = payloads == 0;
        int expected = isFirst && isInitialKnown ? initialSequence + 1 : nextSequence;
        boolean isBeginningUnknown = isFirst && !isInitialKnown;
        boolean isAwaited = start - expected > 0 && !isBeginningUnknown;
        if (isFirst || stop - nextSequence > 0) {
            nextSequence = stop;
        }
        boolean isAmongFirst = payloads < FIRST_SEGMENTS;
        if (isAmongFirst) {
            payloads++;
        }
        if (isAwaited) {
            return Place.AHEAD;
        }
        return isAmongFirst && !isInitialKnown ? Place.MAYBE_AHEAD : Place.NEXT;
    }

    /** A SYN with this number; the first counts. */
    void initial(int sequenceNumber) {
        if (!isInitialKnown) {
            isInitialKnown = true;
            initialSequence = sequenceNumber;
        }
    }

    /** Number of the first SYN, or null. */
    Integer initialOrNull() {
        return isInitialKnown ? (Integer) initialSequence : null;
    }

    /** An acknowledgment; the first counts. */
    void acknowledges(int acknowledged, long timeNanos) {
        if (firstAckNanos == NEVER) {
            firstAcknowledged = acknowledged;
            firstAckNanos = timeNanos;
        }
    }

    /** Its SYN-ACK acknowledged this number. */
    void answers(int acknowledged) {
        hasAnswered = true;
        answered = acknowledged;
    }

    /** The other end is about to open anew: what was answered is over. */
    void forgetAnswer() {
        hasAnswered = false;
    }

    /**
     * What its last SYN-ACK acknowledged; null if there was none since the other end's last end.
     */
    Integer answeredOrNull() {
        return hasAnswered ? (Integer) answered : null;
    }

    /** Where the other end's payload begins by what this one sent: null when nothing tells. */
    Integer othersStart() {
        if (hasAnswered) {
            return answered;
        }
        return firstAckNanos == NEVER ? null : (Integer) firstAcknowledged;
    }

    /** Takes over what a later part tells of the end. */
    void join(SidePart later) {
        packets += later.packets();
        payloadBytes += later.payloadBytes();
        if (later.initialSequence() != null) {
            initial(later.initialSequence());
        }
        if (later.firstAckNanos() != null) {
            acknowledges(later.firstAcknowledged(), later.firstAckNanos());
        }
        if (later.baseSequence() != null) {
            spaceToFill().join(later);
        }
    }

    /** The end as part of a part. */
    SidePart toPart() {
        Long ackNanos = firstAckNanos == NEVER ? null : (Long) firstAckNanos;
        Integer acknowledged = firstAckNanos == NEVER ? null : (Integer) firstAcknowledged;
        if (space == null) {
            return new SidePart(
                    packets,
                    payloadBytes,
                    initialOrNull(),
                    ackNanos,
                    acknowledged,
                    answeredOrNull(),
                    null,
                    0,
                    0,
                    List.of(),
                    0);
        }
        return space.toPart(
                packets, payloadBytes, initialOrNull(), ackNanos, acknowledged, answeredOrNull());
    }
}
