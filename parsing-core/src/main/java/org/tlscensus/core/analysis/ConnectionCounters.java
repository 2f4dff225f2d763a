package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.SidePart;

/**
 * What is counted of a connection, packet by packet where a split meets it, and part by part where
 * its parts are joined.
 */
final class ConnectionCounters {
    private static final long NEVER = Long.MIN_VALUE;

    private final SideCounters low = new SideCounters();
    private final SideCounters high = new SideCounters();
    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private long events = TcpEvents.NONE;
    private long synNanos = NEVER;
    private long handshakeAckNanos = NEVER;

    SideCounters end(End end) {
        return end.isHigh() ? high : low;
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return endNanos;
    }

    long events() {
        return events;
    }

    /** Time of the last SYN before the first SYN-ACK, or null. */
    Long synNanos() {
        return synNanos == NEVER ? null : (Long) synNanos;
    }

    /** Time of the first packet of the SYN's sender after the SYN-ACK, or null. */
    Long handshakeAckNanos() {
        return handshakeAckNanos == NEVER ? null : (Long) handshakeAckNanos;
    }

    long packets() {
        return low.packets() + high.packets();
    }

    /** Whether FINs or an RST ended it (TCP). */
    boolean isClosed() {
        return TcpEvents.isClosed(events);
    }

    /** Where the payload of the ends begins, by what was seen so far. */
    StreamBeginnings beginnings() {
        return StreamBeginnings.of(low, high, events);
    }

    /** A packet of the connection. */
    void packet(Segment packet, End from, boolean isTcp, long timeNanos) {
        startNanos = Math.min(startNanos, timeNanos);
        end(from).packet(packet.payloadOriginalLength());
        passBy(packet, from, isTcp, timeNanos);
    }

    /** A packet that another split counts: it moves the connection's life on. */
    void passBy(Segment packet, End from, boolean isTcp, long timeNanos) {
        endNanos = Math.max(endNanos, timeNanos);
        if (isTcp) {
            tcp(packet, from, timeNanos);
        }
    }

    /**
     * A packet that was counted is a copy of another: its times and events are true all the same.
     */
    void leaveOut(End from, int payloadLength) {
        end(from).leaveOut(payloadLength);
    }

    private void tcp(Segment packet, End from, long timeNanos) {
        int flags = packet.tcpFlags();
        int start = packet.sequenceNumber();
        int length = packet.payloadOriginalLength();
        TcpState.Event event = eventOf(flags);
        SideCounters sender = end(from);
        switch (event) {
            case SYN, SYN_ACK -> {
                sender.initial(start);
                start++;
                syn(event, from, timeNanos);
                if (event == TcpState.Event.SYN_ACK) {
                    sender.answers(packet.acknowledgmentNumber());
                }
            }
            case FIN -> {
                sender.mark(start + length);
                end(from.other()).forgetAnswer();
            }
            case RST -> {
                length = 0; // what an RST carries is no part of the stream (RFC 9293 3.5.2)
                end(from.other()).forgetAnswer();
            }
            case DATA -> {}
        }
        events = TcpEvents.with(events, event, from);
        if (length > 0) {
            sender.add(start, length);
        }
        if ((flags & PacketDecoder.ACK) != 0 && event != TcpState.Event.SYN_ACK) {
            sender.acknowledges(packet.acknowledgmentNumber(), timeNanos);
            if (handshakeAckNanos == NEVER && isAnswered(from)) {
                handshakeAckNanos = timeNanos;
            }
        }
    }

    static TcpState.Event eventOf(int flags) {
        if ((flags & PacketDecoder.RST) != 0) {
            return TcpState.Event.RST;
        }
        if ((flags & PacketDecoder.SYN) != 0) {
            return (flags & PacketDecoder.ACK) != 0 ? TcpState.Event.SYN_ACK : TcpState.Event.SYN;
        }
        return (flags & PacketDecoder.FIN) != 0 ? TcpState.Event.FIN : TcpState.Event.DATA;
    }

    private void syn(TcpState.Event event, End from, long timeNanos) {
        if (event == TcpState.Event.SYN && !isAnswered(from)) {
            synNanos = timeNanos;
        }
    }

    /** Whether the other end has sent a SYN-ACK. */
    boolean isAnswered(End end) {
        return TcpEvents.has(events, TcpState.Event.SYN_ACK, end.other());
    }

    /** Takes over a later part. */
    void join(ConnectionPart part) {
        joinRoundTrip(part);
        low.join(part.low());
        high.join(part.high());
        joinAnswer(low, part.low(), part, End.HIGH);
        joinAnswer(high, part.high(), part, End.LOW);
        startNanos = Math.min(startNanos, part.startNanos());
        endNanos = Math.max(endNanos, part.endNanos());
        events = TcpEvents.join(events, part.events());
    }

    private void joinRoundTrip(ConnectionPart part) {
        boolean answeredByLow = isAnswered(End.HIGH);
        boolean answeredByHigh = isAnswered(End.LOW);
        if (!answeredByLow && !answeredByHigh && part.synNanos() != null) {
            synNanos = part.synNanos();
        }
        if (handshakeAckNanos != NEVER) {
            return;
        }
        joinAck(part.handshakeAckNanos());
        if (answeredByLow) {
            joinAck(part.high().firstAckNanos());
        }
        if (answeredByHigh) {
            joinAck(part.low().firstAckNanos());
        }
    }

    private void joinAck(Long nanos) {
        if (nanos != null && (handshakeAckNanos == NEVER || nanos < handshakeAckNanos)) {
            handshakeAckNanos = nanos;
        }
    }

    private static void joinAnswer(
            SideCounters end, SidePart later, ConnectionPart part, End other) {
        long events = TcpEvents.join(TcpEvents.NONE, part.events());
        if (later.answered() != null) {
            end.answers(later.answered());
        } else if (TcpEvents.has(events, TcpState.Event.FIN, other)
                || TcpEvents.has(events, TcpState.Event.RST, other)) {
            end.forgetAnswer();
        }
    }
}
