package org.tlscensus.core.tls.keys;

/** Authenticated decryption with one key. */
public interface Aead {
    /**
     * The plaintext, which the caller owns; null when the tag does not fit.
     *
     * @param nonce 12 bytes
     * @param sealed ciphertext and tag, {@code length} bytes from {@code offset}
     */
    byte[] open(byte[] nonce, byte[] associatedData, byte[] sealed, int offset, int length);
}
