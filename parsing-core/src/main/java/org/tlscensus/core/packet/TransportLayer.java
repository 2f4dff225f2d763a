package org.tlscensus.core.packet;

/** TCP (RFC 9293 section 3.1) and UDP (RFC 768). */
final class TransportLayer {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;

    private final PacketFields fields;
    private final PacketLimits limits;
    private final UdpTunnels tunnels;

    TransportLayer(PacketFields fields, PacketLimits limits, UdpTunnels tunnels) {
        this.fields = fields;
        this.limits = limits;
        this.tunnels = tunnels;
    }

    Outcome tcp(int at) {
        if (!fields.has(at, TCP_HEADER)) {
            return Outcome.TRUNCATED;
        }
        int header = (fields.u8(at + 12) >>> 4) * 4;
        if (header < TCP_HEADER || header > fields.originalEnd - at) {
            return Outcome.MALFORMED;
        }
        if (isChecksumWrong(TCP, at, fields.originalEnd - at)) {
            return Outcome.BAD_CHECKSUM;
        }
        fields.isTcp = true;
        fields.sourcePort = fields.u16(at);
        fields.destinationPort = fields.u16(at + 2);
        fields.sequenceNumber = fields.i32(at + 4);
        fields.acknowledgmentNumber = fields.i32(at + 8);
        fields.tcpFlags = fields.u8(at + 13);
        payload(at + header, fields.originalEnd);
        return Outcome.DECODED;
    }

    Outcome udp(int at) {
        if (!fields.has(at, UDP_HEADER)) {
            return Outcome.TRUNCATED;
        }
        int length = fields.u16(at + 4);
        if (length != 0 && length < UDP_HEADER) {
            return Outcome.MALFORMED;
        }
        int room = fields.originalEnd - at;
        int datagram = length == 0 ? room : Math.min(length, room); // 0: a jumbogram (RFC 2675)
        boolean hasChecksum = fields.u16(at + 6) != 0;
        if (hasChecksum && isChecksumWrong(UDP, at, datagram)) {
            return Outcome.BAD_CHECKSUM;
        }
        int source = fields.u16(at);
        int destination = fields.u16(at + 2);
        Outcome inner = tunnels.decode(source, destination, at + UDP_HEADER);
        if (inner != null) {
            return inner;
        }
        fields.isTcp = false;
        fields.sourcePort = source;
        fields.destinationPort = destination;
        payload(at + UDP_HEADER, at + datagram);
        return tunnels.isUndecoded() ? Outcome.UNDECODED_TUNNEL : Outcome.DECODED;
    }

    private void payload(int from, int originalEnd) {
        fields.payloadOffset = Math.min(from, fields.end);
        fields.payloadLength = Math.max(0, Math.min(fields.end, originalEnd) - from);
        fields.payloadOriginalLength = originalEnd - from;
    }

    /**
     * Whether a checksum that can be verified is wrong (RFC 9293 section 3.1, RFC 8200 section
     * 8.1).
     */
    private boolean isChecksumWrong(int protocol, int at, int length) {
        if (!limits.verifyChecksums() || !fields.has(at, length)) {
            return false;
        }
        long pseudo = (long) protocol + length;
        pseudo += Checksum.words(fields.sourceLow) + Checksum.words(fields.destinationLow);
        if (fields.sourceHigh != 0 || fields.sourceLow >>> 32 != 0xffff) {
            pseudo += Checksum.words(fields.sourceHigh) + Checksum.words(fields.destinationHigh);
        } else {
            pseudo -= 2 * 0xffff; // the prefix of mapped addresses is ours
        }
        return Checksum.of(fields.bytes, at, length, pseudo) != 0;
    }
}
