package org.tlscensus.core.packet;

/** Ethernet and what its types stand for: tags, MPLS, PPP, and IP. */
final class EtherTypes {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int LAST_LENGTH = 0x5ff; // below: an 802.3 length

    private static final int ETHERNET_HEADER = 14;

    private static final int ARISTA_TIMESTAMP = 1; // subtype

    private final PacketFields fields;
    private final PacketLimits limits;
    private final NetworkLayer network;
    private final Wifi wifi;

    EtherTypes(PacketFields fields, PacketLimits limits, Fragments fragments, TunnelPorts ports) {
        this.fields = fields;
        this.limits = limits;
        wifi = new Wifi(fields, this);
        network = new NetworkLayer(fields, limits, fragments, ports, this);
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
        EtherType known = EtherType.of(type);
        if (known == null) {
            return type <= LAST_LENGTH ? llc(at) : unknown(type);
        }
        return switch (known) {
            case IPV4, IPV6 -> network.ip(at);
            case VLAN -> tag(at);
            case MPLS -> mpls(at);
            case PPPOE_SESSION -> pppoe(at);
            case PPP -> ppp(at);
            case EAPOL -> eapol(at);
            case TRANSPARENT_BRIDGING -> ethernet(at);
            case I_TAG -> backbone(at);
            case CISCO_FABRIC_PATH -> ethernet(at + 2);
            case VN_TAG, HSR -> typeAfter(at, 4);
            case CISCO_METADATA, CISCO_TTAG -> typeAfter(at, 6);
            case ARISTA -> arista(at);
            case NSH -> nsh(at);
        };
    }

    /** The tag has the service's id in its lower 24 bits (IEEE 802.1Q clause 9.7). */
    private Outcome backbone(int at) {
        if (fields.has(at, 4)) {
            fields.network(fields.i32(at) & 0xffffff);
        }
        return ethernet(at + 4);
    }

    private Outcome unknown(int type) {
        fields.holdsNothing = EtherType.holdsNothing(type);
        return Outcome.NOT_IP;
    }

    private Outcome nothing() {
        fields.holdsNothing = true;
        return Outcome.NOT_IP;
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

    /** Subtype, version, then a time whose length the version tells. */
    private Outcome arista(int at) {
        if (!fields.has(at, 4)) {
            return Outcome.TRUNCATED;
        }
        if (fields.u16(at) != ARISTA_TIMESTAMP) {
            return Outcome.NOT_IP;
        }
        return switch (fields.u8(at + 3) >>> 4) {
            case 1 -> typeAfter(at + 4, 8);
            case 2 -> typeAfter(at + 4, 6);
            default -> Outcome.NOT_IP;
        };
    }

    /** A network service header (RFC 8300 section 2.2): its length in words, what is next. */
    Outcome nsh(int at) {
        if (!fields.has(at, 8)) {
            return Outcome.TRUNCATED;
        }
        int length = (fields.u8(at + 1) & 0x3f) * 4;
        if (fields.u8(at) >>> 6 != 0 || length < 8) {
            return Outcome.MALFORMED;
        }
        if (++fields.depth > limits.depth()) {
            return Outcome.TOO_DEEP;
        }
        fields.tunnel(Tunnel.NSH);
        return switch (fields.u8(at + 3)) {
            case 1, 2 -> network.ip(at + length);
            case 3 -> ethernet(at + length);
            case 4 -> nsh(at + length);
            case 5 -> mpls(at + length);
            default -> Outcome.NOT_IP;
        };
    }

    /** LLC with SNAP (IEEE 802.2): AA AA 03, organization, type. */
    Outcome llc(int at) {
        return isSnap(at) ? decodeSnap(fields.u16(at + 6), at + 8) : nothing();
    }

    boolean isSnap(int at) {
        return fields.has(at, 8) && fields.u16(at) == 0xaaaa && fields.u8(at + 2) == 3;
    }

    private Outcome decodeSnap(int type, int at) {
        return type > LAST_LENGTH ? decode(type, at) : nothing();
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

    /** Cisco's HDLC: address, control, EtherType. */
    Outcome ciscoHdlc(int at) {
        return fields.has(at, 4) ? decode(fields.u16(at + 2), at + 4) : Outcome.TRUNCATED;
    }

    /** Frame relay: an address, then NLPID (RFC 2427 section 3) or Cisco's EtherType. */
    Outcome frameRelay(int start) {
        int at = start;
        do {
            if (!fields.has(at, 1)) {
                return Outcome.TRUNCATED;
            }
            at++;
        } while ((fields.u8(at - 1) & 1) == 0); // the last byte of an address is odd
        return fields.has(at, 2) && fields.u8(at) != 3 ? typeAfter(at, 0) : nlpid(at + 1);
    }

    /** A network layer protocol identifier, with or without a byte of padding before it. */
    Outcome nlpid(int start) {
        int at = fields.has(start, 1) && fields.u8(start) == 0 ? start + 1 : start;
        if (!fields.has(at, 6)) {
            return Outcome.TRUNCATED;
        }
        return switch (fields.u8(at)) {
            case 0xcc, 0x8e -> network.ip(at + 1);
            case 0x80 -> decodeSnap(fields.u16(at + 4), at + 6);
            default -> nothing();
        };
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
            default -> nothing(); // control protocols
        };
    }
}
