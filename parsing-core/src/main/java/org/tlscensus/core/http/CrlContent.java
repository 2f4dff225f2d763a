package org.tlscensus.core.http;

/** Knows revocation lists by their first bytes, whatever the content type says. */
final class CrlContent {
    private static final int SEQUENCE = 0x30;

    /** INTEGER 1, the version (RFC 5280 section 5.1.2.1), and the algorithm behind it. */
    private static final byte[] VERSION = {2, 1, 1, SEQUENCE};

    /** So many bytes tell, whatever form the lengths have. */
    static final int TELLING_BYTES = 16;

    private CrlContent() {}

    /** Whether a body may be one, as far as its first bytes go: two sequences, then the version. */
    static boolean mayBe(byte[] body, int count) {
        int at = 0;
        for (int i = 0; i < 2; i++) {
            if (at >= count) {
                return true;
            }
            if (body[at] != SEQUENCE) {
                return false;
            }
            if (at + 1 >= count) {
                return true;
            }
            int length = body[at + 1] & 0xff;
            if (length == 0x80 || length > 0x84) {
                return false;
            }
            at += length < 0x80 ? 2 : 2 + (length & 0x7f);
        }
        for (byte expected : VERSION) {
            if (at < count && body[at] != expected) {
                return false;
            }
            at++;
        }
        return true;
    }
}
