package org.tlscensus.jobs.generate.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/**
 * Makes the frames of a TCP connection: Ethernet, VLAN tags, perhaps a tunnel, IPv4 or IPv6, TCP
 * (RFC 9293 section 3.1). What all frames of a side share is made once.
 */
public final class TcpFrames {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;

    /** Most bytes of a segment. */
    public static final int MSS = 1400;

    /** Most bytes of a frame. */
    public static final int MOST_BYTES = 2048;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int TCP_HEADER = 20;
    private static final int TCP = 6;

    /** Maximum segment size, SACK permitted, window scale (RFC 9293, RFC 2018, RFC 7323). */
    private static final byte[] SYN_OPTIONS = {
        2, 4, (byte) (MSS >> 8), (byte) MSS, 1, 1, 4, 2, 1, 3, 3, 7
    };

    private final byte[] ofClient;
    private final byte[] ofServer;
    private final boolean isIpv6;
    private final OuterHeaders outer;
    private final int ip;
    private final int tcp;
    private final int addressSum;

    public TcpFrames(Endpoints endpoints, CapturePlan.Tunnel tunnel) {
        isIpv6 = endpoints.isIpv6();
        outer = new OuterHeaders(tunnel, 14 + 4 * endpoints.vlan().size());
        ip = outer.end();
        tcp = ip + (isIpv6 ? 40 : 20);
        ofClient = header(endpoints, Side.CLIENT);
        ofServer = header(endpoints, Side.SERVER);
        int addresses = isIpv6 ? 32 : 8;
        addressSum = fold(sum(ofClient, tcp - addresses, addresses, TCP));
    }

    private byte[] header(Endpoints endpoints, Side side) {
        byte[] header = new byte[tcp + TCP_HEADER];
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
            header[ip + 6] = TCP;
            header[ip + 7] = 64;
        } else {
            header[ip] = 0x45;
            header[ip + 6] = 0x40; // do not fragment
            header[ip + 8] = 64;
            header[ip + 9] = TCP;
        }
        System.arraycopy(source, 0, header, tcp - 2 * source.length, source.length);
        System.arraycopy(destination, 0, header, tcp - source.length, source.length);
        int sourcePort = isClient ? endpoints.clientPort() : endpoints.serverPort();
        int destinationPort = isClient ? endpoints.serverPort() : endpoints.clientPort();
        SHORT.set(header, tcp, (short) sourcePort);
        SHORT.set(header, tcp + 2, (short) destinationPort);
        return header;
    }

    /** Of no vendor. */
    static void putMacAddresses(byte[] header, int at, boolean isClient) {
        header[at] = 2;
        header[at + 5] = (byte) (isClient ? 2 : 1);
        header[at + 6] = 2;
        header[at + 11] = (byte) (isClient ? 1 : 2);
    }

    /**
     * Makes a frame, and returns its length.
     *
     * @param frame of {@link #MOST_BYTES}
     * @param length of the payload, {@link #MSS} at most
     */
    public int put(
            byte[] frame,
            Side side,
            int sequence,
            int acknowledgment,
            int flags,
            int id,
            byte[] payload,
            int offset,
            int length) {
        System.arraycopy(side == Side.CLIENT ? ofClient : ofServer, 0, frame, 0, tcp + TCP_HEADER);
        int options = (flags & SYN) == 0 ? 0 : SYN_OPTIONS.length;
        int segment = TCP_HEADER + options + length;
        System.arraycopy(SYN_OPTIONS, 0, frame, tcp + TCP_HEADER, options);
        System.arraycopy(payload, offset, frame, tcp + TCP_HEADER + options, length);
        if (isIpv6) {
            SHORT.set(frame, ip + 4, (short) segment);
        } else {
            SHORT.set(frame, ip + 2, (short) (20 + segment));
            SHORT.set(frame, ip + 4, (short) id);
            putIpv4Checksum(frame, ip);
        }
        INT.set(frame, tcp + 4, sequence);
        INT.set(frame, tcp + 8, acknowledgment);
        frame[tcp + 12] = (byte) (TCP_HEADER + options << 2);
        frame[tcp + 13] = (byte) flags;
        SHORT.set(frame, tcp + 14, (short) 0xfff0);
        SHORT.set(frame, tcp + 16, (short) 0);
        long sum = sum(frame, tcp, segment, (long) addressSum + segment);
        SHORT.set(frame, tcp + 16, (short) ~fold(sum));
        outer.finish(frame, id, tcp + segment);
        return tcp + segment;
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
