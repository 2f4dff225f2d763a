package org.tlscensus.core.packet;

/** GRE (RFC 2784, RFC 2890), its version 1 under PPTP (RFC 2637), and Cisco's ERSPAN in it. */
final class Gre {
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGMENT = 0x0080; // version 1

    private static final int ERSPAN_1_2 = 0x88be;
    private static final int ERSPAN_3 = 0x22eb;
    private static final int WCCP = 0x883e;
    private static final int FIRST_ARUBA =
            0x8200; // 802.11 frames between access point and controller
    private static final int LAST_ARUBA = 0x9000;

    private final PacketFields fields;
    private final EtherTypes etherTypes;

    Gre(PacketFields fields, EtherTypes etherTypes) {
        this.fields = fields;
        this.etherTypes = etherTypes;
    }

    Outcome decode(int at) {
        if (!fields.has(at, 4)) {
            return Outcome.TRUNCATED;
        }
        int flags = fields.u16(at);
        int type = fields.u16(at + 2);
        int version = flags & 7;
        if (version > 1) {
            return Outcome.NOT_TCP_OR_UDP;
        }
        int inner = at + 4;
        if ((flags & (CHECKSUM | ROUTING)) != 0) {
            inner += 4;
        }
        if ((flags & KEY) != 0) {
            if (version == 0 && fields.has(inner, 4)) { // version 1 has a length and a call there
                fields.network(fields.i32(inner));
            }
            inner += 4;
        }
        inner += (flags & SEQUENCE) != 0 ? 4 : 0;
        inner += version == 1 && (flags & ACKNOWLEDGMENT) != 0 ? 4 : 0;
        return switch (type) {
            case ERSPAN_1_2 -> {
                fields.tunnel(Tunnel.ERSPAN);
                // Type I has no header of its own, and no sequence number.
                yield etherTypes.ethernet((flags & SEQUENCE) != 0 ? inner + 8 : inner);
            }
            case ERSPAN_3 -> {
                fields.tunnel(Tunnel.ERSPAN);
                yield erspan3(inner);
            }
            default -> {
                fields.tunnel(version == 1 ? Tunnel.PPTP : Tunnel.GRE);
                yield payload(type, inner);
            }
        };
    }

    /** Its last word tells the kind of the frame, and whether a platform's header follows. */
    private Outcome erspan3(int at) {
        if (!fields.has(at, 12)) {
            return Outcome.TRUNCATED;
        }
        boolean hasMore = (fields.u8(at + 11) & 1) != 0;
        boolean isIp = (fields.u8(at + 10) >>> 2 & 0x1f) == 2;
        int frame = at + (hasMore ? 20 : 12);
        return isIp ? etherTypes.network().ip(frame) : etherTypes.ethernet(frame);
    }

    private Outcome payload(int type, int at) {
        Outcome outcome = type == WCCP ? redirected(at) : etherTypes.decode(type, at);
        boolean maybeAruba = type >= FIRST_ARUBA && type <= LAST_ARUBA;
        return outcome == Outcome.NOT_IP && maybeAruba
                ? etherTypes.wifi().maybeSwapped(at)
                : outcome;
    }

    /** WCCP puts a redirect header of four bytes before the IP packet, in its version 2. */
    private Outcome redirected(int at) {
        boolean hasHeader = fields.has(at, 1) && fields.u8(at) >>> 4 != 4;
        return etherTypes.network().ip(hasHeader ? at + 4 : at);
    }
}
