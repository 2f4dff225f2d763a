package org.tlscensus.core.tls.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Records of TLS 1.2 with a block cipher and a MAC (RFC 5246 section 6.2.3.2, RFC 7366). */
final class CbcRecords implements SealedRecords {
    private static final int BLOCK = 16;

    private final SecretKeySpec key;
    private final Mac mac;
    private final Tls12Records.MacOrder order;
    private long sequence;

    CbcRecords(byte[] key, Mac mac, Tls12Records.MacOrder order) {
        this.key = new SecretKeySpec(key, "AES");
        this.mac = mac;
        this.order = order;
    }

    @Override
    public Content open(int type, int version, byte[] bytes, int offset, int length) {
        boolean isMacOutside = order == Tls12Records.MacOrder.ENCRYPT_THEN_MAC;
        int encrypted = length - (isMacOutside ? mac.getMacLength() : 0);
        if (encrypted < 2 * BLOCK || encrypted % BLOCK != 0) {
            return null;
        }
        if (isMacOutside && !fits(type, version, bytes, offset, encrypted)) {
            return null;
        }
        byte[] padded = decrypt(bytes, offset, encrypted);
        int padding = padded[padded.length - 1] & 0xff;
        int textBytes = padded.length - padding - 1 - (isMacOutside ? 0 : mac.getMacLength());
        if (textBytes < 0) {
            return null;
        }
        if (!isMacOutside && !fits(type, version, padded, 0, textBytes)) {
            return null;
        }
        sequence++;
        return new Content(type, Arrays.copyOf(padded, textBytes));
    }

    @Override
    public void skip() {
        sequence++;
    }

    private byte[] decrypt(byte[] bytes, int offset, int length) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(bytes, offset, BLOCK));
            return cipher.doFinal(bytes, offset + BLOCK, length - BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks, and a key of AES' length", e);
        }
    }

    /** Whether the MAC behind some bytes is theirs. */
    private boolean fits(int type, int version, byte[] bytes, int from, int count) {
        mac.update(Tls12Records.header(sequence, type, version, count));
        mac.update(bytes, from, count);
        byte[] expected = mac.doFinal();
        int at = from + count;
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, at, at + expected.length));
    }
}
