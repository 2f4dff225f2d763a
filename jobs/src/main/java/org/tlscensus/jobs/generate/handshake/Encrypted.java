package org.tlscensus.jobs.generate.handshake;

/** Lengths of TLS 1.3's encrypted records. */
final class Encrypted {
    /** The inner content type and the tag of an AEAD (RFC 8446 section 5.2). */
    private static final int OVERHEAD = 1 + 16;

    private static final int MESSAGE_HEADER = 4;

    private Encrypted() {}

    /**
     * Bytes of a record with a Certificate message (RFC 8446 section 4.4.2) that has an empty
     * context.
     *
     * @param staple in its first entry, or null
     */
    static int certificateRecordBytes(int[] derBytes, byte[] staple) {
        int length = MESSAGE_HEADER + 1 + 3;
        for (int der : derBytes) {
            length += 3 + der + 2;
        }
        if (staple != null) {
            length += 4 + 1 + 3 + staple.length; // status_request, its type and its length
        }
        return length + OVERHEAD;
    }
}
