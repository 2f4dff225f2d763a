package org.tlscensus.core.packet;

/** The Internet checksum (RFC 1071). */
final class Checksum {
    private Checksum() {}

    /** The sum of a range with its checksum field, and of a pseudo-header: 0 when it is right. */
    static int of(byte[] bytes, int offset, int length, long pseudo) {
        long sum = pseudo;
        int end = offset + length;
        for (int i = offset; i + 1 < end; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
        }
        if (length % 2 != 0) {
            sum += (bytes[end - 1] & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) sum ^ 0xffff;
    }

    /** The sum of the four 16-bit words of a number. */
    static long words(long number) {
        return (number >>> 48)
                + (number >>> 32 & 0xffff)
                + (number >>> 16 & 0xffff)
                + (number & 0xffff);
    }
}
