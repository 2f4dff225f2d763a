package org.tlscensus.core.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.wire.Side;

/**
 * Hands the segments of both sides to their streams in the order in which they were sent: what a
 * segment acknowledges was there before it. A capture may show an answer before its question, when
 * the two directions come from taps whose clocks differ; each direction is in order of its own.
 *
 * <p>What the capture missed is not waited for: once a side has sent something beyond it, or the
 * bounds are reached, the answer is taken as it came. A side of which nothing comes is not waited
 * for twice.
 *
 * <p>A few null bytes may be the padding of an Ethernet frame that the IP length takes in: they
 * wait until it shows what stands at their place, by the bytes that follow or by what is
 * acknowledged.
 */
final class AnswerOrder {
    /** No acknowledgment is farther from what was seen, but a wrong one. */
    private static final int ONE_WINDOW = 1 << 24;

    /** An Ethernet frame's padding behind headers of 40 bytes, at most; headers come in fours. */
    private static final int PADDING_BYTES = 6;

    /** What a segment that waits takes beside its bytes. */
    static final int SEGMENT_COST = 80;

    private final TcpStream[] streams;
    private final AnalysisLimits limits;
    private final int[] passed = new int[2]; // what lies before is not waited for
    private byte passedKnown; // a bit for each side
    private byte mute; // a bit for each side
    private byte awaited; // a bit for each side
    private boolean isOverlapDifferent;
    private Held held; // null while there is nothing

    private record Waiting(
            Side sender,
            long arrival,
            int sequenceNumber,
            int acknowledged,
            long timeNanos,
            byte[] payload) {

        int end() {
            return sequenceNumber + payload.length;
        }
    }

    /** Segments that wait for what they answer, or to be told from padding. */
    private static final class Held {
        private final ArrayDeque<Waiting>[] waiting = queues();
        private final Waiting[] padding = new Waiting[2]; // what may be no more than that
        private int bytes;
        private long arrivals;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
        private static ArrayDeque<Waiting>[] queues() {
            return new ArrayDeque[] {new ArrayDeque<Waiting>(0), new ArrayDeque<Waiting>(0)};
        }

        void add(Waiting segment) {
            waiting[segment.sender().ordinal()].add(segment);
            bytes += SEGMENT_COST + segment.payload().length;
        }

        Waiting remove(Side sender) {
            Waiting first = waiting[sender.ordinal()].remove();
            bytes -= SEGMENT_COST + first.payload().length;
            return first;
        }

        Waiting first(Side sender) {
            return waiting[sender.ordinal()].peek();
        }

        boolean isWaiting() {
            return !waiting[0].isEmpty() || !waiting[1].isEmpty();
        }

        boolean isEmpty() {
            return !isWaiting() && padding[0] == null && padding[1] == null;
        }
    }

    AnswerOrder(TcpStream[] streams, AnalysisLimits limits) {
        this.streams = streams;
        this.limits = limits;
    }

    /** Nothing before this sequence number of a side is waited for. */
    void pass(Side side, int sequenceNumber) {
        int i = side.ordinal();
        if (!isPassedKnown(side) || sequenceNumber - passed[i] > 0) {
            passedKnown |= (byte) (1 << i);
            passed[i] = sequenceNumber;
        }
    }

    /**
     * A side's SYN was answered and not seen yet: where it begins is told by its first packet,
     * since what was answered may take in payload of the SYN (RFC 7413).
     */
    void await(Side side) {
        awaited |= (byte) (1 << side.ordinal());
    }

    private boolean isAwaited(Side side) {
        return (awaited & 1 << side.ordinal()) != 0;
    }

    /** It is known where a side begins. */
    void begins(Side side) {
        if (isAwaited(side)) {
            awaited &= (byte) ~(1 << side.ordinal());
            if (held != null) {
                release();
            }
        }
    }

    private boolean isPassedKnown(Side side) {
        return (passedKnown & 1 << side.ordinal()) != 0;
    }

    /** A segment, whether it carries payload or not. */
    void segment(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        Side other = sender.other();
        boolean isAnswer = (segment.tcpFlags() & PacketDecoder.ACK) != 0;
        int acknowledged = segment.acknowledgmentNumber();
        if (isAwaited(sender)) {
            pass(sender, sequenceNumber);
            begins(sender);
        }
        boolean isBeginningTold = isPassedKnown(other) || isAwaited(other);
        if (isAnswer && !isBeginningTold && !stream(other).isStarted()) {
            pass(other, acknowledged); // what was before is not known, and not waited for
        }
        if (stream(sender).isStarted() && isAhead(stream(sender).beyond(sequenceNumber))) {
            pass(sender, sequenceNumber);
        }
        boolean mayBePadding = mayBePadding(sender, sequenceNumber, segment);
        if (held != null) {
            settle(sender, sequenceNumber, segment, mayBePadding);
        }
        if (mayBePadding) {
            doubt(sender, sequenceNumber, timeNanos, segment);
        } else if (segment.payloadLength() > 0) {
            boolean isFree = held == null || held.first(sender) == null;
            if (isFree && (!isAnswer || isThere(other, acknowledged))) {
                stream(sender)
                        .segment(
                                sequenceNumber,
                                timeNanos,
                                segment.payloadBytes(),
                                segment.payloadOffset(),
                                segment.payloadLength());
            } else {
                held().add(waiting(sender, sequenceNumber, timeNanos, segment));
            }
        }
        if (held != null) {
            release();
            if (segment.payloadLength() > 0) { // a part of it may have kept no other packet
                giveUp(timeNanos);
            }
            held = held.isEmpty() ? null : held;
        }
    }

    private Held held() {
        if (held == null) {
            held = new Held();
        }
        return held;
    }

    private boolean mayBePadding(Side sender, int sequenceNumber, Segment segment) {
        int length = segment.payloadLength();
        boolean mayBe = length > 0 && length <= PADDING_BYTES && length % 2 == 0;
        for (int i = 0; mayBe && i < length; i++) {
            mayBe = segment.payloadBytes()[segment.payloadOffset() + i] == 0;
        }
        int end = sequenceNumber + length;
        return mayBe && !stream(sender).reached(end) && !stream(sender).goesOnAt(end);
    }

    private void doubt(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        Waiting[] padding = held().padding;
        if (padding[sender.ordinal()] == null) { // else a packet like the one before
            padding[sender.ordinal()] = waiting(sender, sequenceNumber, timeNanos, segment);
        }
    }

    /** Decides on null bytes that were seen before, of either side, if the segment tells. */
    private void settle(Side sender, int sequenceNumber, Segment segment, boolean mayBePadding) {
        Waiting own = held.padding[sender.ordinal()];
        boolean isFin = (segment.tcpFlags() & PacketDecoder.FIN) != 0;
        if (own != null && (segment.payloadLength() > 0 || isFin)) {
            settleOwn(own, sequenceNumber, segment, mayBePadding);
        }
        Waiting others = held.padding[sender.other().ordinal()];
        boolean isAnswer = (segment.tcpFlags() & PacketDecoder.ACK) != 0;
        if (others != null && isAnswer && segment.acknowledgmentNumber() == others.end()) {
            confirm(others);
        }
    }

    private void settleOwn(Waiting own, int sequenceNumber, Segment segment, boolean mayBePadding) {
        int beyond = sequenceNumber - own.sequenceNumber();
        int end = beyond + segment.payloadLength();
        if (beyond >= own.payload().length) {
            confirm(own); // the sender goes on behind them
        } else if (mayBePadding) {
            if (end <= 0) {
                confirm(own); // one at a time is enough
            }
        } else if (end > 0 && !isNullUpTo(own.payload().length - beyond, segment, -beyond)) {
            isOverlapDifferent = true;
            held.padding[own.sender().ordinal()] = null;
        } else if (end > 0) {
            confirm(own);
        } else if (beyond == 0) { // a FIN in their place
            held.padding[own.sender().ordinal()] = null;
        }
    }

    /** Whether all bytes of a segment from one place up to another are null, as far as it goes. */
    private static boolean isNullUpTo(int end, Segment segment, int from) {
        boolean isNull = true;
        for (int i = Math.max(0, from); i < Math.min(end, segment.payloadLength()); i++) {
            isNull &= segment.payloadBytes()[segment.payloadOffset() + i] == 0;
        }
        return isNull;
    }

    private void confirm(Waiting bytes) {
        held.padding[bytes.sender().ordinal()] = null;
        held.add(bytes);
        release();
    }

    /** Whether two copies of a byte were seen that differ. */
    boolean isOverlapDifferent() {
        return isOverlapDifferent
                || streams[0].isOverlapDifferent()
                || streams[1].isOverlapDifferent();
    }

    private TcpStream stream(Side side) {
        return streams[side.ordinal()];
    }

    private static boolean isAhead(int distance) {
        return distance > 0 && distance < ONE_WINDOW;
    }

    /** Whether what was acknowledged of a side was handed out, or is not waited for. */
    private boolean isThere(Side side, int acknowledged) {
        boolean isMute = (mute & 1 << side.ordinal()) != 0;
        if (isMute || isPassedKnown(side) && acknowledged - passed[side.ordinal()] <= 0) {
            return true;
        }
        return stream(side).isStarted() && !isAhead(stream(side).beyond(acknowledged));
    }

    private Waiting waiting(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        int from = segment.payloadOffset();
        byte[] payload =
                Arrays.copyOfRange(segment.payloadBytes(), from, from + segment.payloadLength());
        int acknowledged = segment.acknowledgmentNumber();
        long arrival = held().arrivals++;
        return new Waiting(sender, arrival, sequenceNumber, acknowledged, timeNanos, payload);
    }

    /** Bytes of memory of what waits. */
    int heldBytes() {
        return held == null ? 0 : held.bytes;
    }

    private void release() {
        boolean isMoving = true;
        while (isMoving) {
            isMoving = false;
            for (Side side : Side.values()) {
                Waiting first = held.first(side);
                if (first != null && isThere(side.other(), first.acknowledged())) {
                    handOut(first);
                    isMoving = true;
                }
            }
        }
    }

    private void handOut(Waiting first) {
        held.remove(first.sender());
        stream(first.sender())
                .segment(
                        first.sequenceNumber(),
                        first.timeNanos(),
                        first.payload(),
                        0,
                        first.payload().length);
    }

    private void giveUp(long nowNanos) {
        while (held.isWaiting()) {
            Waiting first = earliest();
            boolean isLate = nowNanos - first.timeNanos() > limits.answerNanos();
            if (!isLate && held.bytes <= limits.answerBytes()) {
                return;
            }
            takeAsItCame(first);
        }
    }

    private Waiting earliest() {
        Waiting one = held.first(Side.CLIENT);
        Waiting two = held.first(Side.SERVER);
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.arrival() < two.arrival() ? one : two;
    }

    private void takeAsItCame(Waiting first) {
        Side other = first.sender().other();
        if (stream(other).isUnused() && held.first(other) == null) {
            mute |= (byte) (1 << other.ordinal());
        }
        pass(other, first.acknowledged());
        handOut(first);
        release();
    }

    /** No more segments: what waits is handed out. */
    void end() {
        while (held != null && held.isWaiting()) {
            takeAsItCame(earliest());
        }
        held = null;
    }
}
