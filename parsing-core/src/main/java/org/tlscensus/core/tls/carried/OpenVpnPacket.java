package org.tlscensus.core.tls.carried;

/**
 * A packet of OpenVPN (its protocol's description in {@code ssl_pkt.h}, and draft-openvpn-wire).
 *
 * <pre>
 *   opcode (5 bits), key id (3 bits)
 *   session id (8)                                      control packets only
 *   [ HMAC (n), packet id (4), time (4) ]               with tls-auth: its digest's length
 *   acknowledgments: count (1), packet ids (4 each), the other side's session id (8) if any
 *   packet id (4), TLS                                  but in an acknowledgment
 * </pre>
 *
 * A view that moves; no packet makes an object.
 */
final class OpenVpnPacket {
    static final int CLIENT_RESET_V1 = 1;
    static final int SERVER_RESET_V1 = 2;
    static final int SOFT_RESET = 3;
    static final int CONTROL = 4;
    static final int ACKNOWLEDGMENT = 5;
    static final int DATA_V1 = 6;
    static final int CLIENT_RESET_V2 = 7;
    static final int SERVER_RESET_V2 = 8;
    static final int DATA_V2 = 9;
    static final int CLIENT_RESET_V3 = 10; // with tls-crypt-v2
    static final int WRAPPED_KEY_CONTROL = 11;

    static final int UNKNOWN = -1;

    private static final int ACKNOWLEDGMENTS = 9; // where they begin, without tls-auth
    private static final int MOST_ACKNOWLEDGMENTS = 8;
    private static final int REPLAY_ID = 8; // packet id and time behind an HMAC
    private static final int SHORTEST_HMAC = 16;
    private static final int LONGEST_HMAC = 64;

    private static final int ENCRYPTED_RESET = 54; // of tls-crypt: one tag, no acknowledgment
    private static final int FIRST = 1;
    private static final int FIRST_OF_COOKIE = 0x0f000001; // packet id that offers a cookie

    private byte[] bytes;
    private int start;
    private int length;
    private int acknowledgments; // where they begin
    private int count;

    static int opcode(byte first) {
        return (first & 0xff) >>> 3;
    }

    static int keyId(byte first) {
        return first & 7;
    }

    /** Whether a datagram can only be the beginning of OpenVPN, or a hello in its midst. */
    static boolean isBeginning(byte[] bytes, int offset, int length) {
        if (length < 14) {
            return false;
        }
        return switch (opcode(bytes[offset])) {
            case CLIENT_RESET_V1, SERVER_RESET_V1, CLIENT_RESET_V2, SERVER_RESET_V2 ->
                    keyId(bytes[offset]) == 0
                            && (hmacOfReset(bytes, offset, length) != UNKNOWN
                                    || isEncryptedReset(bytes, offset, length));
            case CLIENT_RESET_V3 -> isEncryptedReset(bytes, offset, length);
            case CONTROL -> hmacOfHello(bytes, offset, length) != UNKNOWN;
            default -> false;
        };
    }

    /** Bytes of the HMAC in a hard reset, which carries nothing; unknown where it does not fit. */
    static int hmacOfReset(byte[] bytes, int offset, int length) {
        for (int count = 0; count <= MOST_ACKNOWLEDGMENTS; count++) {
            int extra = length - ACKNOWLEDGMENTS - acknowledgmentBytes(count) - 4;
            boolean isAuthenticated = extra != 0;
            int hmac = isAuthenticated ? extra - REPLAY_ID : 0;
            if (isAuthenticated && (hmac < SHORTEST_HMAC || hmac > LONGEST_HMAC)) {
                continue;
            }
            boolean fits =
                    bytes[offset + ACKNOWLEDGMENTS + extra] == count
                            && i32(bytes, offset + length - 4) == 0
                            && sessionId(bytes, offset) != 0
                            && (!isAuthenticated || i32(bytes, offset + 9 + hmac) != 0);
            if (fits) {
                return hmac;
            }
        }
        return UNKNOWN;
    }

    /** Whether a hard reset is as tls-crypt has it, whose content cannot be seen. */
    static boolean isEncryptedReset(byte[] bytes, int offset, int length) {
        if (length < ENCRYPTED_RESET) {
            return false;
        }
        int number = i32(bytes, offset + 9);
        boolean isFirst = number == FIRST || number == FIRST_OF_COOKIE;
        boolean hasTime = i32(bytes, offset + 13) != 0;
        if (!isFirst || !hasTime || sessionId(bytes, offset) == 0) {
            return false;
        }
        return switch (opcode(bytes[offset])) {
            case CLIENT_RESET_V2 -> length == ENCRYPTED_RESET;
            case SERVER_RESET_V2 -> length <= ENCRYPTED_RESET + 64;
            // The client's key, wrapped, which ends with its length.
            case CLIENT_RESET_V3 -> u16(bytes, offset + length - 2) == length - ENCRYPTED_RESET;
            default -> false;
        };
    }

    /** Bytes of the HMAC in a control packet that begins with a hello; unknown if it does not. */
    static int hmacOfHello(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int hmac = 0; hmac <= LONGEST_HMAC; hmac++) {
            int at = offset + ACKNOWLEDGMENTS + (hmac == 0 ? 0 : hmac + REPLAY_ID);
            boolean isPossible = (hmac == 0 || hmac >= SHORTEST_HMAC) && at < end;
            int count = isPossible ? bytes[at] & 0xff : MOST_ACKNOWLEDGMENTS + 1;
            if (count <= MOST_ACKNOWLEDGMENTS
                    && isHello(bytes, at + acknowledgmentBytes(count) + 4, end)) {
                return hmac;
            }
        }
        return UNKNOWN;
    }

    /** A handshake record of any TLS version with a hello in it. */
    private static boolean isHello(byte[] bytes, int at, int end) {
        return end - at >= 10
                && bytes[at] == 22
                && bytes[at + 1] == 3
                && bytes[at + 2] >= 0
                && bytes[at + 2] <= 4
                && (bytes[at + 5] == 1 || bytes[at + 5] == 2)
                && bytes[at + 6] == 0
                && bytes[at + 9] == 3;
    }

    /** Moves to a control packet; false when it does not fit. */
    boolean moveTo(byte[] packet, int offset, int packetLength, int hmac) {
        bytes = packet;
        start = offset;
        length = packetLength;
        acknowledgments = ACKNOWLEDGMENTS + (hmac == 0 ? 0 : hmac + REPLAY_ID);
        if (length <= acknowledgments) {
            return false;
        }
        count = bytes[start + acknowledgments] & 0xff;
        int rest = opcode() == ACKNOWLEDGMENT ? 0 : 4;
        return count <= MOST_ACKNOWLEDGMENTS
                && length >= acknowledgments + acknowledgmentBytes(count) + rest;
    }

    private static int acknowledgmentBytes(int count) {
        return 1 + 4 * count + (count > 0 ? 8 : 0);
    }

    int opcode() {
        return opcode(bytes[start]);
    }

    int keyId() {
        return keyId(bytes[start]);
    }

    static long sessionId(byte[] bytes, int offset) {
        return i64(bytes, offset + 1);
    }

    int acknowledgmentCount() {
        return count;
    }

    int acknowledgment(int index) {
        return i32(bytes, start + acknowledgments + 1 + 4 * index);
    }

    /** The session of the other side, as the acknowledgments name it; only if there are some. */
    long acknowledgedSession() {
        return i64(bytes, start + acknowledgments + 1 + 4 * count);
    }

    int packetId() {
        return i32(bytes, payload() - 4);
    }

    /** Where the TLS begins, in the array. */
    int payload() {
        return start + acknowledgments + acknowledgmentBytes(count) + 4;
    }

    int payloadLength() {
        return start + length - payload();
    }

    private static long i64(byte[] bytes, int at) {
        return (long) i32(bytes, at) << 32 | i32(bytes, at + 4) & 0xffffffffL;
    }

    private static int i32(byte[] bytes, int at) {
        return u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
