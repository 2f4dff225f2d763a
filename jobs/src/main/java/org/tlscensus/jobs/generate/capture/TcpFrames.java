package org.tlscensus.jobs.generate.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/** Makes the frames of a TCP connection (RFC 9293 section 3.1). */
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

    private final IpHeaders headers;

    public TcpFrames(Endpoints endpoints, CapturePlan.Tunnel tunnel) {
        headers = new IpHeaders(endpoints, tunnel, TCP);
    }

    /** Bytes of a frame without payload, and without options. */
    public int headerBytes() {
        return headers.end() + TCP_HEADER;
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
        int tcp = headers.end();
        int options = (flags & SYN) == 0 ? 0 : SYN_OPTIONS.length;
        int segment = TCP_HEADER + options + length;
        headers.put(frame, side, id, segment);
        System.arraycopy(SYN_OPTIONS, 0, frame, tcp + TCP_HEADER, options);
        System.arraycopy(payload, offset, frame, tcp + TCP_HEADER + options, length);
        INT.set(frame, tcp + 4, sequence);
        INT.set(frame, tcp + 8, acknowledgment);
        frame[tcp + 12] = (byte) (TCP_HEADER + options << 2);
        frame[tcp + 13] = (byte) flags;
        SHORT.set(frame, tcp + 14, (short) 0xfff0);
        INT.set(frame, tcp + 16, 0); // the checksum, and no urgent pointer
        SHORT.set(frame, tcp + 16, (short) headers.checksum(frame, segment));
        return tcp + segment;
    }
}
