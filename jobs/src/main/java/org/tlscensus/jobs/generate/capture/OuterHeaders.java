package org.tlscensus.jobs.generate.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tlscensus.jobs.generate.plan.CapturePlan.Tunnel;

/**
 * The headers of a tunnel between two routers, which stand behind the link layer's: IPv4, and GRE
 * (RFC 2784) or UDP and VXLAN (RFC 7348).
 */
final class OuterHeaders {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int IPV4_BYTES = 20;
    private static final int GRE_PROTOCOL = 47;
    private static final int UDP_PROTOCOL = 17;
    private static final int VXLAN_PORT = 4789;
    private static final int NETWORK = 5001;

    private final Tunnel tunnel;
    private final int begin;

    /**
     * @param begin where they stand in a frame
     */
    OuterHeaders(Tunnel tunnel, int begin) {
        this.tunnel = tunnel;
        this.begin = begin;
    }

    /** Where the inner IP header begins. */
    int end() {
        return switch (tunnel) {
            case NONE -> begin;
            case GRE -> begin + IPV4_BYTES + 4;
            case VXLAN -> begin + IPV4_BYTES + 8 + 8 + 14;
        };
    }

    /** What the link layer says is behind it. */
    int etherType(int inner) {
        return tunnel == Tunnel.NONE ? inner : 0x0800;
    }

    /** Puts what is the same for all packets of a side. */
    void begin(byte[] header, int innerType, boolean isClient) {
        if (tunnel == Tunnel.NONE) {
            return;
        }
        header[begin] = 0x45;
        header[begin + 8] = 64;
        header[begin + 9] = (byte) (tunnel == Tunnel.GRE ? GRE_PROTOCOL : UDP_PROTOCOL);
        putAddress(header, begin + 12, isClient ? 1 : 2);
        putAddress(header, begin + 16, isClient ? 2 : 1);
        int at = begin + IPV4_BYTES;
        if (tunnel == Tunnel.GRE) {
            SHORT.set(header, at + 2, (short) innerType);
            return;
        }
        SHORT.set(header, at, (short) (isClient ? 50_001 : 50_002));
        SHORT.set(header, at + 2, (short) VXLAN_PORT); // and no checksum of UDP
        header[at + 8] = 0x08; // the network's number is there
        SHORT.set(header, at + 13, (short) NETWORK);
        IpHeaders.putMacAddresses(header, at + 16, isClient);
        SHORT.set(header, at + 28, (short) innerType);
    }

    private static void putAddress(byte[] header, int at, int router) {
        header[at] = (byte) 192;
        header[at + 1] = (byte) 168;
        header[at + 2] = (byte) 255;
        header[at + 3] = (byte) router;
    }

    /** Puts what depends on a packet, whose frame ends at an offset. */
    void finish(byte[] frame, int id, int frameEnd) {
        if (tunnel == Tunnel.NONE) {
            return;
        }
        SHORT.set(frame, begin + 2, (short) (frameEnd - begin));
        SHORT.set(frame, begin + 4, (short) id);
        IpHeaders.putIpv4Checksum(frame, begin);
        if (tunnel == Tunnel.VXLAN) {
            SHORT.set(frame, begin + IPV4_BYTES + 4, (short) (frameEnd - begin - IPV4_BYTES));
        }
    }
}
