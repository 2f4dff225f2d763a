package org.tlscensus.core.packet;

/** Link layers, by their LINKTYPE_ numbers (tcpdump.org's registry). */
final class LinkLayer {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int TOKEN_RING = 6;
    private static final int PPP = 9;
    private static final int FDDI = 10;
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int PPP_HDLC = 50;
    private static final int PPP_ETHER = 51;
    private static final int ATM_RFC1483 = 100;
    private static final int RAW = 101;
    private static final int C_HDLC = 104;
    private static final int IEEE802_11 = 105;
    private static final int LOOP = 108;
    private static final int ENC = 109;
    private static final int LINUX_SLL = 113;
    private static final int PFLOG = 117;
    private static final int PRISM = 119;
    private static final int RADIOTAP = 127;
    private static final int USER_2 = 149; // Darwin wrote PKTAP under it
    private static final int AVS = 163;
    private static final int PPI = 192;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int NFLOG = 239;
    private static final int IPOIB = 242;
    private static final int PKTAP = 258;
    private static final int LINUX_SLL2 = 276;

    private static final int LINUX_802_2 = 4; // "protocol" of an LLC frame in a cooked capture

    private final PacketFields fields;
    private final PacketLimits limits;
    private final EtherTypes etherTypes;
    private final Wifi wifi;

    LinkLayer(PacketFields fields, PacketLimits limits, Fragments fragments) {
        this.fields = fields;
        this.limits = limits;
        etherTypes = new EtherTypes(fields, limits, fragments);
        wifi = etherTypes.wifi();
    }

    Outcome decode(int linkType, int at) {
        return switch (linkType) {
            case ETHERNET -> etherTypes.ethernet(at);
            case RAW_BSD, RAW_OPENBSD, RAW, IPV4, IPV6 -> etherTypes.network().ip(at);
            case NULL, LOOP -> family(at, Integer.BYTES);
            case ENC -> family(at, 12);
            case LINUX_SLL -> cooked(at, at + 14, 16);
            case LINUX_SLL2 -> cooked(at, at, 20);
            case PPP, PPP_HDLC -> etherTypes.ppp(at);
            case PPP_ETHER -> etherTypes.pppoe(at);
            case C_HDLC ->
                    fields.has(at, 4)
                            ? etherTypes.decode(fields.u16(at + 2), at + 4)
                            : Outcome.TRUNCATED;
            case ATM_RFC1483 -> etherTypes.llc(at);
            case FDDI -> etherTypes.llc(at + 13);
            case TOKEN_RING -> etherTypes.llc(at + 14);
            case IEEE802_11 -> wifi.frame(at, false);
            case RADIOTAP -> wifi.radiotap(at);
            case PRISM ->
                    fields.has(at, 8)
                            ? wifi.frame(at + fields.i32Little(at + 4), false)
                            : Outcome.TRUNCATED;
            case AVS ->
                    fields.has(at, 8)
                            ? wifi.frame(at + fields.i32(at + 4), false)
                            : Outcome.TRUNCATED;
            case PPI -> nested(at, at + 4, fields.has(at, 8) ? fields.u16Little(at + 2) : 0);
            case USER_2, PKTAP -> nested(at, at + 8, fields.has(at, 12) ? fields.i32Little(at) : 0);
            case PFLOG ->
                    fields.has(at, 4)
                            ? etherTypes.network().ip(at + (fields.u8(at) + 3) / 4 * 4)
                            : Outcome.TRUNCATED;
            case NFLOG -> nflog(at);
            case IPOIB ->
                    fields.has(at, 44)
                            ? etherTypes.decode(fields.u16(at + 40), at + 44)
                            : Outcome.TRUNCATED;
            default -> Outcome.UNKNOWN_LINK_TYPE;
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
