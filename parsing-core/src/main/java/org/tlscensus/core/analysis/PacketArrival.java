package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.packet.PacketDecoder;

/** A decoded packet as that which arrives on a flow. One per task, set for each packet. */
final class PacketArrival implements ConnectionReuse.Arrival {
    private long timeNanos;
    private End from;
    private TcpState.Event event;
    private int sequenceNumber;
    private int acknowledgmentNumber;

    PacketArrival set(PacketDecoder packet, End from, long timeNanos) {
        this.timeNanos = timeNanos;
        this.from = from;
        boolean tcp = packet.isTcp();
        event = tcp ? ConnectionCounters.eventOf(packet.tcpFlags()) : TcpState.Event.DATA;
        sequenceNumber = tcp ? packet.sequenceNumber() : 0;
        acknowledgmentNumber = tcp ? packet.acknowledgmentNumber() : 0;
        return this;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public End sender() {
        return from;
    }

    @Override
    public boolean isSyn() {
        return event == TcpState.Event.SYN;
    }

    @Override
    public boolean isSynAck() {
        return event == TcpState.Event.SYN_ACK;
    }

    @Override
    public int sequenceNumber() {
        return sequenceNumber;
    }

    @Override
    public int acknowledgmentNumber() {
        return acknowledgmentNumber;
    }
}
