package org.tlscensus.core.tls;

/**
 * Tells by its first bytes whether a stream goes on with TLS or SSLv2: with a hello, of either
 * side, since a row begins with one. The hello may come after a change_cipher_spec (TLS 1.3's
 * second ClientHello) or a warning (of a server that does not know the name).
 */
public final class TlsDetector {
    /** The answer. */
    public enum Match {
        YES,
        NO,
        NEED_MORE
    }

    private static final int SSLV2_CLIENT_HELLO_HEAD = 11; // with the two-byte record header
    private static final int SSLV2_SERVER_HELLO_HEAD = 13;
    private static final int SMALLEST_HELLO = 36; // version, random, suite
    private static final int LARGEST_HELLO = 1 << 18;

    private TlsDetector() {}

    /** Looks at the start of a segment. */
    public static Match match(byte[] bytes, int offset, int length) {
        int end = offset + length;
        if (length == 0) {
            return Match.NEED_MORE;
        }
        return (bytes[offset] & 0x80) != 0
                ? sslV2(bytes, offset, end)
                : record(bytes, offset, end, true);
    }

    private static Match record(byte[] bytes, int at, int end, boolean mayPrecede) {
        if (at == end) {
            return Match.NEED_MORE;
        }
        int type = bytes[at] & 0xff;
        boolean isExpected =
                type == ContentType.HANDSHAKE
                        || mayPrecede
                                && (type == ContentType.CHANGE_CIPHER_SPEC
                                        || type == ContentType.ALERT);
        if (!isExpected || end - at > 1 && bytes[at + 1] != 3 && bytes[at + 1] != 1) {
            return Match.NO;
        }
        if (end - at > 2 && !isVersion(RecordHeader.version(bytes, at))) {
            return Match.NO;
        }
        if (end - at < RecordHeader.LENGTH) {
            return Match.NEED_MORE;
        }
        int length = RecordHeader.bodyLength(bytes, at);
        if (length == 0 || length > RecordHeader.LARGEST_BODY) {
            return Match.NO;
        }
        int body = at + RecordHeader.LENGTH;
        return switch (type) {
            case ContentType.HANDSHAKE -> hello(bytes, body, length, end);
            case ContentType.CHANGE_CIPHER_SPEC ->
                    length != 1 || body < end && bytes[body] != 1
                            ? Match.NO
                            : record(bytes, Math.min(end, body + length), end, false);
            default ->
                    length != 2 || body < end && bytes[body] != 1 && bytes[body] != 2
                            ? Match.NO
                            : record(bytes, Math.min(end, body + length), end, false);
        };
    }

    private static boolean isVersion(int version) {
        return version >= TlsVersions.SSL3 && version <= TlsVersions.TLS13
                || version == RecordHeader.TLCP;
    }

    /**
     * The start of a handshake record's body; a record may end before the message's header does.
     */
    private static Match hello(byte[] bytes, int at, int recordLength, int end) {
        if (at == end) {
            return Match.NEED_MORE;
        }
        if (bytes[at] != HandshakeType.CLIENT_HELLO && bytes[at] != HandshakeType.SERVER_HELLO) {
            return Match.NO;
        }
        if (recordLength < 4) {
            return continued(bytes, at + recordLength, end);
        }
        if (end - at < 4) {
            return end - at > 1 && (bytes[at + 1] & 0xff) > LARGEST_HELLO >> 16
                    ? Match.NO
                    : Match.NEED_MORE;
        }
        int length = (bytes[at + 1] & 0xff) << 16;
        length |= (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
        if (length < SMALLEST_HELLO || length > LARGEST_HELLO) {
            return Match.NO;
        }
        if (recordLength < 5 || length + 4 == recordLength) {
            return Match.YES;
        }
        if (end - at < 5) {
            return Match.NEED_MORE;
        }
        int major = bytes[at + 4];
        return major == 3 || major == 1 || major == 0x7f ? Match.YES : Match.NO;
    }

    /** After a record too short for a message's header only another one makes sense. */
    private static Match continued(byte[] bytes, int at, int end) {
        if (end - at < RecordHeader.LENGTH) {
            return Match.NEED_MORE;
        }
        boolean isRecord =
                RecordHeader.isPossible(bytes, at)
                        && RecordHeader.type(bytes, at) == ContentType.HANDSHAKE
                        && isVersion(RecordHeader.version(bytes, at));
        return isRecord ? Match.YES : Match.NO;
    }

    private static Match sslV2(byte[] bytes, int at, int end) {
        if (end - at < 3) {
            return Match.NEED_MORE;
        }
        int length = (bytes[at] & 0x7f) << 8 | bytes[at + 1] & 0xff;
        return switch (bytes[at + 2]) {
            case SslV2.CLIENT_HELLO -> sslV2ClientHello(bytes, at, end, length);
            case SslV2.SERVER_HELLO -> sslV2ServerHello(bytes, at, end, length);
            default -> Match.NO;
        };
    }

    /** The three lengths and the fixed part make up the record. */
    private static Match sslV2ClientHello(byte[] bytes, int at, int end, int length) {
        if (end - at > 4 && !isSslV2Version(u16(bytes, at + 3))) {
            return Match.NO;
        }
        if (end - at < SSLV2_CLIENT_HELLO_HEAD) {
            return Match.NEED_MORE;
        }
        int kinds = u16(bytes, at + 5);
        int rest = u16(bytes, at + 7) + u16(bytes, at + 9);
        boolean fits = kinds > 0 && kinds % 3 == 0;
        return fits && length == SSLV2_CLIENT_HELLO_HEAD - 2 + kinds + rest ? Match.YES : Match.NO;
    }

    private static Match sslV2ServerHello(byte[] bytes, int at, int end, int length) {
        if (end - at > 6 && u16(bytes, at + 5) != TlsVersions.SSL2) {
            return Match.NO;
        }
        if (end - at < SSLV2_SERVER_HELLO_HEAD) {
            return Match.NEED_MORE;
        }
        int kinds = u16(bytes, at + 9);
        int rest = u16(bytes, at + 7) + u16(bytes, at + 11);
        boolean fits = kinds % 3 == 0;
        return fits && length == SSLV2_SERVER_HELLO_HEAD - 2 + kinds + rest ? Match.YES : Match.NO;
    }

    private static boolean isSslV2Version(int version) {
        return version == TlsVersions.SSL2
                || version >= TlsVersions.SSL3 && version <= TlsVersions.TLS13;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
