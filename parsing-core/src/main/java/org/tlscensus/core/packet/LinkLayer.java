package org.tlscensus.core.packet;

/** Link layers, by the link type of the capture. */
final class LinkLayer {
    private static final int LINUX_802_2 = 4; // "protocol" of an LLC frame in a cooked capture

    private final PacketFields fields;
    private final PacketLimits limits;
    private final EtherTypes etherTypes;
    private final Wifi wifi;
    private final Juniper juniper;
    private final Erf erf;

    LinkLayer(PacketFields fields, PacketLimits limits, Fragments fragments, TunnelPorts ports) {
        this.fields = fields;
        this.limits = limits;
        etherTypes = new EtherTypes(fields, limits, fragments, ports);
        wifi = etherTypes.wifi();
        juniper = new Juniper(fields, etherTypes);
        erf = new Erf(fields, etherTypes);
    }

    /** The next frame of an aggregate, of which there is one. */
    Outcome nextFrame() {
        return wifi.nextFrame();
    }

    Outcome decode(int linkType, int at) {
        LinkType known = LinkType.of(linkType);
        if (known == null) {
            return Outcome.UNKNOWN_LINK_TYPE;
        }
        return switch (known) {
            case ETHERNET -> etherTypes.ethernet(at);
            case RAW -> etherTypes.network().ip(at);
            case NULL -> family(at, Integer.BYTES);
            case ENC -> family(at, 12);
            case LINUX_SLL -> cooked(at, at + 14, 16);
            case LINUX_SLL2 -> cooked(at, at, 20);
            case PPP -> etherTypes.ppp(at);
            case PPP_ETHER -> etherTypes.pppoe(at);
            case C_HDLC -> etherTypes.ciscoHdlc(at);
            case FRAME_RELAY -> etherTypes.frameRelay(at);
            case ATM_RFC1483 -> etherTypes.llc(at);
            case FDDI -> etherTypes.llc(at + 13);
            case TOKEN_RING -> etherTypes.llc(at + 14);
            case IEEE802_11 -> wifi.frame(at);
            case RADIOTAP -> wifi.radiotap(at);
            case PRISM -> wifi.prism(at);
            case AVS -> wifi.avs(at);
            case PPI -> nested(at, at + 4, fields.has(at, 8) ? fields.u16Little(at + 2) : 0);
            case PKTAP -> nested(at, at + 8, fields.has(at, 12) ? fields.i32Little(at) : 0);
            case PFLOG ->
                    fields.has(at, 4)
                            ? etherTypes.network().ip(at + (fields.u8(at) + 3) / 4 * 4)
                            : Outcome.TRUNCATED;
            case NFLOG -> nflog(at);
            case IPOIB ->
                    fields.has(at, 44)
                            ? etherTypes.decode(fields.u16(at + 40), at + 44)
                            : Outcome.TRUNCATED;
            case ERF -> erf.decode(at);
            case JUNIPER_ETHERNET,
                    JUNIPER_PPP,
                    JUNIPER_FRAME_RELAY,
                    JUNIPER_C_HDLC,
                    JUNIPER_VOICE,
                    JUNIPER_SERVICES,
                    JUNIPER_GGSN,
                    JUNIPER_ATM_1,
                    JUNIPER_ATM_2,
                    JUNIPER_MULTILINK ->
                    juniper.decode(known, at);
        };
    }

    /** A word that says the address family, of either byte order, before an IP packet. */
    private Outcome family(int at, int headerBytes) {
        return fields.has(at, headerBytes)
                ? etherTypes.network().ip(at + headerBytes)
                : Outcome.TRUNCATED;
    }

    private Outcome cooked(int at, int typeAt, int headerBytes) {
        if (!fields.has(at, headerBytes)) {
            return Outcome.TRUNCATED;
        }
        fields.link(-1, headerBytes == 16 ? at + 6 : at + 12); // the sender's address alone
        int type = fields.u16(typeAt);
        return type == LINUX_802_2
                ? etherTypes.llc(at + headerBytes)
                : etherTypes.decode(type, at + headerBytes);
    }

    /** A header of so many bytes that names the link type of what follows. */
    private Outcome nested(int at, int typeAt, int headerBytes) {
        if (headerBytes < 8 || headerBytes > fields.end - at) {
            return Outcome.TRUNCATED;
        }
        if (++fields.depth > limits.depth()) {
            return Outcome.TOO_DEEP;
        }
        return decode(fields.i32Little(typeAt), at + headerBytes);
    }

    /** Attributes of a kernel log message (type 9: the packet), in the writer's byte order. */
    private Outcome nflog(int at) {
        int attribute = at + 4;
        while (fields.has(attribute, 4)) {
            int length = fields.u16Little(attribute);
            int type = fields.u16Little(attribute + 2) & 0x7fff;
            if (length < 4) {
                return Outcome.MALFORMED;
            }
            if (type == 9) {
                return etherTypes.network().ip(attribute + 4);
            }
            attribute += (length + 3) / 4 * 4;
        }
        return Outcome.TRUNCATED;
    }
}
