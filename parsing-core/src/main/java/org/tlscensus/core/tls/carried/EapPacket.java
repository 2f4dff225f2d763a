package org.tlscensus.core.tls.carried;

/**
 * An EAP packet (RFC 3748 section 4), and where it carries TLS the fragment in it (RFC 5216 section
 * 3.1; PEAP, TTLS, FAST and TEAP are alike). A view that moves.
 */
public final class EapPacket {
    /** The codes of EAP. */
    public static final int REQUEST = 1;

    public static final int RESPONSE = 2;
    public static final int SUCCESS = 3;
    public static final int FAILURE = 4;

    private static final int HEADER = 4; // code, identifier, length
    private static final int LENGTH_INCLUDED = 0x80;
    private static final int START = 0x20;
    private static final int OUTER_LENGTH_INCLUDED = 0x10; // TEAP's (RFC 7170 section 4.1)
    private static final int TEAP = 55;

    private byte[] bytes;
    private int at;
    private int length;
    private int dataAt;
    private int dataLength;

    /** Moves to the packet that bytes begin with; false when it is not there as a whole. */
    public boolean moveTo(byte[] from, int offset, int available) {
        if (available < HEADER) {
            return false;
        }
        bytes = from;
        at = offset;
        length = (from[offset + 2] & 0xff) << 8 | from[offset + 3] & 0xff;
        dataLength = 0;
        boolean isWhole = length >= HEADER && length <= available;
        return isWhole && code() >= REQUEST && code() <= FAILURE && (!isTls() || findData());
    }

    private boolean findData() {
        int flags = flags();
        dataAt = at + 6;
        int end = at + length;
        dataAt += (flags & LENGTH_INCLUDED) != 0 ? 4 : 0;
        if (type() == TEAP && (flags & OUTER_LENGTH_INCLUDED) != 0) {
            if (end - dataAt < 4) {
                return false;
            }
            end -= i32(dataAt); // what follows the TLS
            dataAt += 4;
        }
        dataLength = isStart() ? 0 : end - dataAt;
        return dataLength >= 0 && end <= at + length;
    }

    private int i32(int position) {
        return (bytes[position] & 0xff) << 24
                | (bytes[position + 1] & 0xff) << 16
                | (bytes[position + 2] & 0xff) << 8
                | bytes[position + 3] & 0xff;
    }

    public int code() {
        return bytes[at] & 0xff;
    }

    public int identifier() {
        return bytes[at + 1] & 0xff;
    }

    public int length() {
        return length;
    }

    private int type() {
        return bytes[at + 4] & 0xff;
    }

    private int flags() {
        return bytes[at + 5] & 0xff;
    }

    /** Whether it is a request or response of a method that carries TLS. */
    public boolean isTls() {
        return code() <= RESPONSE && length >= HEADER + 2 && method() != null;
    }

    /** The word of {@code connections.protocol}; null for a method without TLS. */
    public String method() {
        return switch (type()) {
            case 13 -> "eap_tls";
            case 21 -> "eap_ttls";
            case 25 -> "peap";
            case 43 -> "eap_fast";
            case TEAP -> "teap";
            default -> null;
        };
    }

    /** Whether the server begins: the first packet of the method. */
    public boolean isStart() {
        return code() == REQUEST && isTls() && (flags() & START) != 0;
    }

    /** Whether a client's TLS begins in it: a handshake record with a ClientHello. */
    public boolean isClientHello() {
        return code() == RESPONSE
                && isTls()
                && dataLength > 5
                && bytes[dataAt] == 22
                && bytes[dataAt + 1] == 3
                && bytes[dataAt + 5] == 1;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int dataOffset() {
        return dataAt;
    }

    /** Bytes of TLS; 0 in what only acknowledges a fragment. */
    public int dataLength() {
        return dataLength;
    }
}
