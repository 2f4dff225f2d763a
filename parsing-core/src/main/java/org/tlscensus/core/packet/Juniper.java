package org.tlscensus.core.packet;

/**
 * What Junos puts before the frames of its interfaces.
 *
 * <pre>
 *   0  "MGC"
 *   3  flags: 1 inward, 2 no link layer, 0x80 extensions
 *   4  length of the extensions, then type, length, value of each
 * </pre>
 *
 * Then comes a header of the kind of interface, and the frame.
 */
final class Juniper {
    private static final int MAGIC = 0x4d4743;
    private static final int INWARD = 1; // flags
    private static final int NO_LINK_LAYER = 2;
    private static final int EXTENSIONS = 0x80;

    private static final int VOICE_HEADER = 18;
    private static final int SERVICES_HEADER = 12;
    private static final int SERVICES_HEADER_INWARD = 16;
    private static final int GGSN_HEADER = 4;
    private static final int ATM_1_COOKIE = 4;
    private static final int ATM_2_COOKIE = 8;

    // First byte of a cookie of the multilink services.
    private static final int LINK_SERVICES = 0x54;
    private static final int ADAPTIVE_SERVICES = 0x40;
    private static final int LINK_QUEUING = 0x47;

    private final PacketFields fields;
    private final EtherTypes etherTypes;

    Juniper(PacketFields fields, EtherTypes etherTypes) {
        this.fields = fields;
        this.etherTypes = etherTypes;
    }

    Outcome decode(LinkType type, int start) {
        if (!fields.has(start, 6)) {
            return Outcome.TRUNCATED;
        }
        if (fields.i32(start) >>> 8 != MAGIC) {
            return Outcome.MALFORMED;
        }
        int flags = fields.u8(start + 3);
        int at = start + 4 + ((flags & EXTENSIONS) != 0 ? 2 + fields.u16(start + 4) : 0);
        if (!fields.has(at, 4)) {
            return Outcome.TRUNCATED;
        }
        if ((flags & NO_LINK_LAYER) != 0) {
            return payload(fields.i32Little(at), at + 4);
        }
        return switch (type) {
            case JUNIPER_ETHERNET -> etherTypes.ethernet(at);
            case JUNIPER_PPP -> etherTypes.ppp(at);
            case JUNIPER_FRAME_RELAY -> etherTypes.frameRelay(at);
            case JUNIPER_C_HDLC -> etherTypes.ciscoHdlc(at);
            case JUNIPER_VOICE -> etherTypes.network().ip(at + VOICE_HEADER);
            case JUNIPER_SERVICES -> {
                boolean inward = (flags & INWARD) != 0;
                int header = inward ? SERVICES_HEADER_INWARD : SERVICES_HEADER;
                yield etherTypes.network().ip(at + header);
            }
            case JUNIPER_GGSN -> payload(fields.u16Little(at), at + GGSN_HEADER);
            case JUNIPER_ATM_1 -> byItsBytes(at + ATM_1_COOKIE);
            case JUNIPER_ATM_2 -> byItsBytes(at + ATM_2_COOKIE);
            case JUNIPER_MULTILINK -> multilink(at);
            default -> throw new IllegalStateException(type + " is not Juniper's");
        };
    }

    /** By Junos's own number of the protocol. */
    private Outcome payload(int protocol, int at) {
        return switch (protocol) {
            case 2, 6 -> etherTypes.network().ip(at);
            case 3, 5, 7 -> etherTypes.mpls(at);
            case 200 -> etherTypes.ppp(at);
            case 202, 203 -> etherTypes.llc(at);
            case 204 -> etherTypes.ethernet(at);
            case 207 -> etherTypes.frameRelay(at);
            case 208 -> etherTypes.ciscoHdlc(at);
            default -> Outcome.NOT_IP;
        };
    }

    private Outcome multilink(int at) {
        int cookie =
                switch (fields.u8(at)) {
                    case LINK_SERVICES -> 4;
                    case ADAPTIVE_SERVICES, LINK_QUEUING -> 8;
                    default -> isRecognized(at) ? 0 : 2;
                };
        return byItsBytes(at + cookie);
    }

    private boolean isRecognized(int at) {
        int nibble = fields.u8(at) >>> 4;
        return nibble == 4 || nibble == 6 || etherTypes.isSnap(at) || isPpp(at);
    }

    private boolean isPpp(int at) {
        return fields.has(at, 2)
                && switch (fields.u16(at)) {
                    case 0xff03, 0x0021, 0x0057, 0x0281 -> true;
                    default -> false;
                };
    }

    /** No field says what it is; as far as the frame does: LLC, PPP, an NLPID, IP. */
    private Outcome byItsBytes(int at) {
        if (!fields.has(at, 4)) {
            return Outcome.TRUNCATED;
        }
        if (etherTypes.isSnap(at)) {
            return etherTypes.llc(at);
        }
        if (isPpp(at)) {
            return etherTypes.ppp(at);
        }
        return fields.u8(at) == 3 ? etherTypes.nlpid(at + 1) : etherTypes.network().ip(at);
    }
}
