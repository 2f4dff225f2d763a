package org.tlscensus.core.tls.carried;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlscensus.core.tls.TlsDialogue;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.tls.dtls.DtlsDialogue;
import org.tlscensus.core.wire.Side;

/**
 * RDP over UDP (MS-RDPEUDP, MS-RDPEUDP2): TLS in numbered datagrams where it is reliable, DTLS
 * where losses are borne.
 */
final class RdpUdpDialogue implements CarriedDialogue {
    private static final String PROTOCOL = "rdp";
    private static final int NUMBER_BITS_3 = 16; // of version 3
    private static final int MAX_EARLY = 32; // datagrams of a side before its hello
    private static final int MAX_DATAGRAMS = 4096; // then nothing more is expected

    private record Early(int number, long timeNanos, byte[] bytes) {}

    private final TlsLimits limits;
    private final TlsListener listener;
    private final RdpUdpPacket packet = new RdpUdpPacket();
    private final NumberedPieces[] pieces = new NumberedPieces[2];
    private final List<List<Early>> early = List.of(new ArrayList<>(0), new ArrayList<>(0));
    private final boolean[] isStarted = new boolean[2];
    private TlsDialogue tls; // null where it is lossy
    private DtlsDialogue dtls; // null where it is reliable
    private Side client;
    private boolean isVersion3;
    private int datagrams;

    RdpUdpDialogue(TlsLimits limits, TlsListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    static boolean matches(byte[] bytes, int offset, int length) {
        return RdpUdpPacket.isSyn(bytes, offset, length);
    }

    @Override
    public void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        datagrams++;
        if (RdpUdpPacket.isSyn(bytes, offset, length)) {
            syn(sender, bytes, offset, length);
        } else if (dtls != null) {
            lossy(sender, timeNanos, bytes, offset, length);
        } else if (tls != null) {
            reliable(sender, timeNanos, bytes, offset, length);
        }
    }

    /** The server's answer decides the version. */
    private void syn(Side sender, byte[] bytes, int offset, int length) {
        if (tls != null || dtls != null) {
            boolean isAnswer = !RdpUdpPacket.isFromClient(bytes, offset);
            if (isAnswer && !isStarted[0] && !isStarted[1]) {
                isVersion3 = RdpUdpPacket.isVersion3(bytes, offset, length);
            }
        } else {
            client = RdpUdpPacket.isFromClient(bytes, offset) ? sender : sender.other();
            isVersion3 = RdpUdpPacket.isVersion3(bytes, offset, length);
            if (RdpUdpPacket.isLossy(bytes, offset)) {
                dtls = new DtlsDialogue(limits, listener);
            } else {
                tls = new TlsDialogue(limits, listener);
            }
        }
        if (tls != null && !isVersion3 && pieces[sender.ordinal()] == null) {
            NumberedPieces own = new NumberedPieces(sender, Integer.SIZE, tls);
            own.start(RdpUdpPacket.initialNumber(bytes, offset) + 1);
            pieces[sender.ordinal()] = own;
        }
    }

    private void lossy(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        boolean isOne =
                isVersion3
                        ? packet.moveToVersion3(bytes, offset, length)
                        : packet.moveTo(bytes, offset, length);
        if (isOne && packet.hasData()) {
            dtls.datagram(
                    sender, timeNanos, packet.bytes(), packet.dataOffset(), packet.dataLength());
        }
    }

    private void reliable(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        for (NumberedPieces of : pieces) {
            if (of != null) {
                of.packetPassed();
            }
        }
        if (isVersion3) {
            if (packet.moveToVersion3(bytes, offset, length) && packet.hasData()) {
                version3(sender, timeNanos);
            }
            return;
        }
        if (!packet.moveTo(bytes, offset, length)) {
            return;
        }
        NumberedPieces others = pieces[sender.other().ordinal()];
        if (others != null) {
            others.acknowledgedUpTo(RdpUdpPacket.acknowledged(bytes, offset));
        }
        if (packet.hasData()) {
            isStarted[sender.ordinal()] = true;
            piecesOf(sender, Integer.SIZE)
                    .piece(
                            packet.number(),
                            timeNanos,
                            bytes,
                            packet.dataOffset(),
                            packet.dataLength());
        }
    }

    private NumberedPieces piecesOf(Side side, int bits) {
        if (pieces[side.ordinal()] == null) {
            pieces[side.ordinal()] = new NumberedPieces(side, bits, tls);
        }
        return pieces[side.ordinal()];
    }

    /** Where the numbers begin is not said: what comes before a side's hello waits for it. */
    private void version3(Side sender, long timeNanos) {
        byte[] data = packet.bytes(); // a copy of its own
        int at = packet.dataOffset();
        List<Early> waiting = early.get(sender.ordinal());
        boolean isHello = packet.dataLength() > 1 && data[at] == 22 && data[at + 1] == 3;
        if (!isStarted[sender.ordinal()] && !isHello && waiting.size() < MAX_EARLY) {
            byte[] copy = Arrays.copyOfRange(data, at, at + packet.dataLength());
            waiting.add(new Early(packet.number(), timeNanos, copy));
            return;
        }
        isStarted[sender.ordinal()] = true;
        NumberedPieces own = piecesOf(sender, NUMBER_BITS_3);
        own.piece(packet.number(), timeNanos, data, at, packet.dataLength());
        for (Early piece : waiting) {
            own.piece(piece.number(), piece.timeNanos(), piece.bytes(), 0, piece.bytes().length);
        }
        waiting.clear();
    }

    @Override
    public void end() {
        for (NumberedPieces of : pieces) {
            if (of != null) {
                of.end();
            }
        }
        if (tls != null) {
            tls.end();
        }
        if (dtls != null) {
            dtls.end();
        }
    }

    @Override
    public boolean isDecided() {
        boolean isOver = tls != null && tls.isDecided() || dtls != null && dtls.isDecided();
        return isOver || datagrams > MAX_DATAGRAMS;
    }

    @Override
    public TlsSession session() {
        if (dtls != null) {
            return dtls.session();
        }
        return tls == null ? null : tls.session();
    }

    @Override
    public boolean hasRow() {
        return false; // without a handshake it is as any other connection
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public List<String> anomalies() {
        return List.of();
    }

    @Override
    public Side client() {
        return client;
    }
}
