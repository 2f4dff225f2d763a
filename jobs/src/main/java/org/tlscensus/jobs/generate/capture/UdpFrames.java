package org.tlscensus.jobs.generate.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/** Makes the frames of datagrams between two endpoints (RFC 768). */
public final class UdpFrames {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;

    private final IpHeaders headers;

    public UdpFrames(Endpoints endpoints, CapturePlan.Tunnel tunnel) {
        headers = new IpHeaders(endpoints, tunnel, UDP);
    }

    /**
     * Makes a frame, and returns its length.
     *
     * @param frame of {@link TcpFrames#MOST_BYTES}
     * @param payload of {@link TcpFrames#MSS} bytes at most
     */
    public int put(byte[] frame, Side side, int id, byte[] payload) {
        int udp = headers.end();
        int length = UDP_HEADER + payload.length;
        headers.put(frame, side, id, length);
        SHORT.set(frame, udp + 4, (short) length);
        SHORT.set(frame, udp + 6, (short) 0);
        System.arraycopy(payload, 0, frame, udp + UDP_HEADER, payload.length);
        int checksum = headers.checksum(frame, length);
        SHORT.set(frame, udp + 6, (short) (checksum == 0 ? 0xffff : checksum)); // 0: there is none
        return udp + length;
    }
}
