package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.wire.Side;

/**
 * What is known of a TCP connection's two directions before its first payload. Ends: 0 low, 1 high.
 *
 * @param initialSequence sequence numbers of their SYNs, null where none was seen
 * @param byOther where their payload begins by the other end's numbers: what its SYN-ACK
 *     acknowledged, else its first ACK, which mostly stands before all payload; null if neither was
 *     seen
 * @param acceptorIsHigh whether the high end accepted the connection; null where no SYN or SYN-ACK
 *     tells
 */
record StreamBeginnings(Integer[] initialSequence, Integer[] byOther, Boolean acceptorIsHigh) {

    /** By what the ends sent so far. */
    static StreamBeginnings of(SideCounters low, SideCounters high, long events) {
        return new StreamBeginnings(
                new Integer[] {low.initialOrNull(), high.initialOrNull()},
                new Integer[] {high.othersStart(), low.othersStart()},
                acceptorIsHigh(events));
    }

    static StreamBeginnings unknown() {
        return new StreamBeginnings(new Integer[2], new Integer[2], null);
    }

    private static Boolean acceptorIsHigh(long events) {
        boolean lowOpened =
                TcpEvents.has(events, TcpState.Event.SYN, false)
                        || TcpEvents.has(events, TcpState.Event.SYN_ACK, true);
        boolean highOpened =
                TcpEvents.has(events, TcpState.Event.SYN, true)
                        || TcpEvents.has(events, TcpState.Event.SYN_ACK, false);
        return lowOpened == highOpened ? null : (Boolean) lowOpened;
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
        return new StreamBeginnings(
                initial, other, acceptorIsHigh != null ? acceptorIsHigh : later.acceptorIsHigh);
    }

    /** This, and that an end's SYN came with the dialogue's first packets. */
    StreamBeginnings withSyn(boolean high, int sequenceNumber) {
        Integer[] initial = new Integer[2];
        initial[high ? 1 : 0] = sequenceNumber;
        return and(new StreamBeginnings(initial, new Integer[2], null));
    }

    /** The side that accepted the connection; null where nothing tells. */
    Side acceptor(boolean clientIsHigh) {
        if (acceptorIsHigh == null) {
            return null;
        }
        return acceptorIsHigh == clientIsHigh ? Side.CLIENT : Side.SERVER;
    }

    /** Tells a dialogue that has begun which SYNs came since. */
    void addTo(StreamAnalyzer stream, boolean clientIsHigh) {
        for (Side side : Side.values()) {
            int end = (side == Side.CLIENT) == clientIsHigh ? 1 : 0;
            if (initialSequence[end] != null) {
                stream.start(side, initialSequence[end] + 1);
            }
        }
    }

    /** Whether the other end sent a SYN-ACK, of an end whose SYN was not seen. */
    private boolean isAnswered(int end) {
        return acceptorIsHigh != null && acceptorIsHigh == (end == 0);
    }

    /** Tells a dialogue where its directions begin. */
    void begin(StreamAnalyzer stream, boolean clientIsHigh) {
        for (Side side : Side.values()) {
            int end = (side == Side.CLIENT) == clientIsHigh ? 1 : 0;
            if (initialSequence[end] != null) {
                stream.start(side, initialSequence[end] + 1);
            } else if (isAnswered(end)) {
                stream.await(side);
            } else if (byOther[end] != null) {
                stream.expect(side, byOther[end]);
            }
        }
    }
}
