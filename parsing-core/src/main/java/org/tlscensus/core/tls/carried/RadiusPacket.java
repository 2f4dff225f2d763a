package org.tlscensus.core.tls.carried;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A RADIUS packet (RFC 2865 section 3) that carries EAP in its EAP-Message attributes (RFC 3579
 * section 3.1).
 *
 * @param state the State attribute, which ties a request to the challenge before it; null without
 */
public record RadiusPacket(int code, int identifier, ByteBuffer state, byte[] eap) {
    public static final int REQUEST = 1;
    public static final int ACCEPT = 2;
    public static final int REJECT = 3;
    public static final int CHALLENGE = 11;

    private static final int HEADER = 20; // code, identifier, length, authenticator
    private static final int LARGEST = 4096;
    private static final int STATE = 24;
    private static final int EAP_MESSAGE = 79;

    /** Whether a datagram may be one, by its header alone. */
    public static boolean isPossible(byte[] bytes, int offset, int length) {
        if (length <= HEADER || length > LARGEST) {
            return false;
        }
        return switch (bytes[offset]) {
            case REQUEST, ACCEPT, REJECT, CHALLENGE -> u16(bytes, offset + 2) == length;
            default -> false;
        };
    }

    /** The packet; null when it is none, or carries no EAP. */
    public static RadiusPacket parse(byte[] bytes, int offset, int length) {
        if (!isPossible(bytes, offset, length)) {
            return null;
        }
        byte[] eap = new byte[length];
        int eapBytes = 0;
        ByteBuffer state = null;
        int at = offset + HEADER;
        int end = offset + length;
        while (end - at >= 2) {
            int type = bytes[at] & 0xff;
            int size = bytes[at + 1] & 0xff;
            if (size < 2 || size > end - at) {
                return null;
            }
            if (type == EAP_MESSAGE) {
                System.arraycopy(bytes, at + 2, eap, eapBytes, size - 2);
                eapBytes += size - 2;
            } else if (type == STATE) {
                state = ByteBuffer.wrap(Arrays.copyOfRange(bytes, at + 2, at + size));
            }
            at += size;
        }
        return at == end && eapBytes > 0
                ? new RadiusPacket(
                        bytes[offset],
                        bytes[offset + 1] & 0xff,
                        state,
                        Arrays.copyOf(eap, eapBytes))
                : null;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
