package org.tlscensus.core.http;

/** Knows OCSP messages by their first bytes, whatever the content type says. */
final class OcspContent {
    private static final int SEQUENCE = 0x30;
    private static final int ENUMERATED = 0x0a;

    /** So many bytes tell whether it may be one. */
    static final int TELLING_BYTES = 10;

    private OcspContent() {}

    /**
     * Whether a body may be an OCSP request (RFC 6960 section 4.1.1: a sequence in a sequence) or
     * response (section 4.2.1: a sequence that begins with an enumerated of one byte).
     */
    static boolean mayBe(byte[] body, int count, boolean isRequest) {
        int header = headerBytes(body, count);
        if (header < 0 || header >= count) {
            return false;
        }
        if (isRequest) {
            return body[header] == SEQUENCE;
        }
        return header + 1 < count && body[header] == ENUMERATED && body[header + 1] == 1;
    }

    /** Bytes of the sequence that a body begins with, its own header too; -1: none, or not yet. */
    static long totalBytes(byte[] body, int count) {
        int header = headerBytes(body, count);
        if (header < 0) {
            return -1;
        }
        long length = 0;
        for (int i = header == 2 ? 1 : 2; i < header; i++) {
            length = length << 8 | body[i] & 0xff;
        }
        return header + length;
    }

    /** Bytes of tag and length of a sequence (X.690 section 8.1.3); -1: none, or not yet. */
    private static int headerBytes(byte[] body, int count) {
        if (count < 2 || body[0] != SEQUENCE) {
            return -1;
        }
        int length = body[1] & 0xff;
        int header = length < 0x80 ? 2 : 2 + (length & 0x7f);
        return length == 0x80 || header > 6 || header > count ? -1 : header;
    }
}
