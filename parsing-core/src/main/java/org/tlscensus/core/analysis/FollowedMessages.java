package org.tlscensus.core.analysis;

import java.util.function.Consumer;
import org.tlscensus.core.dns.DnsRun;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.http.MessageRun;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.MessagePart;

/** The messages of one end from one segment on, while its segments come in whatever order. */
final class FollowedMessages implements TcpStream.Receiver {
    /** Of its own objects. */
    private static final int BASE_BYTES = 480;

    private final int number;
    private final End from;
    private final long startNanos;
    private final TcpStream stream;
    private final MessageRun http; // null when it is DNS
    private final DnsRun dns;
    private boolean isOwn;
    private boolean isFinSeen;
    private int finSequence;

    /**
     * @param number place among the runs of the connection
     * @param isOwn whether it begins in the split, so that the split hands its messages out
     * @param out takes the messages as they end
     */
    FollowedMessages(
            int number,
            End from,
            boolean isOwn,
            long timeNanos,
            Segment segment,
            Format format,
            MessageLimits limits,
            Consumer<MessagePart> out) {
        this.number = number;
        this.from = from;
        this.isOwn = isOwn;
        startNanos = timeNanos;
        int first = segment.sequenceNumber();
        boolean isAcknowledging = (segment.tcpFlags() & PacketDecoder.ACK) != 0;
        Integer acknowledged = isAcknowledging ? segment.acknowledgmentNumber() : null;
        MessageParts parts = new MessageParts(from, first, acknowledged, out);
        http = format == Format.HTTP ? new MessageRun(limits.http(), parts::http) : null;
        dns = format == Format.DNS ? new DnsRun(limits.dns(), parts::dns) : null;
        stream = new TcpStream(limits.waitingBytes(), this);
        stream.start(first);
    }

    /** What the messages are. */
    enum Format {
        HTTP,
        DNS
    }

    int number() {
        return number;
    }

    End sender() {
        return from;
    }

    boolean isOwn() {
        return isOwn;
    }

    long startNanos() {
        return startNanos;
    }

    boolean isOver() {
        return http != null ? http.isOver() : dns.isOver();
    }

    /** A packet of the connection, of either end. */
    void packet(Segment packet, End sender, long timeNanos) {
        stream.packetPassed();
        int flags = packet.tcpFlags();
        if (sender != from) {
            if ((flags & PacketDecoder.ACK) != 0) {
                stream.acknowledged(packet.acknowledgmentNumber());
            }
            return;
        }
        int sequence = packet.sequenceNumber();
        if (packet.payloadLength() > 0) {
            stream.segment(
                    sequence,
                    timeNanos,
                    packet.payloadBytes(),
                    packet.payloadOffset(),
                    packet.payloadLength());
        }
        if ((flags & PacketDecoder.FIN) != 0) {
            isFinSeen = true;
            finSequence = sequence + packet.payloadOriginalLength();
        }
        if (isFinSeen && stream.reached(finSequence) && http != null) {
            http.endOfStream();
        }
    }

    /** A segment that came before the run began. */
    void early(int sequence, long timeNanos, byte[] payload, boolean isOfSplit) {
        isOwn |= isOfSplit;
        stream.segment(sequence, timeNanos, payload, 0, payload.length);
    }

    /** Bytes of memory that it holds, about. */
    int heldBytes() {
        int message = http != null ? http.heldBytes() : dns.heldBytes();
        return BASE_BYTES + stream.heldBytes() + message;
    }

    /** No more packets. */
    void end() {
        stream.end();
        if (http != null) {
            http.gap();
        } else {
            dns.gap();
        }
    }

    @Override
    public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
        if (isOver()) {
            return;
        }
        if (http != null) {
            http.bytes(timeNanos, bytes, offset, length);
        } else {
            dns.bytes(timeNanos, bytes, offset, length);
        }
    }

    @Override
    public void gap(long missingBytes) {
        if (http != null) {
            http.gap();
        } else {
            dns.gap();
        }
    }
}
