package org.tlscensus.jobs.generate.traffic;

import java.util.EnumMap;
import java.util.Map;
import org.tlscensus.jobs.generate.handshake.Flight;
import org.tlscensus.jobs.generate.handshake.Mark;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.truth.Moments;

/** What a capture has of a connection: counted as its packets are written. */
final class Tally {
    private final long[] packets = new long[2];
    private final long[] bytes = new long[2];
    private final long[] bytesAgain = new long[2];
    private final SeenBytes[] seen = {new SeenBytes(), new SeenBytes()};
    private final Map<Mark, Long> marks = new EnumMap<>(Mark.class);
    private long first = -1;
    private long last;
    private long syn = -1;
    private long answered = -1;

    /**
     * A packet was written; of its payload, which begins at a sequence number, all counts.
     *
     * @param isBound whether it is a SYN or a FIN: it bounds the stream, as payload does. What only
     *     bare acknowledgments and resets stand behind is not counted as missing
     * @param kept bytes of the payload that are in the capture
     */
    void packet(long time, Side side, int sequence, int length, int kept, boolean isBound) {
        int i = side.ordinal();
        packets[i]++;
        first = first < 0 ? time : Math.min(first, time);
        last = Math.max(last, time);
        if (length == 0 && !isBound) {
            return;
        }
        seen[i].startAt(Math.max(1, sequence)); // number 0 is the SYN's
        seen[i].reach(sequence);
        if (length > 0) {
            int fresh = seen[i].add(sequence, sequence + length);
            bytes[i] += fresh;
            bytesAgain[i] += length - fresh;
            if (kept < length) {
                seen[i].leaveOut(sequence + kept, sequence + length);
            }
        }
    }

    /** Notes the messages of a flight that are whole by now. */
    void note(Flight flight, int begin, long time) {
        for (int i = 0; i < flight.marks().length; i++) {
            boolean isWhole = seen[flight.side().ordinal()].has(begin, begin + flight.ends()[i]);
            if (isWhole) {
                marks.putIfAbsent(flight.marks()[i], time);
            }
        }
    }

    void syn(long time) {
        syn = time;
    }

    /** The handshake of TCP is over. */
    void answered(long time) {
        if (answered < 0) {
            answered = time;
        }
    }

    boolean isEmpty() {
        return first < 0;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long packets(Side side) {
        return packets[side.ordinal()];
    }

    long bytes(Side side) {
        return bytes[side.ordinal()];
    }

    long bytesAgain(Side side) {
        return bytesAgain[side.ordinal()];
    }

    /** Bytes before the last ones seen that were not seen. */
    long missing(Side side) {
        return seen[side.ordinal()].missing();
    }

    /** Seconds from the SYN to the ACK of its answer, by the capture's clock; null: not seen. */
    Double rtt() {
        return syn < 0 || answered < 0 ? null : Moments.seconds(answered - syn);
    }

    /** When a message was whole, or null. */
    Long time(Mark mark) {
        return marks.get(mark);
    }
}
