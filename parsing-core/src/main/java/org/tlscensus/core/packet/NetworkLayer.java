package org.tlscensus.core.packet;

/** IPv4 (RFC 791) and IPv6 (RFC 8200), down to TCP, UDP and tunnels. */
final class NetworkLayer {
    private static final int TCP = 6; // protocol number (IANA)
    private static final int SEGMENT_ROUTING = 4; // routing type (RFC 8754 section 8)

    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final int IPV6_HEADER = 40;

    private final PacketFields fields;
    private final PacketLimits limits;
    private final Fragments fragments;
    private final EtherTypes etherTypes;
    private final TransportLayer transport;
    private final Gre gre;

    /** What an IP packet inside makes of the one outside. */
    private enum Outer {
        IPV4(Tunnel.IP_IN_IP, Tunnel.IPV6_IN_IPV4),
        IPV6(Tunnel.IPV4_IN_IPV6, Tunnel.IPV6_IN_IPV6),
        SRV6(Tunnel.SRV6, Tunnel.SRV6);

        private final Tunnel withIpv4;
        private final Tunnel withIpv6;

        Outer(Tunnel withIpv4, Tunnel withIpv6) {
            this.withIpv4 = withIpv4;
            this.withIpv6 = withIpv6;
        }
    }

    NetworkLayer(
            PacketFields fields,
            PacketLimits limits,
            Fragments fragments,
            TunnelPorts ports,
            EtherTypes etherTypes) {
        this.fields = fields;
        this.limits = limits;
        this.fragments = fragments;
        this.etherTypes = etherTypes;
        UdpTunnels tunnels = new UdpTunnels(fields, limits, ports, fragments, etherTypes, this);
        transport = new TransportLayer(fields, limits, tunnels);
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
            fields.cutTo(at + total);
        }
        fields.sourceHigh = 0;
        fields.sourceLow = MAPPED_IPV4 | fields.i32(at + 12) & 0xffff_ffffL;
        fields.destinationHigh = 0;
        fields.destinationLow = MAPPED_IPV4 | fields.i32(at + 16) & 0xffff_ffffL;
        fields.identification = fields.u16(at + 4);
        int protocol = fields.u8(at + 9);
        int fragment = fields.u16(at + 6);
        boolean more = (fragment & 0x2000) != 0;
        int offset = (fragment & 0x1fff) * 8;
        if (more || offset != 0) {
            return fragment(fields.identification, protocol, offset, more, at + header, Outer.IPV4);
        }
        return payload(protocol, at + header, Outer.IPV4);
    }

    private Outcome ipv6(int at) {
        if (!fields.has(at, IPV6_HEADER)) {
            return Outcome.TRUNCATED;
        }
        int length = fields.u16(at + 4);
        if (length != 0) { // 0: a jumbogram, or segmentation left to the network card
            fields.cutTo(at + IPV6_HEADER + length);
        }
        fields.identification = 0;
        fields.sourceHigh = fields.i64(at + 8);
        fields.sourceLow = fields.i64(at + 16);
        fields.destinationHigh = fields.i64(at + 24);
        fields.destinationLow = fields.i64(at + 32);
        return extension(fields.u8(at + 6), at + IPV6_HEADER);
    }

    /** Extension headers, one after the other (RFC 8200 section 4). */
    private Outcome extension(int first, int start) {
        int next = first;
        int at = start;
        Outer outer = Outer.IPV6;
        while (true) {
            IpProtocol protocol = IpProtocol.of(next);
            if (protocol == null) {
                return Outcome.NOT_TCP_OR_UDP;
            }
            int length;
            switch (protocol) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HIP, SHIM6 ->
                        length = fields.has(at, 8) ? (fields.u8(at + 1) + 1) * 8 : -1;
                case AUTHENTICATION ->
                        length = fields.has(at, 8) ? (fields.u8(at + 1) + 2) * 4 : -1;
                case FRAGMENT -> {
                    return fragmentHeader(at);
                }
                default -> {
                    return payload(next, at, outer);
                }
            }
            if (length < 0 || !fields.has(at, length)) {
                return Outcome.TRUNCATED;
            }
            if (protocol == IpProtocol.MOBILITY) {
                return Outcome.NOT_TCP_OR_UDP; // signalling; carries nothing (RFC 6275 section 6.1)
            }
            if (++fields.depth > limits.depth()) {
                return Outcome.TOO_DEEP;
            }
            if (protocol == IpProtocol.ROUTING && fields.u8(at + 2) == SEGMENT_ROUTING) {
                outer = Outer.SRV6;
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
        return fragment(fields.i32(at + 4), next, offset, more, at + 8, Outer.IPV6);
    }

    private Outcome fragment(int id, int protocol, int offset, boolean more, int at, Outer outer) {
        if (fields.end < fields.originalEnd) {
            return Outcome.TRUNCATED;
        }
        Fragments.Datagram whole =
                fragments.add(fields, Fragments.OF_IP, id, protocol, offset, more, at);
        if (whole == null) {
            return Outcome.FRAGMENT;
        }
        fields.continueIn(whole);
        return outer == Outer.IPV4
                ? payload(whole.protocol(), 0, outer)
                : extension(whole.protocol(), 0);
    }

    private Outcome payload(int number, int at, Outer outer) {
        if (number == TCP) {
            return transport.tcp(at);
        }
        IpProtocol protocol = IpProtocol.of(number);
        if (protocol == null) {
            return Outcome.NOT_TCP_OR_UDP;
        }
        return switch (protocol) {
            case TCP -> transport.tcp(at);
            case UDP -> transport.udp(at);
            case IPV4 -> inner(outer.withIpv4, at);
            case IPV6 -> inner(outer.withIpv6, at);
            case GRE -> gre.decode(at);
            case ETHER_IP -> {
                fields.tunnel(Tunnel.ETHER_IP);
                yield etherTypes.ethernet(at + 2);
            }
            case ETHERNET -> {
                fields.tunnel(Tunnel.SRV6);
                yield etherTypes.ethernet(at);
            }
            case MPLS_IN_IP -> etherTypes.mpls(at);
            case ESP -> Outcome.ENCRYPTED;
            case AUTHENTICATION -> authenticated(at, outer);
            case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION_OPTIONS, MOBILITY, HIP, SHIM6 ->
                    Outcome.NOT_TCP_OR_UDP; // IPv6 has passed them; IPv4 knows none of them
        };
    }

    /** AH under IPv4; under IPv6 it is an extension header. */
    private Outcome authenticated(int at, Outer outer) {
        if (!fields.has(at, 12)) {
            return Outcome.TRUNCATED;
        }
        if (++fields.depth > limits.depth()) {
            return Outcome.TOO_DEEP;
        }
        return payload(fields.u8(at), at + (fields.u8(at + 1) + 2) * 4, outer);
    }

    private Outcome inner(Tunnel tunnel, int at) {
        fields.tunnel(tunnel);
        return ip(at);
    }
}
