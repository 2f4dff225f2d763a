package org.tlscensus.jobs.privacy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Crypto-PAn: pseudonyms of addresses that share as long a prefix as the addresses do (Xu, Fan,
 * Ammar, Moon: Prefix-Preserving IP Address Anonymization, ICNP 2002). Each bit is changed by what
 * AES makes of the bits before it, so that the mapping is one to one. For one thread.
 *
 * <pre>
 *   block of bit i = bits 0 to i-1 of the address, then those of the pad from i on
 *   bit i of the pseudonym = bit i of the address xor the first bit of AES(block)
 * </pre>
 */
final class CryptoPan {
    static final int KEY_BYTES = 32;

    private static final int BLOCK_BYTES = 16;
    private static final int MOST_BITS = 128;

    private final Cipher cipher;
    private final byte[] pad;
    private final byte[] blocks = new byte[MOST_BITS * BLOCK_BYTES];
    private final byte[] encrypted = new byte[MOST_BITS * BLOCK_BYTES];

    /**
     * @param key 16 bytes of AES's key, and 16 that the pad is made of
     */
    CryptoPan(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        try {
            // One block tells nothing of another here, and all of them are encrypted at once.
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK_BYTES, "AES"));
            pad = cipher.doFinal(key, BLOCK_BYTES, BLOCK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /** The pseudonym of 4 or 16 bytes of an address in network order, as many bytes. */
    byte[] pseudonym(byte[] address) {
        int bits = address.length * Byte.SIZE;
        byte[] block = pad.clone();
        for (int bit = 0; bit < bits; bit++) {
            System.arraycopy(block, 0, blocks, bit * BLOCK_BYTES, BLOCK_BYTES);
            int at = bit / Byte.SIZE;
            int mask = 0x80 >>> bit % Byte.SIZE;
            block[at] = (byte) (block[at] & ~mask | address[at] & mask);
        }
        encrypt(bits * BLOCK_BYTES);
        byte[] pseudonym = Arrays.copyOf(address, address.length);
        for (int bit = 0; bit < bits; bit++) {
            int first = encrypted[bit * BLOCK_BYTES] >>> 7 & 1;
            pseudonym[bit / Byte.SIZE] ^= (byte) (first << 7 - bit % Byte.SIZE);
        }
        return pseudonym;
    }

    private void encrypt(int length) {
        try {
            cipher.update(blocks, 0, length, encrypted, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
