package org.tlscensus.core.packet;

/**
 * Tunnels over UDP, by port and by what their header must hold. When there is no TCP or UDP inside,
 * the outer datagram is what it is: a flow on such a port that is no tunnel is not lost.
 */
final class UdpTunnels {
    private static final int GTP_U = 2152;
    private static final int TEREDO = 3544;
    private static final int VXLAN = 4789;
    private static final int VXLAN_GPE = 4790;
    private static final int AYIYA = 5072;
    private static final int GENEVE = 6081;
    private static final int MPLS = 6635;
    private static final int VXLAN_LINUX = 8472;
    private static final int L2TP = 1701;

    private final PacketFields fields;
    private final EtherTypes etherTypes;
    private final NetworkLayer network;

    UdpTunnels(PacketFields fields, EtherTypes etherTypes, NetworkLayer network) {
        this.fields = fields;
        this.etherTypes = etherTypes;
        this.network = network;
    }

    static boolean isTunnelPort(int port) {
        return switch (port) {
            case GTP_U, TEREDO, VXLAN, VXLAN_GPE, VXLAN_LINUX, GENEVE, MPLS, L2TP, AYIYA -> true;
            default -> false;
        };
    }

    /** The outcome of what is inside, or null when this is no tunnel. */
    Outcome decode(int source, int destination, int at) {
        int port = isTunnelPort(destination) ? destination : source;
        Saved outer = new Saved(fields);
        Outcome outcome =
                switch (port) {
                    case VXLAN, VXLAN_GPE, VXLAN_LINUX -> vxlan(at);
                    case GENEVE -> geneve(at);
                    case GTP_U -> gtp(at);
                    case TEREDO -> teredo(at);
                    case MPLS -> mpls(at);
                    case L2TP -> l2tp(at);
                    case AYIYA -> ayiya(at);
                    default -> null;
                };
        if (outcome == Outcome.DECODED || outcome == Outcome.FRAGMENT) {
            return outcome;
        }
        outer.restore(fields);
        return null;
    }

    /** What a try at the inside changes. */
    private record Saved(
            byte[] bytes,
            int end,
            int originalEnd,
            int depth,
            int vlanCount,
            int tunnelCount,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow) {

        Saved(PacketFields f) {
            this(
                    f.bytes,
                    f.end,
                    f.originalEnd,
                    f.depth,
                    f.vlanCount,
                    f.tunnelCount,
                    f.sourceHigh,
                    f.sourceLow,
                    f.destinationHigh,
                    f.destinationLow);
        }

        void restore(PacketFields f) {
            f.bytes = bytes;
            f.end = end;
            f.originalEnd = originalEnd;
            f.depth = depth;
            f.vlanCount = vlanCount;
            f.tunnelCount = tunnelCount;
            f.sourceHigh = sourceHigh;
            f.sourceLow = sourceLow;
            f.destinationHigh = destinationHigh;
            f.destinationLow = destinationLow;
        }
    }

    /** RFC 7348 section 5; with a next protocol where the generic extension says so. */
    private Outcome vxlan(int at) {
        if (!fields.has(at, 8) || (fields.u8(at) & 0x08) == 0) {
            return null;
        }
        fields.tunnel(Tunnel.VXLAN);
        boolean namesNext = (fields.u8(at) & 0x04) != 0;
        int next = namesNext ? fields.u8(at + 3) : 3;
        return switch (next) {
            case 1, 2 -> network.ip(at + 8);
            case 3 -> etherTypes.ethernet(at + 8);
            default -> null;
        };
    }

    /** RFC 8926 section 3.4. */
    private Outcome geneve(int at) {
        if (!fields.has(at, 8) || fields.u8(at) >>> 6 != 0) {
            return null;
        }
        fields.tunnel(Tunnel.GENEVE);
        int options = (fields.u8(at) & 0x3f) * 4;
        return etherTypes.decode(fields.u16(at + 2), at + 8 + options);
    }

    /** GTPv1-U, a G-PDU (3GPP TS 29.281 section 5.1). */
    private Outcome gtp(int start) {
        if (!fields.has(start, 8)
                || (fields.u8(start) & 0xf0) != 0x30
                || fields.u8(start + 1) != 0xff) {
            return null;
        }
        int at = start + 8;
        if ((fields.u8(start) & 7) != 0) {
            if (!fields.has(at, 4)) {
                return null;
            }
            int next = fields.u8(at + 3);
            at += 4;
            while (next != 0 && (fields.u8(start) & 4) != 0) {
                int length = fields.has(at, 1) ? fields.u8(at) * 4 : 0;
                if (length == 0 || !fields.has(at, length)) {
                    return null;
                }
                next = fields.u8(at + length - 1);
                at += length;
            }
        }
        fields.tunnel(Tunnel.GTP_U);
        return network.ip(at);
    }

    /** IPv6 behind authentication and origin indications, if any (RFC 4380 section 5.1.1). */
    private Outcome teredo(int start) {
        int at = start;
        if (fields.has(at, 4) && fields.u16(at) == 1) {
            at += 13 + fields.u8(at + 2) + fields.u8(at + 3);
        }
        if (fields.has(at, 8) && fields.u16(at) == 0) {
            at += 8;
        }
        if (!fields.has(at, 40) || fields.u8(at) >>> 4 != 6) {
            return null;
        }
        fields.tunnel(Tunnel.TEREDO);
        return network.ip(at);
    }

    private Outcome mpls(int at) {
        fields.tunnel(Tunnel.MPLS_IN_UDP);
        return etherTypes.mpls(at);
    }

    /** An L2TPv2 data message (RFC 2661 section 3.1) with PPP in it. */
    private Outcome l2tp(int start) {
        if (!fields.has(start, 6)) {
            return null;
        }
        int flags = fields.u16(start);
        boolean control = (flags & 0x8000) != 0;
        if (control || (flags & 0xf) != 2) {
            return null;
        }
        int at = start + 6;
        at += (flags & 0x4000) != 0 ? 2 : 0; // length
        at += (flags & 0x0800) != 0 ? 4 : 0; // sequence numbers
        if ((flags & 0x0200) != 0) {
            at += fields.has(at, 2) ? 2 + fields.u16(at) : 2; // offset
        }
        fields.tunnel(Tunnel.L2TP);
        return etherTypes.ppp(at);
    }

    /** AYIYA: identity and signature lengths are powers of two and words; then IPv6. */
    private Outcome ayiya(int at) {
        if (!fields.has(at, 8)) {
            return null;
        }
        int identity = 1 << (fields.u8(at) >>> 4);
        int signature = (fields.u8(at + 1) >>> 4) * 4;
        if (fields.u8(at + 3) != 41) { // next header: IPv6
            return null;
        }
        fields.tunnel(Tunnel.AYIYA);
        return network.ip(at + 8 + identity + signature);
    }
}
