package org.tlscensus.core.tls.quic;

import org.tlscensus.core.tls.quic.QuicVersion.PacketType;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * A long header (RFC 9000 section 17.2) up to the packet number, which is protected.
 *
 * @param version null when the version is unknown: then there is nothing behind the ids
 * @param versionNumber 0 in a Version Negotiation packet
 * @param headerLength bytes before the packet number; 0 in packets without one
 * @param packetLength bytes of the whole packet
 */
record LongHeader(
        int versionNumber,
        QuicVersion version,
        PacketType type,
        byte[] destination,
        byte[] source,
        int headerLength,
        int packetLength) {

    private static final int MAX_ID = 20; // RFC 9000 section 17.2

    /** Reads the header of a packet that begins where the cursor's range does. */
    static LongHeader parse(ByteCursor in) throws ParseException {
        int size = in.remaining();
        int first = in.u8("first_byte");
        int number = (int) in.u32("version");
        byte[] destination = in.vector8(0, MAX_ID, "destination_connection_id").rest();
        byte[] source = in.vector8(0, MAX_ID, "source_connection_id").rest();
        QuicVersion version = QuicVersion.of(number);
        if (version == null) {
            return new LongHeader(number, null, null, destination, source, 0, size);
        }
        PacketType type = version.packetType(first);
        if (type == PacketType.RETRY) {
            return new LongHeader(number, version, type, destination, source, 0, size);
        }
        if (type == PacketType.INITIAL) {
            in.skip(VarInt.readLength(in, "token_length"), "token");
        }
        int length = VarInt.readLength(in, "length");
        int header = in.position();
        return new LongHeader(number, version, type, destination, source, header, header + length);
    }
}
