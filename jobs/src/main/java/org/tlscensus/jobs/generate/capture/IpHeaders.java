package org.tlscensus.jobs.generate.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/**
 * What stands before a TCP segment or a UDP datagram: Ethernet, VLAN tags, perhaps a tunnel, IPv4
 * or IPv6, and the ports. What all frames of a side share is made once.
 */
final class IpHeaders {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int PORTS = 4;

    private final byte[] ofClient;
    private final byte[] ofServer;
    private final boolean isIpv6;
    private final OuterHeaders outer;
    private final int protocol;
    private final int ip;
    private final int end;
    private final int addressSum;

    /**
     * @param protocol of IP
     */
    IpHeaders(Endpoints endpoints, CapturePlan.Tunnel tunnel, int protocol) {
        this.protocol = protocol;
        isIpv6 = endpoints.isIpv6();
        outer = new OuterHeaders(tunnel, 14 + 4 * endpoints.vlan().size());
        ip = outer.end();
        end = ip + (isIpv6 ? 40 : 20);
        ofClient = header(endpoints, Side.CLIENT);
        ofServer = header(endpoints, Side.SERVER);
        int addresses = isIpv6 ? 32 : 8;
        addressSum = fold(sum(ofClient, end - addresses, addresses, protocol));
    }

    private byte[] header(Endpoints endpoints, Side side) {
        byte[] header = new byte[end + PORTS];
        boolean isClient = side == Side.CLIENT;
        putMacAddresses(header, 0, isClient);
        int at = 12;
        for (int id : endpoints.vlan()) {
            SHORT.set(header, at, (short) 0x8100);
            SHORT.set(header, at + 2, (short) id);
            at += 4;
        }
        int type = isIpv6 ? 0x86dd : 0x0800;
        SHORT.set(header, at, (short) outer.etherType(type));
        outer.begin(header, type, isClient);
        byte[] source = isClient ? endpoints.client() : endpoints.server();
        byte[] destination = isClient ? endpoints.server() : endpoints.client();
        if (isIpv6) {
            header[ip] = 0x60;
            header[ip + 6] = (byte) protocol;
            header[ip + 7] = 64;
        } else {
            header[ip] = 0x45;
            header[ip + 6] = 0x40; // do not fragment
            header[ip + 8] = 64;
            header[ip + 9] = (byte) protocol;
        }
        System.arraycopy(source, 0, header, end - 2 * source.length, source.length);
        System.arraycopy(destination, 0, header, end - source.length, source.length);
        int sourcePort = isClient ? endpoints.clientPort() : endpoints.serverPort();
        int destinationPort = isClient ? endpoints.serverPort() : endpoints.clientPort();
        SHORT.set(header, end, (short) sourcePort);
        SHORT.set(header, end + 2, (short) destinationPort);
        return header;
    }

    /** Of no vendor. */
    static void putMacAddresses(byte[] header, int at, boolean isClient) {
        header[at] = 2;
        header[at + 5] = (byte) (isClient ? 2 : 1);
        header[at + 6] = 2;
        header[at + 11] = (byte) (isClient ? 1 : 2);
    }

    /** Where the segment or datagram begins, with its ports. */
    int end() {
        return end;
    }

    /**
     * Puts them into a frame.
     *
     * @param length of the segment or datagram, its header and all
     */
    void put(byte[] frame, Side side, int id, int length) {
        System.arraycopy(side == Side.CLIENT ? ofClient : ofServer, 0, frame, 0, end + PORTS);
        if (isIpv6) {
            SHORT.set(frame, ip + 4, (short) length);
        } else {
            SHORT.set(frame, ip + 2, (short) (20 + length));
            SHORT.set(frame, ip + 4, (short) id);
            putIpv4Checksum(frame, ip);
        }
        outer.finish(frame, id, end + length);
    }

    /** The checksum of a segment or datagram in a frame, whose own field is 0. */
    int checksum(byte[] frame, int length) {
        return ~fold(sum(frame, end, length, (long) addressSum + length)) & 0xffff;
    }

    /** Of a header without options, in which all else stands. */
    static void putIpv4Checksum(byte[] frame, int at) {
        SHORT.set(frame, at + 10, (short) 0);
        SHORT.set(frame, at + 10, (short) ~fold(sum(frame, at, 20, 0)));
    }

    /** The Internet's sum (RFC 1071), not yet folded. */
    private static long sum(byte[] bytes, int from, int length, long start) {
        long sum = start;
        int at = from;
        int end = from + length;
        for (; at + 4 <= end; at += 4) {
            sum += (int) INT.get(bytes, at) & 0xffffffffL;
        }
        if (at + 2 <= end) {
            sum += (short) SHORT.get(bytes, at) & 0xffff;
            at += 2;
        }
        if (at < end) {
            sum += (bytes[at] & 0xff) << 8;
        }
        return sum;
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >> 16 != 0) {
            folded = (folded & 0xffff) + (folded >> 16);
        }
        return (int) folded;
    }
}
