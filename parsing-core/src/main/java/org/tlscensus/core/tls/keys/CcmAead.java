package org.tlscensus.core.tls.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CCM (RFC 3610) with nonces of 12 bytes, which the JDK has not as a cipher of its own. */
final class CcmAead implements Aead {
    private static final int BLOCK = 16;
    private static final int NONCE = 12;
    private static final int LENGTH_BYTES = 15 - NONCE;

    private final SecretKeySpec key;
    private final int tagBytes;

    CcmAead(byte[] key, int tagBytes) {
        this.key = new SecretKeySpec(key, "AES");
        this.tagBytes = tagBytes;
    }

    @Override
    public byte[] open(byte[] nonce, byte[] associatedData, byte[] sealed, int offset, int length) {
        int textBytes = length - tagBytes;
        if (textBytes < 0) {
            return null;
        }
        try {
            // The key stream's first block is for the tag, the text's begins behind it.
            byte[] input = new byte[BLOCK + textBytes];
            System.arraycopy(sealed, offset + textBytes, input, 0, tagBytes);
            System.arraycopy(sealed, offset, input, BLOCK, textBytes);
            byte[] counter = new byte[BLOCK];
            counter[0] = LENGTH_BYTES - 1;
            System.arraycopy(nonce, 0, counter, 1, NONCE);
            Cipher stream = Cipher.getInstance("AES/CTR/NoPadding");
            stream.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
            byte[] output = stream.doFinal(input);
            byte[] text = Arrays.copyOfRange(output, BLOCK, output.length);
            byte[] expected = tag(nonce, associatedData, text);
            byte[] tag = Arrays.copyOf(output, tagBytes);
            return MessageDigest.isEqual(expected, tag) ? text : null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES with keys of its lengths", e);
        }
    }

    /** The last block of a CBC-MAC over lengths, associated data and text (section 2.2). */
    private byte[] tag(byte[] nonce, byte[] associatedData, byte[] text)
            throws GeneralSecurityException {
        int head = blocks(2 + associatedData.length);
        ByteBuffer blocks = ByteBuffer.allocate(BLOCK + head + blocks(text.length));
        int flags = 0x40 | (tagBytes - 2) / 2 << 3 | LENGTH_BYTES - 1;
        blocks.put((byte) flags).put(nonce);
        blocks.put((byte) (text.length >>> 16)).putShort((short) text.length);
        blocks.putShort((short) associatedData.length).put(associatedData);
        blocks.position(BLOCK + head);
        blocks.put(text);
        Cipher chain = Cipher.getInstance("AES/CBC/NoPadding");
        chain.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
        byte[] out = chain.doFinal(blocks.array());
        return Arrays.copyOfRange(out, out.length - BLOCK, out.length - BLOCK + tagBytes);
    }

    private static int blocks(int bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
}
