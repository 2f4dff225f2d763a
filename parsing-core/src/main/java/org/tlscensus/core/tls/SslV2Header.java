package org.tlscensus.core.tls;

/** The header of an SSL 2.0 record: two bytes, or three where padding may follow. */
final class SslV2Header {
    private SslV2Header() {}

    static int length(byte[] header) {
        return isLong(header) ? 3 : 2;
    }

    static int bodyLength(byte[] header) {
        int mask = isLong(header) ? 0x3f : 0x7f;
        return (header[0] & mask) << 8 | header[1] & 0xff;
    }

    private static boolean isLong(byte[] header) {
        return (header[0] & 0x80) == 0;
    }
}
