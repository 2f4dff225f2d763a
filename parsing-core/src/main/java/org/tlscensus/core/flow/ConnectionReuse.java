package org.tlscensus.core.flow;

/**
 * Whether what comes next on a flow belongs to the connection that is there, or begins another:
 * ports are reused.
 *
 * <p>The rules, by which packets and whole parts of connections are judged alike:
 *
 * <ul>
 *   <li>after more than the idle time, it is a new connection;
 *   <li>a SYN begins a new one when the old is closed, or when its sender's initial sequence number
 *       is known and another;
 *   <li>but a SYN that a SYN-ACK of the old one has answered is its own: of two taps with skewed
 *       clocks one shows the answer first;
 *   <li>when that number is unknown, the SYN is taken for the old connection's own, seen late, only
 *       if what was seen follows from it;
 *   <li>a SYN-ACK begins a new one only when it does not answer the old one's SYN, and its sender
 *       used another initial sequence number and has ended the old one;
 *   <li>all else goes on with the old connection.
 * </ul>
 *
 * A part whose earlier history is not known here (it lies in another split) leaves some cases open:
 * they are {@link #UNSURE}, and are decided when the parts are joined.
 */
public enum ConnectionReuse {
    SAME,
    NEW_BY_IDLE,
    NEW_BY_SYN,
    UNSURE;

    /** Of one segment in a jumbo frame. */
    private static final int MAX_SYN_PAYLOAD = 9000;

    /** What came: the first packet of a part, or a packet. */
    public interface Arrival {
        long timeNanos();

        End sender();

        boolean isSyn();

        boolean isSynAck();

        int sequenceNumber();

        int acknowledgmentNumber();
    }

    /** What is known of the connection that is there. */
    public interface Present {
        boolean isTcp();

        /** Latest packet. */
        long endNanos();

        /** First occurrences, see {@link TcpEvents}. */
        long events();

        /** Initial sequence number of an end, or null. */
        Integer initialSequence(End end);

        /** Whether payload or a FIN of the end was seen. */
        boolean hasSequence(End end);

        /** Lowest sequence number of the end that was seen. */
        int lowestSequence(End end);

        boolean openedBySyn();

        boolean openedBySynAck();

        /**
         * What the latest SYN-ACK of an end acknowledged; null if the other end has sent a FIN or
         * RST since, after which it sends no SYN of this connection.
         */
        Integer answered(End end);

        /** Acknowledgment number of the opening packet. */
        int openingAcknowledgment();

        /** Whether nothing earlier can belong to it. */
        boolean isKnownFromStart();
    }

    /** Judges an arrival. */
    public static ConnectionReuse of(Present present, Arrival arrival, long idleNanos) {
        if (arrival.timeNanos() - present.endNanos() > idleNanos) {
            return NEW_BY_IDLE;
        }
        if (!present.isTcp()) {
            return SAME;
        }
        if (arrival.isSyn()) {
            return ofSyn(present, arrival);
        }
        return arrival.isSynAck() ? ofSynAck(present, arrival) : SAME;
    }

    private static ConnectionReuse ofSyn(Present present, Arrival syn) {
        long events = present.events();
        End end = syn.sender();
        Integer answered = present.answered(end.other());
        if (answered != null && isAnswer(answered, syn.sequenceNumber())) {
            return SAME;
        }
        if (TcpEvents.isClosed(events)) {
            boolean isAnswerless =
                    answered != null
                            || TcpEvents.has(events, TcpState.Event.FIN, end)
                            || TcpEvents.has(events, TcpState.Event.RST, end);
            return present.isKnownFromStart() || isAnswerless ? NEW_BY_SYN : UNSURE;
        }
        Integer initial = present.initialSequence(end);
        if (initial != null && initial != syn.sequenceNumber()) {
            return NEW_BY_SYN;
        }
        boolean halfClosed =
                TcpEvents.has(events, TcpState.Event.FIN, End.LOW)
                        || TcpEvents.has(events, TcpState.Event.FIN, End.HIGH);
        if (!present.isKnownFromStart() && (initial == null || halfClosed)) {
            return UNSURE;
        }
        return initial != null || isOwnSyn(present, syn) ? SAME : NEW_BY_SYN;
    }

    /** Whether what a SYN-ACK acknowledged is the SYN, or that and payload of it (RFC 7413). */
    public static boolean isAnswer(int acknowledged, int syn) {
        int payload = acknowledged - (syn + 1);
        return payload >= 0 && payload <= MAX_SYN_PAYLOAD;
    }

    /** Whether the connection, whose beginning was not seen in order, follows from this SYN. */
    private static boolean isOwnSyn(Present present, Arrival syn) {
        End end = syn.sender();
        int first = syn.sequenceNumber() + 1;
        if (present.openedBySynAck()) {
            return isAnswer(present.openingAcknowledgment(), syn.sequenceNumber());
        }
        if (present.openedBySyn()) { // by the other end: both open at once
            return !present.hasSequence(end);
        }
        return present.hasSequence(end) && present.lowestSequence(end) == first;
    }

    private static ConnectionReuse ofSynAck(Present present, Arrival synAck) {
        End end = synAck.sender();
        Integer question = present.initialSequence(end.other());
        if (question != null && isAnswer(synAck.acknowledgmentNumber(), question)) {
            return SAME;
        }
        Integer initial = present.initialSequence(end);
        if (initial == null) {
            return present.isKnownFromStart() ? SAME : UNSURE;
        }
        boolean ended =
                TcpEvents.has(present.events(), TcpState.Event.FIN, end)
                        || TcpEvents.isClosed(present.events());
        if (initial == synAck.sequenceNumber()) {
            return SAME;
        }
        if (ended) {
            return NEW_BY_SYN;
        }
        return present.isKnownFromStart() ? SAME : UNSURE;
    }
}
