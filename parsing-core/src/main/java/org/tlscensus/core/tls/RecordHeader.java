package org.tlscensus.core.tls;

/** The five bytes before a record's body (RFC 8446 section 5.1), where they lie. */
final class RecordHeader {
    static final int LENGTH = 5;

    /** The largest body that any version allows: 2^14 and room for compression and encryption. */
    static final int LARGEST_BODY = (1 << 14) + 2048;

    static final int TLCP = 0x0101; // GB/T 38636: SSL 3.0 to TLS 1.2 with this version number

    private RecordHeader() {}

    static int type(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int version(byte[] bytes, int at) {
        return (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
    }

    static int bodyLength(byte[] bytes, int at) {
        return (bytes[at + 3] & 0xff) << 8 | bytes[at + 4] & 0xff;
    }

    /** Whether five bytes can be a record's header at all, in a stream of records. */
    static boolean isPossible(byte[] bytes, int at) {
        return ContentType.isKnown(type(bytes, at))
                && isVersion(version(bytes, at))
                && bodyLength(bytes, at) <= LARGEST_BODY;
    }

    static boolean isVersion(int version) {
        return version >>> 8 == 3 || version == TLCP;
    }

    /** Whether a record of known structure begins here, among bytes of which nothing is known. */
    static boolean isSure(byte[] bytes, int at, int end) {
        if (end - at < LENGTH + 1 || !isPossible(bytes, at) || (bytes[at + 2] & 0xff) > 4) {
            return false;
        }
        int length = bodyLength(bytes, at);
        return switch (type(bytes, at)) {
            case ContentType.CHANGE_CIPHER_SPEC -> length == 1 && bytes[at + LENGTH] == 1;
            case ContentType.HANDSHAKE ->
                    end - at >= LENGTH + 4
                            && HandshakeType.isKnown(bytes[at + LENGTH] & 0xff)
                            && bytes[at + LENGTH + 1] == 0
                            && bodyOfMessage(bytes, at) == length - 4;
            default -> false;
        };
    }

    private static int bodyOfMessage(byte[] bytes, int at) {
        return (bytes[at + LENGTH + 2] & 0xff) << 8 | bytes[at + LENGTH + 3] & 0xff;
    }
}
