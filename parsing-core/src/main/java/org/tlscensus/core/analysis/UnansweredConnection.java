package org.tlscensus.core.analysis;

import java.util.Arrays;
import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.FlowTable;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;

/**
 * A TCP connection that a SYN opened and in which one side at most has sent payload: nothing but
 * its first packets, as bytes. Scans and floods make millions of them, and a connection is one for
 * a round trip.
 *
 * <p>Whatever else comes makes a {@link Connection} of it, which is led through its packets. So it
 * tells the same as if it had been one from the start.
 */
final class UnansweredConnection extends TrackedFlow {
    /** A hello of today is two segments, and the handshake before it three. */
    private static final int MAX_PACKETS = 8;

    private static final int MAX_BYTES = 4 << 10;

    /** Of the object, the head of its array, and its slot. */
    private static final int BASE_BYTES = 80 + 16 + FlowTable.BYTES_PER_ENTRY;

    private final PacketOrigin origin;
    private final int sequence;
    private final boolean isKnownFromStart;
    private final End opener;
    private final boolean isEarly;
    private boolean isAccepted; // by a SYN-ACK
    private boolean hasPayload;
    private End payloadSender;
    private byte count;
    private long endNanos = Long.MIN_VALUE;
    private byte[] packets = {}; // entries of a SegmentLog

    /**
     * @param isEarly whether it begins among the packets of the split whose connections may have
     *     begun before it
     */
    UnansweredConnection(
            FlowKey key,
            int sequence,
            boolean isKnownFromStart,
            boolean isEarly,
            PacketOrigin origin,
            Segment syn,
            long timeNanos) {
        super(key);
        this.sequence = sequence;
        this.isKnownFromStart = isKnownFromStart;
        this.isEarly = isEarly;
        this.origin = origin;
        opener = key.sender();
        add(syn, opener, timeNanos);
    }

    /** Whether a TCP packet opens one. */
    static boolean isOpenedBy(Segment packet) {
        int control = PacketDecoder.SYN | PacketDecoder.ACK | PacketDecoder.FIN | PacketDecoder.RST;
        return (packet.tcpFlags() & control) == PacketDecoder.SYN
                && packet.payloadOriginalLength() == 0;
    }

    /** Whether the connection stays what it is with a packet that is not beyond its idle time. */
    boolean takes(Segment packet, End from, CaptureCounters file) {
        int flags = packet.tcpFlags();
        if (file != origin.file()
                || (flags & (PacketDecoder.FIN | PacketDecoder.RST)) != 0
                || count == MAX_PACKETS
                || packets.length + SegmentLog.size(packet.payloadLength()) > MAX_BYTES) {
            return false;
        }
        if ((flags & PacketDecoder.SYN) != 0) {
            return packet.payloadOriginalLength() == 0 && takesSyn(packet, from);
        }
        return packet.payloadOriginalLength() == 0 || !hasPayload || payloadSender == from;
    }

    /** The opening SYN comes again, or the first SYN-ACK answers it; see flow.ConnectionReuse. */
    private boolean takesSyn(Segment packet, End from) {
        if ((packet.tcpFlags() & PacketDecoder.ACK) != 0) {
            int syn = packets().first().sequenceNumber();
            return from != opener
                    && !isAccepted
                    && ConnectionReuse.isAnswer(packet.acknowledgmentNumber(), syn);
        }
        return from == opener && packet.sequenceNumber() == packets().first().sequenceNumber();
    }

    /** A packet that it {@link #takes}. */
    void add(Segment packet, End from, long timeNanos) {
        int at = packets.length;
        packets = Arrays.copyOf(packets, at + SegmentLog.size(packet.payloadLength()));
        SegmentLog.write(packets, at, packet, packet.payloadLength(), from, timeNanos);
        count++;
        endNanos = Math.max(endNanos, timeNanos);
        isAccepted |= (packet.tcpFlags() & PacketDecoder.SYN) != 0 && from != opener;
        if (packet.payloadOriginalLength() > 0) {
            hasPayload = true;
            payloadSender = from;
        }
    }

    /** Its packets, in the order in which they came. */
    SegmentLog.Reader packets() {
        return SegmentLog.Reader.ofEntries(packets);
    }

    int sequence() {
        return sequence;
    }

    boolean isKnownFromStart() {
        return isKnownFromStart;
    }

    End opener() {
        return opener;
    }

    boolean isEarly() {
        return isEarly;
    }

    PacketOrigin origin() {
        return origin;
    }

    @Override
    public long endNanos() {
        return endNanos;
    }

    @Override
    int chargedBytes() {
        return BASE_BYTES + packets.length;
    }
}
