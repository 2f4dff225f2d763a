package org.tlscensus.core.packet;

/**
 * Ethernet and what its types stand for: tags, MPLS, PPP, and IP. Values by the IEEE's registry.
 */
final class EtherTypes {
    private static final int IPV4 = 0x0800;
    private static final int TRANSPARENT_BRIDGING = 0x6558;
    private static final int C_TAG = 0x8100;
    private static final int IPV6 = 0x86dd;
    private static final int MPLS = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int EAPOL = 0x888e;
    private static final int S_TAG = 0x88a8;
    private static final int I_TAG = 0x88e7;
    private static final int CISCO_FABRIC_PATH = 0x8903;
    private static final int CISCO_METADATA = 0x8909;
    private static final int VN_TAG = 0x8926;
    private static final int Q_IN_Q = 0x9100;
    private static final int Q_IN_Q_2 = 0x9200;
    private static final int PPP = 0x880b;
    private static final int LAST_LENGTH = 0x5ff; // below: an 802.3 length

    private static final int ETHERNET_HEADER = 14;

    private final PacketFields fields;
    private final PacketLimits limits;
    private final NetworkLayer network;
    private final Wifi wifi;

    EtherTypes(PacketFields fields, PacketLimits limits, Fragments fragments) {
        this.fields = fields;
        this.limits = limits;
        wifi = new Wifi(fields, this);
        network = new NetworkLayer(fields, limits, fragments, this);
    }

    NetworkLayer network() {
        return network;
    }

    Wifi wifi() {
        return wifi;
    }

    Outcome ethernet(int at) {
        fields.link(at, at + 6);
        return fields.has(at, ETHERNET_HEADER)
                ? decode(fields.u16(at + 12), at + ETHERNET_HEADER)
                : Outcome.TRUNCATED;
    }

    Outcome decode(int type, int at) {
        if (type == IPV4 || type == IPV6) {
            return network.ip(at);
        }
        if (++fields.depth > limits.depth()) {
            return Outcome.TOO_DEEP;
        }
        return switch (type) {
            case C_TAG, S_TAG, Q_IN_Q, Q_IN_Q_2 -> tag(at);
            case MPLS, MPLS_MULTICAST -> mpls(at);
            case PPPOE_SESSION -> pppoe(at);
            case PPP -> ppp(at);
            case EAPOL -> eapol(at);
            case TRANSPARENT_BRIDGING -> ethernet(at);
            case I_TAG -> ethernet(at + 4);
            case CISCO_FABRIC_PATH -> ethernet(at + 2);
            case VN_TAG -> typeAfter(at, 4);
            case CISCO_METADATA -> typeAfter(at, 6);
            default -> type <= LAST_LENGTH ? llc(at) : Outcome.NOT_IP;
        };
    }

    private Outcome eapol(int at) {
        fields.payloadOffset = Math.min(at, fields.end);
        fields.payloadLength = Math.max(0, fields.end - at);
        fields.payloadOriginalLength = Math.max(0, fields.originalEnd - at);
        return Outcome.EAPOL;
    }

    private Outcome tag(int at) {
        if (!fields.has(at, 4)) {
            return Outcome.TRUNCATED;
        }
        fields.vlan(fields.u16(at) & 0xfff);
        return decode(fields.u16(at + 2), at + 4);
    }

    private Outcome typeAfter(int at, int skipped) {
        return fields.has(at, skipped + 2)
                ? decode(fields.u16(at + skipped), at + skipped + 2)
                : Outcome.TRUNCATED;
    }

    /** LLC with SNAP (IEEE 802.2): AA AA 03, organization, type. */
    Outcome llc(int at) {
        if (!fields.has(at, 8)) {
            return Outcome.NOT_IP;
        }
        boolean snap = fields.u16(at) == 0xaaaa && fields.u8(at + 2) == 3;
        return snap ? decodeSnap(fields.u16(at + 6), at + 8) : Outcome.NOT_IP;
    }

    private Outcome decodeSnap(int type, int at) {
        return type > LAST_LENGTH ? decode(type, at) : Outcome.NOT_IP;
    }

    /** A label stack (RFC 3032); what is below shows by its first bits (RFC 4928). */
    Outcome mpls(int at) {
        int label = at;
        boolean bottom = false;
        while (!bottom) {
            if (!fields.has(label, 5)) {
                return Outcome.TRUNCATED;
            }
            bottom = (fields.u8(label + 2) & 1) != 0;
            label += 4;
        }
        int nibble = fields.u8(label) >>> 4;
        if (nibble == 4 || nibble == 6) {
            return network.ip(label);
        }
        return ethernet(nibble == 0 && fields.has(label, 4) ? label + 4 : label);
    }

    /** The six bytes of a PPPoE session header (RFC 2516 section 4), then PPP. */
    Outcome pppoe(int at) {
        if (!fields.has(at, 8)) {
            return Outcome.TRUNCATED;
        }
        return fields.u16(at) == 0x1100 ? ppp(at + 6) : Outcome.NOT_IP;
    }

    /** PPP with or without address and control, its protocol in one byte or two (RFC 1661). */
    Outcome ppp(int start) {
        int at = start;
        if (fields.has(at, 2) && (fields.u16(at) == 0xff03 || fields.u16(at) == 0x0f00)) {
            at += 2;
        }
        if (!fields.has(at, 2)) {
            return Outcome.TRUNCATED;
        }
        boolean compressed = (fields.u8(at) & 1) != 0;
        int protocol = compressed ? fields.u8(at) : fields.u16(at);
        at += compressed ? 1 : 2;
        return switch (protocol) {
            case 0x21, 0x57 -> network.ip(at);
            case IPV4, IPV6 -> network.ip(at); // Cisco's framing under the same link type
            case 0x281, 0x283 -> mpls(at);
            default -> Outcome.NOT_IP;
        };
    }
}
