package org.tlscensus.jobs.generate.handshake;

import java.util.Arrays;
import org.tlscensus.jobs.generate.pki.SeededRandom;

/** What stands for ciphertext: random bytes, the same in every plan. */
public final class Noise {
    /** What an AEAD adds to a record at most (RFC 8446 section 5.2). */
    static final int OVERHEAD = 256;

    private static final int MOST_OF_RECORD = 1 << 14;
    private static final int HEADER = 5;
    private static final byte[] BYTES = made();

    private Noise() {}

    private static byte[] made() {
        byte[] bytes = new byte[1 << 17];
        new SeededRandom(0, "noise").nextBytes(bytes);
        return bytes;
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; at += BYTES.length) {
            System.arraycopy(BYTES, 0, bytes, at, Math.min(BYTES.length, count - at));
        }
        return bytes;
    }

    /**
     * A record with as many bytes of ciphertext, 16 KiB at most.
     *
     * @param contentType of the record
     * @param place from where noise is taken, so that records differ
     */
    public static byte[] record(int contentType, int version, int count, int place) {
        int length = Math.max(1, Math.min(MOST_OF_RECORD, count));
        int from = Math.floorMod(place, BYTES.length - MOST_OF_RECORD - HEADER);
        byte[] record = Arrays.copyOfRange(BYTES, from, from + HEADER + length);
        record[0] = (byte) contentType;
        record[1] = (byte) (version >> 8);
        record[2] = (byte) version;
        record[3] = (byte) (length >> 8);
        record[4] = (byte) length;
        return record;
    }
}
