package org.tlscensus.core.packet;

/**
 * Tunnels over UDP, by port and by what their header must hold. When there is no TCP or UDP inside,
 * the outer datagram is what it is: a flow on such a port that is no tunnel is not lost. A tunnel's
 * method answers null where its header says that there is no packet in it.
 */
final class UdpTunnels {
    private static final int FIRST_USER_PORT = 1024;

    private final PacketFields fields;
    private final TunnelPorts ports;
    private final EtherTypes etherTypes;
    private final NetworkLayer network;
    private final Capwap capwap;
    private final Mirrors mirrors;
    private final Saved[] saved; // of the datagrams in each other, each of which has an IP header
    private int nesting;
    private boolean isUndecoded;

    UdpTunnels(
            PacketFields fields,
            PacketLimits limits,
            TunnelPorts ports,
            Fragments fragments,
            EtherTypes etherTypes,
            NetworkLayer network) {
        this.fields = fields;
        this.ports = ports;
        this.etherTypes = etherTypes;
        this.network = network;
        capwap = new Capwap(fields, fragments, etherTypes);
        mirrors = new Mirrors(fields, etherTypes);
        saved = new Saved[limits.depth()];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = new Saved();
        }
    }

    /** The outcome of what is inside; null when the datagram is what it is. */
    Outcome decode(int source, int destination, int at) {
        isUndecoded = false;
        boolean isToTunnel = ports.has(destination);
        if (!isToTunnel && !ports.has(source)) {
            return null;
        }
        Saved outer = saved[nesting++];
        outer.save(fields);
        fields.holdsNothing = false;
        Outcome inner = inside(ports.at(isToTunnel ? destination : source), source, at);
        nesting--;
        if (inner != null && (inner.hasContent() || inner == Outcome.FRAGMENT)) {
            return inner;
        }
        isUndecoded = tells(inner) && isTunnel(isToTunnel ? source : destination);
        outer.restore(fields);
        return null;
    }

    /** Whether the last datagram that was what it is should have been a tunnel's. */
    boolean isUndecoded() {
        return isUndecoded;
    }

    /** Whether more should have been found: not where it is clear that there is nothing. */
    private boolean tells(Outcome inner) {
        boolean isClear =
                inner == null // control messages, keep-alives
                        || inner == Outcome.NOT_TCP_OR_UDP
                        || inner == Outcome.ENCRYPTED
                        || inner == Outcome.NOT_IP && fields.holdsNothing;
        return !isClear;
    }

    /** A client may have taken a tunnel's port by chance; then the other one is a service's. */
    private boolean isTunnel(int otherPort) {
        return otherPort >= FIRST_USER_PORT || ports.has(otherPort);
    }

    private Outcome inside(UdpTunnel tunnel, int source, int at) {
        return switch (tunnel) {
            case VXLAN -> vxlan(at);
            case GENEVE -> geneve(at);
            case GTP_U -> gtp(at);
            case TEREDO -> teredo(at);
            case MPLS -> mpls(at);
            case L2TP -> l2tp(at);
            case AYIYA -> ayiya(at);
            case CAPWAP -> capwap.decode(at, source);
            case HP_ERM -> mirrors.hpErm(at);
            case TZSP -> mirrors.tzsp(at);
        };
    }

    /** What a try at the inside changes. */
    private static final class Saved {
        private byte[] bytes;
        private int end;
        private int originalEnd;
        private int depth;
        private int vlanCount;
        private int tunnelCount;
        private int aggregates;
        private int firstFragmentMark;
        private long sourceHigh;
        private long sourceLow;
        private long destinationHigh;
        private long destinationLow;

        void save(PacketFields f) {
            bytes = f.bytes;
            end = f.end;
            originalEnd = f.originalEnd;
            depth = f.depth;
            vlanCount = f.vlanCount;
            tunnelCount = f.tunnelCount;
            aggregates = f.aggregates.count();
            firstFragmentMark = f.firstFragmentMark;
            sourceHigh = f.sourceHigh;
            sourceLow = f.sourceLow;
            destinationHigh = f.destinationHigh;
            destinationLow = f.destinationLow;
        }

        void restore(PacketFields f) {
            f.bytes = bytes;
            f.end = end;
            f.originalEnd = originalEnd;
            f.depth = depth;
            f.vlanCount = vlanCount;
            f.tunnelCount = tunnelCount;
            f.aggregates.cutTo(aggregates);
            f.firstFragmentMark = firstFragmentMark;
            f.sourceHigh = sourceHigh;
            f.sourceLow = sourceLow;
            f.destinationHigh = destinationHigh;
            f.destinationLow = destinationLow;
        }
    }

    /** RFC 7348 section 5; with a next protocol where the generic extension says so. */
    private Outcome vxlan(int at) {
        if (!fields.has(at, 8) || (fields.u8(at) & 0x08) == 0) {
            return Outcome.MALFORMED;
        }
        fields.tunnel(Tunnel.VXLAN);
        fields.network(fields.i32(at + 4) >>> 8);
        boolean namesNext = (fields.u8(at) & 0x04) != 0;
        int next = namesNext ? fields.u8(at + 3) : 3;
        return switch (next) {
            case 1, 2 -> network.ip(at + 8);
            case 3 -> etherTypes.ethernet(at + 8);
            case 4 -> etherTypes.nsh(at + 8);
            case 5 -> etherTypes.mpls(at + 8);
            default -> Outcome.NOT_IP;
        };
    }

    /** RFC 8926 section 3.4. */
    private Outcome geneve(int at) {
        if (!fields.has(at, 8) || fields.u8(at) >>> 6 != 0) {
            return Outcome.MALFORMED;
        }
        fields.tunnel(Tunnel.GENEVE);
        fields.network(fields.i32(at + 4) >>> 8);
        int options = (fields.u8(at) & 0x3f) * 4;
        return etherTypes.decode(fields.u16(at + 2), at + 8 + options);
    }

    /** GTPv1-U, a G-PDU (3GPP TS 29.281 section 5.1). */
    private Outcome gtp(int start) {
        if (!fields.has(start, 8) || (fields.u8(start) & 0xe0) != 0x20) {
            return Outcome.MALFORMED;
        }
        if ((fields.u8(start) & 0x10) == 0 || fields.u8(start + 1) != 0xff) {
            return null; // GTP', or a message of the path itself
        }
        int at = start + 8;
        if ((fields.u8(start) & 7) != 0) {
            if (!fields.has(at, 4)) {
                return Outcome.TRUNCATED;
            }
            int next = fields.u8(at + 3);
            at += 4;
            while (next != 0 && (fields.u8(start) & 4) != 0) {
                int length = fields.has(at, 1) ? fields.u8(at) * 4 : 0;
                if (length == 0 || !fields.has(at, length)) {
                    return Outcome.TRUNCATED;
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
            return Outcome.MALFORMED;
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
            return Outcome.TRUNCATED;
        }
        int flags = fields.u16(start);
        if ((flags & 0xf) != 2) {
            return Outcome.MALFORMED;
        }
        if ((flags & 0x8000) != 0) {
            return null; // a control message
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
            return Outcome.TRUNCATED;
        }
        int identity = 1 << (fields.u8(at) >>> 4);
        int signature = (fields.u8(at + 1) >>> 4) * 4;
        if (fields.u8(at + 3) == 59) { // no next header: a heartbeat
            return null;
        }
        if (fields.u8(at + 3) != 41) { // IPv6
            return Outcome.MALFORMED;
        }
        fields.tunnel(Tunnel.AYIYA);
        return network.ip(at + 8 + identity + signature);
    }
}
