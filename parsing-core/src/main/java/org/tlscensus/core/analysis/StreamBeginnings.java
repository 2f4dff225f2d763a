package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.wire.Side;

/**
 * What is known of a TCP connection's two directions before its first payload, the low end's first.
 *
 * @param initialSequence sequence numbers of their SYNs, null where none was seen
 * @param byOther where their payload begins by the other end's numbers: what its SYN-ACK
 *     acknowledged, else its first ACK, which mostly stands before all payload; null if neither was
 *     seen
 * @param acceptor the end that accepted the connection; null where no SYN or SYN-ACK tells
 */
record StreamBeginnings(Integer[] initialSequence, Integer[] byOther, End acceptor) {

    /** By what the ends sent so far. */
    static StreamBeginnings of(SideCounters low, SideCounters high, long events) {
        return new StreamBeginnings(
                new Integer[] {low.initialOrNull(), high.initialOrNull()},
                new Integer[] {high.othersStart(), low.othersStart()},
                acceptor(events));
    }

    static StreamBeginnings unknown() {
        return new StreamBeginnings(new Integer[2], new Integer[2], null);
    }

    private static End acceptor(long events) {
        boolean lowOpened =
                TcpEvents.has(events, TcpState.Event.SYN, End.LOW)
                        || TcpEvents.has(events, TcpState.Event.SYN_ACK, End.HIGH);
        boolean highOpened =
                TcpEvents.has(events, TcpState.Event.SYN, End.HIGH)
                        || TcpEvents.has(events, TcpState.Event.SYN_ACK, End.LOW);
        return lowOpened == highOpened ? null : End.of(lowOpened);
    }

    private Integer initial(End end) {
        return initialSequence[end.ordinal()];
    }

    boolean isSynSeen() {
        return initialSequence[0] != null || initialSequence[1] != null;
    }

    /** This, and of the later what this does not know. */
    StreamBeginnings and(StreamBeginnings later) {
        Integer[] initial = initialSequence.clone();
        Integer[] other = byOther.clone();
        for (int end = 0; end < 2; end++) {
            initial[end] = initial[end] != null ? initial[end] : later.initialSequence[end];
            other[end] = other[end] != null ? other[end] : later.byOther[end];
        }
        return new StreamBeginnings(initial, other, acceptor != null ? acceptor : later.acceptor);
    }

    /** This, and that an end's SYN came with the dialogue's first packets. */
    StreamBeginnings withSyn(End end, int sequenceNumber) {
        Integer[] initial = new Integer[2];
        initial[end.ordinal()] = sequenceNumber;
        return and(new StreamBeginnings(initial, new Integer[2], null));
    }

    /** The side that accepted the connection; null where nothing tells. */
    Side acceptor(End clientEnd) {
        return acceptor == null ? null : acceptor.side(clientEnd);
    }

    /** Tells a dialogue that has begun which SYNs came since. */
    void addTo(StreamAnalyzer stream, End clientEnd) {
        for (Side side : Side.values()) {
            End end = clientEnd.ofSide(side);
            if (initial(end) != null) {
                stream.start(side, initial(end) + 1);
            }
        }
    }

    /** Whether the other end sent a SYN-ACK, of an end whose SYN was not seen. */
    private boolean isAnswered(End end) {
        return acceptor == end.other();
    }

    /** Tells a dialogue where its directions begin. */
    void begin(StreamAnalyzer stream, End clientEnd) {
        for (Side side : Side.values()) {
            End end = clientEnd.ofSide(side);
            if (initial(end) != null) {
                stream.start(side, initial(end) + 1);
            } else if (isAnswered(end)) {
                stream.await(side);
            } else if (byOther[end.ordinal()] != null) {
                stream.expect(side, byOther[end.ordinal()]);
            }
        }
    }
}
