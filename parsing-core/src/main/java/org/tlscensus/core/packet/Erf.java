package org.tlscensus.core.packet;

/**
 * Endace's extensible record format.
 *
 * <pre>
 *   0  time, 8 bytes, little-endian
 *   8  type; the top bit: an extension header follows
 *   9  flags
 *  10  length of the record
 *  12  losses, or a color
 *  14  length of the packet on the wire, with its frame check sequence
 *  16  extension headers of 8 bytes, as long as the top bit of each says so
 * </pre>
 */
final class Erf {
    private static final int HEADER = 16;
    private static final int EXTENSION = 8;
    private static final int MORE = 0x80;

    private final PacketFields fields;
    private final EtherTypes etherTypes;

    Erf(PacketFields fields, EtherTypes etherTypes) {
        this.fields = fields;
        this.etherTypes = etherTypes;
    }

    Outcome decode(int start) {
        if (!fields.has(start, HEADER)) {
            return Outcome.TRUNCATED;
        }
        int record = fields.u16(start + 10);
        if (record < HEADER) {
            return Outcome.MALFORMED;
        }
        int at = start + HEADER;
        for (int more = fields.u8(start + 8) & MORE; more != 0; at += EXTENSION) {
            if (!fields.has(at, EXTENSION)) {
                return Outcome.TRUNCATED;
            }
            more = fields.u8(at) & MORE;
        }
        return frame(fields.u8(start + 8) & ~MORE, fields.u16(start + 14), at);
    }

    private Outcome frame(int type, int wireLength, int at) {
        return switch (type) {
            case 2, 11, 16, 20 -> { // Ethernet; an offset and a byte of padding come before
                holds(at + 2, wireLength);
                yield etherTypes.ethernet(at + 2);
            }
            case 1, 10, 15, 19 -> { // HDLC
                holds(at, wireLength);
                yield etherTypes.ppp(at);
            }
            case 5, 17 -> { // HDLC of one of many channels: a word comes before
                holds(at + 4, wireLength);
                yield etherTypes.ppp(at + 4);
            }
            case 4, 18 -> { // AAL5, AAL2: a cell's header comes before
                holds(at + 4, wireLength);
                yield etherTypes.llc(at + 4);
            }
            case 22, 23 -> { // IPv4, IPv6
                holds(at, wireLength);
                yield etherTypes.network().ip(at);
            }
            default -> Outcome.NOT_IP;
        };
    }

    /** A record is padded, or cut by the snap length of the card. */
    private void holds(int at, int wireLength) {
        fields.end = Math.min(fields.end, at + wireLength);
        fields.originalEnd = at + wireLength;
    }
}
