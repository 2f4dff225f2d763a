package org.tlscensus.core.packet;

/** IPv4 (RFC 791) and IPv6 (RFC 8200), down to TCP, UDP and tunnels. */
final class NetworkLayer {
    // Protocol numbers (IANA).
    private static final int HOP_BY_HOP = 0;
    private static final int IPV4 = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV6 = 41;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int GRE = 47;
    private static final int ESP = 50;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int ETHER_IP = 97;
    private static final int MOBILITY = 135;
    private static final int MPLS_IN_IP = 137;
    private static final int HIP = 139;
    private static final int SHIM6 = 140;

    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final int IPV6_HEADER = 40;

    private final PacketFields fields;
    private final PacketLimits limits;
    private final Fragments fragments;
    private final EtherTypes etherTypes;
    private final TransportLayer transport;
    private final Gre gre;

    NetworkLayer(
            PacketFields fields, PacketLimits limits, Fragments fragments, EtherTypes etherTypes) {
        this.fields = fields;
        this.limits = limits;
        this.fragments = fragments;
        this.etherTypes = etherTypes;
        transport = new TransportLayer(fields, limits, new UdpTunnels(fields, etherTypes, this));
        gre = new Gre(fields, etherTypes);
    }

    /** An IP packet of the version that its first bits say. */
    Outcome ip(int at) {
        if (++fields.depth > limits.depth()) {
            return Outcome.TOO_DEEP;
        }
        if (!fields.has(at, 1)) {
            return Outcome.TRUNCATED;
        }
        return switch (fields.u8(at) >>> 4) {
            case 4 -> ipv4(at);
            case 6 -> ipv6(at);
            default -> Outcome.NOT_IP;
        };
    }

    private Outcome ipv4(int at) {
        if (!fields.has(at, 20)) {
            return Outcome.TRUNCATED;
        }
        int header = (fields.u8(at) & 0xf) * 4;
        int total = fields.u16(at + 2);
        if (header < 20 || total != 0 && total < header) {
            return Outcome.MALFORMED;
        }
        if (!fields.has(at, header)) {
            return Outcome.TRUNCATED;
        }
        if (limits.verifyChecksums() && Checksum.of(fields.bytes, at, header, 0) != 0) {
            return Outcome.BAD_CHECKSUM;
        }
        if (total != 0) { // 0: segmentation was left to the network card
            cutTo(at + total);
        }
        fields.sourceHigh = 0;
        fields.sourceLow = MAPPED_IPV4 | fields.i32(at + 12) & 0xffff_ffffL;
        fields.destinationHigh = 0;
        fields.destinationLow = MAPPED_IPV4 | fields.i32(at + 16) & 0xffff_ffffL;
        int protocol = fields.u8(at + 9);
        int fragment = fields.u16(at + 6);
        boolean more = (fragment & 0x2000) != 0;
        int offset = (fragment & 0x1fff) * 8;
        if (more || offset != 0) {
            int id = fields.u16(at + 4);
            return fragment(id, protocol, offset, more, at + header, true);
        }
        return payload(protocol, at + header, true);
    }

    private Outcome ipv6(int at) {
        if (!fields.has(at, IPV6_HEADER)) {
            return Outcome.TRUNCATED;
        }
        int length = fields.u16(at + 4);
        if (length != 0) { // 0: a jumbogram, or segmentation left to the network card
            cutTo(at + IPV6_HEADER + length);
        }
        fields.sourceHigh = fields.i64(at + 8);
        fields.sourceLow = fields.i64(at + 16);
        fields.destinationHigh = fields.i64(at + 24);
        fields.destinationLow = fields.i64(at + 32);
        return extension(fields.u8(at + 6), at + IPV6_HEADER);
    }

    /** Beyond the packet's own length lies padding of the link; a longer packet was never there. */
    private void cutTo(int packetEnd) {
        fields.originalEnd = Math.min(fields.originalEnd, packetEnd);
        fields.end = Math.min(fields.end, packetEnd);
    }

    /** Extension headers, one after the other (RFC 8200 section 4). */
    private Outcome extension(int first, int start) {
        int next = first;
        int at = start;
        while (true) {
            int length;
            switch (next) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HIP, SHIM6 ->
                        length = fields.has(at, 8) ? (fields.u8(at + 1) + 1) * 8 : -1;
                case AUTHENTICATION ->
                        length = fields.has(at, 8) ? (fields.u8(at + 1) + 2) * 4 : -1;
                case FRAGMENT -> {
                    return fragmentHeader(at);
                }
                default -> {
                    return payload(next, at, false);
                }
            }
            if (length < 0 || !fields.has(at, length)) {
                return Outcome.TRUNCATED;
            }
            if (next == MOBILITY) {
                return Outcome.NOT_TCP_OR_UDP; // signalling; carries nothing (RFC 6275 section 6.1)
            }
            if (++fields.depth > limits.depth()) {
                return Outcome.TOO_DEEP;
            }
            next = fields.u8(at);
            at += length;
        }
    }

    private Outcome fragmentHeader(int at) {
        if (!fields.has(at, 8)) {
            return Outcome.TRUNCATED;
        }
        int next = fields.u8(at);
        int word = fields.u16(at + 2);
        boolean more = (word & 1) != 0;
        int offset = word & 0xfff8;
        if (!more && offset == 0) { // an atomic fragment (RFC 6946)
            return extension(next, at + 8);
        }
        return fragment(fields.i32(at + 4), next, offset, more, at + 8, false);
    }

    private Outcome fragment(int id, int protocol, int offset, boolean more, int at, boolean ipv4) {
        if (fields.end < fields.originalEnd) {
            return Outcome.TRUNCATED;
        }
        Fragments.Datagram whole = fragments.add(fields, id, protocol, offset, more, at);
        if (whole == null) {
            return Outcome.FRAGMENT;
        }
        fields.bytes = whole.bytes();
        fields.end = whole.length();
        fields.originalEnd = whole.length();
        fields.firstFragmentMark = whole.mark();
        return ipv4 ? payload(whole.protocol(), 0, true) : extension(whole.protocol(), 0);
    }

    private Outcome payload(int protocol, int at, boolean outerIsIpv4) {
        return switch (protocol) {
            case TCP -> transport.tcp(at);
            case UDP -> transport.udp(at);
            case IPV4 -> inner(outerIsIpv4 ? Tunnel.IP_IN_IP : Tunnel.IPV4_IN_IPV6, at);
            case IPV6 -> inner(outerIsIpv4 ? Tunnel.IPV6_IN_IPV4 : Tunnel.IPV6_IN_IPV6, at);
            case GRE -> gre.decode(at);
            case ETHER_IP -> {
                fields.tunnel(Tunnel.ETHER_IP);
                yield etherTypes.ethernet(at + 2);
            }
            case MPLS_IN_IP -> etherTypes.mpls(at);
            case ESP -> Outcome.ENCRYPTED;
            case AUTHENTICATION -> authenticated(at, outerIsIpv4);
            default -> Outcome.NOT_TCP_OR_UDP;
        };
    }

    /** AH under IPv4; under IPv6 it is an extension header. */
    private Outcome authenticated(int at, boolean outerIsIpv4) {
        if (!fields.has(at, 12)) {
            return Outcome.TRUNCATED;
        }
        if (++fields.depth > limits.depth()) {
            return Outcome.TOO_DEEP;
        }
        return payload(fields.u8(at), at + (fields.u8(at + 1) + 2) * 4, outerIsIpv4);
    }

    private Outcome inner(Tunnel tunnel, int at) {
        fields.tunnel(tunnel);
        return ip(at);
    }
}
