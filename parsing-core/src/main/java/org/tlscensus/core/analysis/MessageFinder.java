package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.tlscensus.core.dns.DnsRun;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowEntry;
import org.tlscensus.core.http.MessageStart;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.MessagePart;

/**
 * Looks for exchanges of OCSP and revocation lists by HTTP, and for DNS messages, in the segments
 * of a TCP connection, whatever it was before and wherever it began.
 *
 * <p>A message belongs to the split with its first byte. Where a segment begins like a message, a
 * run begins that follows it; what it finds depends on what comes, and on segments shortly before
 * that were ahead of their place, but not on what was found before. So a split finds the messages
 * that begin in it without knowing what was before, and reads on until they end. Halves of an
 * exchange find each other when the parts of the connection are joined, see {@link Exchanges}.
 */
final class MessageFinder {
    private static final int DNS_PORT = 53;

    /** Of its own objects. */
    private static final int BASE_BYTES = 160;

    /** Of a segment or message beside its payload. */
    private static final int PIECE_BYTES = 160;

    private final MessageLimits limits;
    private final List<FollowedMessages> runs = new ArrayList<>(1);
    private final List<Early> earlies = new ArrayList<>(0);
    private final List<Kept> kept = new ArrayList<>(1);
    private int earlyBytes;
    private long packets;
    private int runNumber;
    private int keptBytes;
    private int listBytes; // of revocation lists
    private int sinceRequest; // responses since the last OCSP request
    private boolean isFull;

    /** A segment that was ahead of its place. */
    private record Early(
            End from,
            int sequence,
            long timeNanos,
            byte[] payload,
            boolean isOwn,
            boolean isAwaited,
            long packet) {}

    private record Kept(int run, MessagePart message) {}

    /**
     * @param isFromMidway whether a request may lie before what is seen
     */
    MessageFinder(MessageLimits limits, boolean isFromMidway) {
        this.limits = limits;
        sinceRequest = isFromMidway ? 0 : limits.otherResponses();
    }

    /** Whether a message begins with the segment, as far as one can see. */
    static boolean isStart(Segment segment, FlowEntry flow) {
        byte[] bytes = segment.payloadBytes();
        int offset = segment.payloadOffset();
        int length = segment.payloadLength();
        return MessageStart.mayBegin(bytes, offset, length)
                || isDns(flow) && DnsRun.matches(bytes, offset, length);
    }

    private static boolean isDns(FlowEntry flow) {
        return flow.port(End.LOW) == DNS_PORT || flow.port(End.HIGH) == DNS_PORT;
    }

    /** Whether a packet without a message's start has nothing to tell. */
    boolean isIdle() {
        return runs.isEmpty() && earlies.isEmpty();
    }

    /** Whether packets that come from this time on belong to what a split has to hand out. */
    boolean isUnfinished(long nowNanos) {
        leaveBehind(nowNanos);
        for (FollowedMessages run : runs) {
            if (run.isOwn()) {
                return true;
            }
        }
        for (Early early : earlies) {
            if (early.isOwn && early.isAwaited) {
                return true;
            }
        }
        return false;
    }

    /**
     * A packet of the connection.
     *
     * @param isOwn whether it belongs to the split
     * @param isAhead whether its payload may be ahead of its place
     * @param isAwaited whether it is ahead for certain: a segment before it is still to come
     */
    void packet(
            Segment packet,
            End from,
            long timeNanos,
            boolean isOwn,
            boolean isStart,
            boolean isAhead,
            boolean isAwaited) {
        packets++;
        leaveBehind(timeNanos);
        for (int i = 0; i < runs.size(); i++) {
            runs.get(i).packet(packet, from, timeNanos);
        }
        if (isStart) {
            begin(packet, from, timeNanos, isOwn);
        }
        if (isAhead) {
            hold(packet, from, timeNanos, isOwn, isAwaited);
        }
        removeOver();
    }

    private void leaveBehind(long timeNanos) {
        while (!earlies.isEmpty() && isPast(earlies.get(0), timeNanos)) {
            earlyBytes -= earlies.remove(0).payload.length;
        }
        for (FollowedMessages run : runs) {
            if (timeNanos - run.startNanos() > limits.runNanos()) {
                run.end();
            }
        }
        removeOver();
    }

    private boolean isPast(Early early, long timeNanos) {
        return packets - early.packet > limits.earlyPackets()
                || timeNanos - early.timeNanos > limits.earlyNanos();
    }

    private void begin(Segment segment, End from, long timeNanos, boolean isOwn) {
        boolean isHttp =
                MessageStart.mayBegin(
                        segment.payloadBytes(), segment.payloadOffset(), segment.payloadLength());
        int number = runNumber++;
        FollowedMessages[] run = new FollowedMessages[1];
        run[0] =
                new FollowedMessages(
                        number,
                        from,
                        isOwn,
                        timeNanos,
                        segment,
                        isHttp ? FollowedMessages.Format.HTTP : FollowedMessages.Format.DNS,
                        limits,
                        message -> found(run[0], message));
        runs.add(run[0]);
        for (Early early : earlies) {
            // They wait in the run for the segment that it begins with.
            boolean isBeyond = early.sequence - segment.sequenceNumber() > 0;
            if (early.from == from && isBeyond) {
                run[0].early(early.sequence, early.timeNanos, early.payload, early.isOwn);
            }
        }
        run[0].packet(segment, from, timeNanos);
        long open = runs.stream().filter(other -> !other.isOver()).count();
        if (open > limits.runs()) {
            runs.stream().filter(other -> !other.isOver()).findFirst().ifPresent(r -> r.end());
        }
    }

    private void hold(Segment segment, End from, long timeNanos, boolean isOwn, boolean isAwaited) {
        int at = segment.payloadOffset();
        byte[] payload =
                Arrays.copyOfRange(segment.payloadBytes(), at, at + segment.payloadLength());
        earlies.add(
                new Early(
                        from,
                        segment.sequenceNumber(),
                        timeNanos,
                        payload,
                        isOwn,
                        isAwaited,
                        packets));
        earlyBytes += payload.length;
        while (earlies.size() > limits.earlySegments() || earlyBytes > limits.earlyBytes()) {
            earlyBytes -= earlies.remove(0).payload.length;
        }
    }

    private void removeOver() {
        for (Iterator<FollowedMessages> i = runs.iterator(); i.hasNext(); ) {
            if (i.next().isOver()) {
                i.remove();
            }
        }
    }

    private void found(FollowedMessages run, MessagePart message) {
        boolean isRequest = message.isRequest();
        if (isRequest) {
            sinceRequest = 0;
        }
        boolean isTooLate = sinceRequest >= limits.otherResponses();
        if (message.isResponse()) {
            sinceRequest = Math.min(limits.otherResponses(), sinceRequest + 1);
        }
        boolean isOfNoUse = message.kind().equals(MessagePart.OTHER_RESPONSE) && isTooLate;
        if (!run.isOwn() || isOfNoUse || isFull) {
            return;
        }
        keptBytes += message.message() == null ? 0 : message.message().length;
        isFull = kept.size() == limits.messages() || keptBytes > limits.messageBytes();
        if (!isFull) {
            kept.add(new Kept(run.number(), withinBound(message)));
        }
    }

    private MessagePart withinBound(MessagePart message) {
        int length = message.list() == null ? 0 : message.list().length;
        if (listBytes + length > limits.listBytes()) {
            return message.withoutList();
        }
        listBytes += length;
        return message;
    }

    /** Bytes of memory that it holds, about. */
    int heldBytes() {
        int held = BASE_BYTES + earlyBytes + keptBytes + listBytes;
        for (int i = 0; i < runs.size(); i++) {
            held += runs.get(i).heldBytes();
        }
        return held + PIECE_BYTES * (earlies.size() + kept.size());
    }

    /** No more packets: what is unfinished is given up. */
    void end() {
        runs.forEach(FollowedMessages::end);
        runs.clear();
        earlies.clear();
        earlyBytes = 0;
    }

    /** Whether messages were found that need no other to make a row. */
    boolean hasMessages() {
        return kept.stream().anyMatch(found -> found.message.standsAlone());
    }

    /** The messages that were found, in the order in which their runs began. */
    List<MessagePart> messages() {
        return kept.stream().sorted(Comparator.comparingInt(Kept::run)).map(Kept::message).toList();
    }
}
