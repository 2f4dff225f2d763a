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

    /** An Ethernet frame's padding behind headers of 40 bytes, at most. */
    private static final int PADDING_BYTES = 6;

    /** Of a segment that waits: its object, its array's head, its place. */
    private static final int WAITING_OVERHEAD = 72;

    private final TcpStream[] streams;
    private final AnalysisLimits limits;
    private final ArrayDeque<Waiting>[] waiting;
    private final boolean[] isPassedKnown = new boolean[2];
    private final int[] passed = new int[2]; // what lies before is not waited for
    private final boolean[] isMute = new boolean[2];
    private final Waiting[] padding = new Waiting[2]; // what may be no more than that
    private boolean isOverlapDifferent;
    private int waitingBytes;
    private long arrivals;

    private record Waiting(
            Side sender,
            long arrival,
            int sequenceNumber,
            int acknowledged,
            long timeNanos,
            byte[] payload) {}

    AnswerOrder(TcpStream[] streams, AnalysisLimits limits) {
        this.streams = streams;
        this.limits = limits;
        waiting = queues();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static ArrayDeque<Waiting>[] queues() {
        return new ArrayDeque[] {new ArrayDeque<Waiting>(0), new ArrayDeque<Waiting>(0)};
    }

    /** Nothing before this sequence number of a side is waited for. */
    void pass(Side side, int sequenceNumber) {
        int i = side.ordinal();
        if (!isPassedKnown[i] || sequenceNumber - passed[i] > 0) {
            isPassedKnown[i] = true;
            passed[i] = sequenceNumber;
        }
    }

    /** A segment, whether it carries payload or not. */
    void segment(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        Side other = sender.other();
        boolean isAnswer = (segment.tcpFlags() & PacketDecoder.ACK) != 0;
        int acknowledged = segment.acknowledgmentNumber();
        if (isAnswer && !isPassedKnown[other.ordinal()] && !stream(other).isStarted()) {
            pass(other, acknowledged); // what was before is not known, and not waited for
        }
        if (stream(sender).isStarted() && isAhead(stream(sender).beyond(sequenceNumber))) {
            pass(sender, sequenceNumber);
        }
        boolean mayBePadding = mayBePadding(segment);
        settle(sender, sequenceNumber, segment, mayBePadding);
        if (mayBePadding) {
            doubt(sender, sequenceNumber, timeNanos, segment);
        } else if (segment.payloadLength() > 0) {
            boolean isFree = waiting[sender.ordinal()].isEmpty();
            if (isFree && (!isAnswer || isThere(other, acknowledged))) {
                stream(sender)
                        .segment(
                                sequenceNumber,
                                timeNanos,
                                segment.payloadBytes(),
                                segment.payloadOffset(),
                                segment.payloadLength());
            } else {
                hold(sender, sequenceNumber, timeNanos, segment);
            }
        }
        if (isWaiting()) {
            release();
            giveUp(timeNanos);
        }
    }

    private static boolean mayBePadding(Segment segment) {
        int length = segment.payloadLength();
        boolean mayBe = length > 0 && length <= PADDING_BYTES;
        for (int i = 0; mayBe && i < length; i++) {
            mayBe = segment.payloadBytes()[segment.payloadOffset() + i] == 0;
        }
        return mayBe;
    }

    private void doubt(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        if (padding[sender.ordinal()] == null) {
            padding[sender.ordinal()] = waiting(sender, sequenceNumber, timeNanos, segment);
        }
    }

    /** Decides on null bytes that were seen before, of either side, if the segment tells. */
    private void settle(Side sender, int sequenceNumber, Segment segment, boolean mayBePadding) {
        Waiting own = padding[sender.ordinal()];
        boolean isFin = (segment.tcpFlags() & PacketDecoder.FIN) != 0;
        if (own != null && !mayBePadding && (segment.payloadLength() > 0 || isFin)) {
            int beyond = sequenceNumber - own.sequenceNumber();
            if (beyond >= own.payload().length) {
                confirm(sender);
            } else if (beyond + segment.payloadLength() >= 0) {
                isOverlapDifferent |= segment.payloadLength() > 0;
                padding[sender.ordinal()] = null;
            }
        }
        Waiting others = padding[sender.other().ordinal()];
        boolean isAnswer = (segment.tcpFlags() & PacketDecoder.ACK) != 0;
        if (others != null && isAnswer) {
            int end = others.sequenceNumber() + others.payload().length;
            if (segment.acknowledgmentNumber() == end) {
                confirm(sender.other());
            }
        }
    }

    private void confirm(Side side) {
        Waiting bytes = padding[side.ordinal()];
        padding[side.ordinal()] = null;
        waitingBytes += bytes.payload().length;
        waiting[side.ordinal()].add(bytes);
        release();
    }

    /** Whether two copies of a byte were seen that differ. */
    boolean isOverlapDifferent() {
        return isOverlapDifferent;
    }

    private TcpStream stream(Side side) {
        return streams[side.ordinal()];
    }

    private static boolean isAhead(int distance) {
        return distance > 0 && distance < ONE_WINDOW;
    }

    /** Whether what was acknowledged of a side was handed out, or is not waited for. */
    private boolean isThere(Side side, int acknowledged) {
        int i = side.ordinal();
        if (isMute[i] || isPassedKnown[i] && acknowledged - passed[i] <= 0) {
            return true;
        }
        return stream(side).isStarted() && !isAhead(stream(side).beyond(acknowledged));
    }

    private void hold(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        waitingBytes += segment.payloadLength();
        waiting[sender.ordinal()].add(waiting(sender, sequenceNumber, timeNanos, segment));
    }

    private Waiting waiting(Side sender, int sequenceNumber, long timeNanos, Segment segment) {
        int from = segment.payloadOffset();
        byte[] payload =
                Arrays.copyOfRange(segment.payloadBytes(), from, from + segment.payloadLength());
        int acknowledged = segment.acknowledgmentNumber();
        return new Waiting(sender, arrivals++, sequenceNumber, acknowledged, timeNanos, payload);
    }

    /** Bytes of memory of what waits. */
    int heldBytes() {
        return waitingBytes + WAITING_OVERHEAD * (waiting[0].size() + waiting[1].size());
    }

    /** Whether segments wait for what they answer. */
    boolean isWaiting() {
        return !waiting[0].isEmpty() || !waiting[1].isEmpty();
    }

    private void release() {
        boolean isMoving = true;
        while (isMoving) {
            isMoving = false;
            for (Side side : Side.values()) {
                Waiting first = waiting[side.ordinal()].peek();
                if (first != null && isThere(side.other(), first.acknowledged())) {
                    handOut(first);
                    isMoving = true;
                }
            }
        }
    }

    private void handOut(Waiting first) {
        waiting[first.sender().ordinal()].remove();
        waitingBytes -= first.payload().length;
        stream(first.sender())
                .segment(
                        first.sequenceNumber(),
                        first.timeNanos(),
                        first.payload(),
                        0,
                        first.payload().length);
    }

    private void giveUp(long nowNanos) {
        while (isWaiting()) {
            Waiting first = earliest();
            boolean isLate = nowNanos - first.timeNanos() > limits.answerNanos();
            if (!isLate && waitingBytes <= limits.answerBytes()) {
                return;
            }
            takeAsItCame(first);
        }
    }

    private Waiting earliest() {
        Waiting one = waiting[0].peek();
        Waiting two = waiting[1].peek();
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.arrival() < two.arrival() ? one : two;
    }

    private void takeAsItCame(Waiting first) {
        Side other = first.sender().other();
        isMute[other.ordinal()] |= stream(other).isUnused() && waiting[other.ordinal()].isEmpty();
        pass(other, first.acknowledged());
        handOut(first);
        release();
    }

    /** No more segments: what waits is handed out. */
    void end() {
        while (isWaiting()) {
            takeAsItCame(earliest());
        }
    }
}
