package org.tlscensus.core.packet;

import java.util.List;

/** Which UDP ports are those of tunnels. Asked for each datagram: a bit a port, then a byte. */
final class TunnelPorts {
    private static final UdpTunnel[] TUNNELS = UdpTunnel.values();

    private final long[] isTunnel = new long[(1 << 16) / Long.SIZE];
    private final byte[] tunnels = new byte[1 << 16]; // index among the tunnels

    /** The tunnels' own ports and these; where both name a port, these count. */
    TunnelPorts(List<TunnelPort> more) {
        for (UdpTunnel tunnel : TUNNELS) {
            for (int port : tunnel.ports()) {
                put(port, tunnel);
            }
        }
        more.forEach(added -> put(added.port(), UdpTunnel.of(added.tunnel())));
    }

    private void put(int port, UdpTunnel tunnel) {
        isTunnel[port / Long.SIZE] |= 1L << port;
        tunnels[port] = (byte) tunnel.ordinal();
    }

    boolean has(int port) {
        return (isTunnel[port / Long.SIZE] >>> port & 1) != 0;
    }

    /** The tunnel of a port that {@link #has} one. */
    UdpTunnel at(int port) {
        return TUNNELS[tunnels[port]];
    }
}
