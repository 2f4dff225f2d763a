package org.tlscensus.core.tls.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Records of TLS 1.3 (RFC 8446 section 5.2). */
public final class Tls13Records implements SealedRecords {
    private static final int NONCE_BYTES = 12;
    private static final int HEADER_BYTES = 5;

    private final Aead aead;
    private final byte[] iv;
    private long sequence;

    /** The records that a traffic secret protects, from the first on. */
    public Tls13Records(SuiteProtection suite, byte[] trafficSecret) {
        aead = suite.aead(KeyDerivation.expandLabel(suite, trafficSecret, "key", suite.keyBytes()));
        iv = KeyDerivation.expandLabel(suite, trafficSecret, "iv", NONCE_BYTES);
    }

    @Override
    public Content open(int type, int version, byte[] bytes, int offset, int length) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put((byte) type).putShort((short) version).putShort((short) length);
        byte[] inner = aead.open(nonce(iv, sequence), header.array(), bytes, offset, length);
        if (inner == null) {
            return null;
        }
        sequence++;
        int end = inner.length;
        while (end > 0 && inner[end - 1] == 0) {
            end--; // padding
        }
        return end == 0
                ? new Content(0, inner)
                : new Content(inner[end - 1] & 0xff, Arrays.copyOf(inner, end - 1));
    }

    @Override
    public void skip() {
        sequence++;
    }

    /** The number of a record or packet mixed into an initialization vector (section 5.3). */
    public static byte[] nonce(byte[] iv, long number) {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (number >>> 8 * i);
        }
        return nonce;
    }
}
