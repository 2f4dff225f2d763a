package org.tlscensus.core.tls.carried;

import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.wire.Side;

/**
 * The control channel of an OpenVPN connection: takes the TLS of its first session out of the
 * packets, in order. With tls-auth the digest's length shows in the packets that carry nothing;
 * with tls-crypt there is nothing to be seen.
 *
 * <p>A single packet proves nothing: calls of ONC RPC, queries of DNS and headers of VXLAN have
 * been seen that look like a reset. An exchange does: one side repeats the other's session id where
 * it acknowledges a packet, or both sides' resets have the form of tls-crypt.
 */
public final class OpenVpnControl {
    /** The word of {@code connections.protocol}. */
    public static final String PROTOCOL = "openvpn";

    /** The anomaly that says why there is no TLS. */
    public static final String ENCRYPTED = "openvpn_control_encrypted";

    private static final int FIRST_PIECE = 1; // a reset has number 0
    private static final int MAX_DATA_PACKETS = 256; // then nothing more is expected

    private final StreamReceiver receiver;
    private final OpenVpnPacket packet = new OpenVpnPacket();
    private final NumberedPieces[] pieces = new NumberedPieces[2];
    private final Long[] sessionId = new Long[2];
    private boolean isEncryptedClient; // its reset has the form of tls-crypt
    private boolean isEncryptedServer;
    private boolean isEchoed; // a side repeated the other's session id
    private int hmac = OpenVpnPacket.UNKNOWN;
    private int keyId = -1; // of the session that is followed
    private int dataPackets;
    private boolean hasPayload;
    private Side client;

    public OpenVpnControl(StreamReceiver receiver) {
        this.receiver = receiver;
        begin();
    }

    private void begin() {
        for (Side side : Side.values()) {
            pieces[side.ordinal()] = new NumberedPieces(side, Integer.SIZE, receiver);
            pieces[side.ordinal()].start(FIRST_PIECE);
            sessionId[side.ordinal()] = null;
        }
        keyId = -1;
    }

    /** Whether a packet can only be the beginning of OpenVPN, or a hello in its midst. */
    public static boolean matches(byte[] bytes, int offset, int length) {
        return OpenVpnPacket.isBeginning(bytes, offset, length);
    }

    /** Whether a packet comes from the client, which only a hard reset tells. */
    public static boolean isFromClient(byte[] bytes, int offset) {
        int opcode = OpenVpnPacket.opcode(bytes[offset]);
        return opcode == OpenVpnPacket.CLIENT_RESET_V1
                || opcode == OpenVpnPacket.CLIENT_RESET_V2
                || opcode == OpenVpnPacket.CLIENT_RESET_V3;
    }

    /** The next packet of a side; the array is valid during the call only. */
    public void packet(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        for (NumberedPieces of : pieces) {
            of.packetPassed();
        }
        int opcode = OpenVpnPacket.opcode(bytes[offset]);
        switch (opcode) {
            case OpenVpnPacket.CLIENT_RESET_V1,
                    OpenVpnPacket.CLIENT_RESET_V2,
                    OpenVpnPacket.CLIENT_RESET_V3 ->
                    reset(sender, true, bytes, offset, length);
            case OpenVpnPacket.SERVER_RESET_V1, OpenVpnPacket.SERVER_RESET_V2 ->
                    reset(sender, false, bytes, offset, length);
            case OpenVpnPacket.CONTROL, OpenVpnPacket.ACKNOWLEDGMENT -> {
                learn(bytes, offset, length);
                control(sender, timeNanos, bytes, offset, length);
            }
            case OpenVpnPacket.DATA_V1, OpenVpnPacket.DATA_V2 -> dataPackets++;
            default -> {} // a soft reset begins a session that is not followed
        }
    }

    /** A side begins; when nothing came of the session before, anew. */
    private void reset(Side sender, boolean isClient, byte[] bytes, int offset, int length) {
        if (length < 14) {
            return;
        }
        learnSides(isClient ? sender : sender.other());
        int found = OpenVpnPacket.hmacOfReset(bytes, offset, length);
        if (found != OpenVpnPacket.UNKNOWN) {
            hmac = found;
        } else if (OpenVpnPacket.isEncryptedReset(bytes, offset, length)) {
            isEncryptedClient |= isClient;
            isEncryptedServer |= !isClient;
        }
        long id = OpenVpnPacket.sessionId(bytes, offset);
        Long before = sessionId[sender.ordinal()];
        if (before != null && before != id && !hasPayload) {
            begin();
        }
        if (sessionId[sender.ordinal()] == null) {
            sessionId[sender.ordinal()] = id;
        }
        if (found != OpenVpnPacket.UNKNOWN && packet.moveTo(bytes, offset, length, found)) {
            learnEcho(sender);
        }
    }

    /** Resets of one kind from both sides are no exchange. */
    private void learnSides(Side asClient) {
        if (client != asClient) {
            isEncryptedClient = false;
            isEncryptedServer = false;
        }
        client = asClient;
    }

    /** Of the packet that the view stands at. */
    private void learnEcho(Side sender) {
        Long other = sessionId[sender.other().ordinal()];
        isEchoed |=
                packet.acknowledgmentCount() > 0
                        && other != null
                        && packet.acknowledgedSession() == other;
    }

    /** In a capture that begins in the midst, a hello shows the digest's length. */
    private void learn(byte[] bytes, int offset, int length) {
        boolean isControl = OpenVpnPacket.opcode(bytes[offset]) == OpenVpnPacket.CONTROL;
        if (hmac == OpenVpnPacket.UNKNOWN && isControl && length >= 14) {
            hmac = OpenVpnPacket.hmacOfHello(bytes, offset, length);
        }
    }

    private void control(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (hmac == OpenVpnPacket.UNKNOWN || !packet.moveTo(bytes, offset, length, hmac)) {
            return;
        }
        long id = OpenVpnPacket.sessionId(bytes, offset);
        if (sessionId[sender.ordinal()] == null) {
            sessionId[sender.ordinal()] = id;
        }
        if (keyId < 0) {
            keyId = packet.keyId();
        }
        if (sessionId[sender.ordinal()] != id || keyId != packet.keyId()) {
            return;
        }
        learnEcho(sender);
        NumberedPieces others = pieces[sender.other().ordinal()];
        for (int i = 0; i < packet.acknowledgmentCount(); i++) {
            others.acknowledged(packet.acknowledgment(i));
        }
        if (packet.opcode() == OpenVpnPacket.CONTROL) {
            hasPayload |= packet.payloadLength() > 0;
            pieces[sender.ordinal()].piece(
                    packet.packetId(), timeNanos, bytes, packet.payload(), packet.payloadLength());
        }
    }

    /** No more packets: what waits is used. */
    public void end() {
        for (NumberedPieces of : pieces) {
            of.end();
        }
    }

    /** Whether tls-crypt hides the control channel. */
    public boolean isEncrypted() {
        return hmac == OpenVpnPacket.UNKNOWN && isEncryptedClient && isEncryptedServer;
    }

    /** Whether the packets can only be OpenVPN's, even where they show no TLS. */
    public boolean isCertain() {
        return isEchoed || isEncrypted();
    }

    /** Whether nothing more is to be expected of the control channel. */
    public boolean isOver() {
        return isEncrypted() || dataPackets > MAX_DATA_PACKETS;
    }

    /** Which of the caller's sides is the client, by the resets; null when there was none. */
    public Side client() {
        return client;
    }
}
