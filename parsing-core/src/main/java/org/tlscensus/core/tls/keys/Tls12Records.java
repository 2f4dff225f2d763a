package org.tlscensus.core.tls.keys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tlscensus.core.wire.Side;

/** Records of TLS 1.2 with an AEAD (RFC 5246 section 6.2.3.3, RFC 5288, RFC 6655, RFC 7905). */
public final class Tls12Records implements SealedRecords {
    private static final int SALT_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int EXPLICIT_BYTES = 8; // of the nonce, in the record

    private final Aead aead;
    private final byte[] iv; // the whole of it, or a salt
    private final int tagBytes;
    private long sequence;

    private Tls12Records(Aead aead, byte[] iv, int tagBytes) {
        this.aead = aead;
        this.iv = iv;
        this.tagBytes = tagBytes;
    }

    /** The records that a side sends from its first change_cipher_spec on. */
    public static SealedRecords of(
            SuiteProtection suite,
            byte[] master,
            byte[] clientRandom,
            byte[] serverRandom,
            Side sender,
            MacOrder order) {
        int macBytes = suite.macHash() == null ? 0 : suite.tagBytes();
        int ivBytes =
                switch (suite.mode()) {
                    case GCM, CCM -> SALT_BYTES;
                    case CHACHA20 -> NONCE_BYTES;
                    case CBC -> 0; // in the record
                };
        int ofBoth = 2 * (macBytes + suite.keyBytes() + ivBytes);
        byte[] block = KeyDerivation.keyBlock(suite, master, clientRandom, serverRandom, ofBoth);
        int number = sender == Side.CLIENT ? 0 : 1;
        byte[] mac = slice(block, number * macBytes, macBytes);
        byte[] key = slice(block, 2 * macBytes + number * suite.keyBytes(), suite.keyBytes());
        byte[] iv = slice(block, 2 * (macBytes + suite.keyBytes()) + number * ivBytes, ivBytes);
        return suite.mode() == SuiteProtection.Mode.CBC
                ? new CbcRecords(key, KeyDerivation.mac("Hmac" + suite.macHash(), mac), order)
                : new Tls12Records(suite.aead(key), iv, suite.tagBytes());
    }

    /** Which of encryption and MAC comes first. */
    public enum MacOrder {
        MAC_THEN_ENCRYPT,
        /** RFC 7366. */
        ENCRYPT_THEN_MAC
    }

    private static byte[] slice(byte[] block, int from, int length) {
        return Arrays.copyOfRange(block, from, from + length);
    }

    @Override
    public Content open(int type, int version, byte[] bytes, int offset, int length) {
        int explicit = iv.length == SALT_BYTES ? EXPLICIT_BYTES : 0;
        int textBytes = length - explicit - tagBytes;
        if (textBytes < 0) {
            return null;
        }
        byte[] nonce;
        if (explicit > 0) {
            nonce = Arrays.copyOf(iv, NONCE_BYTES);
            System.arraycopy(bytes, offset, nonce, SALT_BYTES, EXPLICIT_BYTES);
        } else {
            nonce = Tls13Records.nonce(iv, sequence);
        }
        byte[] header = header(sequence, type, version, textBytes);
        byte[] text = aead.open(nonce, header, bytes, offset + explicit, length - explicit);
        if (text == null) {
            return null;
        }
        sequence++;
        return new Content(type, text);
    }

    @Override
    public void skip() {
        sequence++;
    }

    /** What a MAC or a tag covers beside the content. */
    static byte[] header(long sequence, int type, int version, int length) {
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + 5);
        header.putLong(sequence).put((byte) type);
        return header.putShort((short) version).putShort((short) length).array();
    }
}
