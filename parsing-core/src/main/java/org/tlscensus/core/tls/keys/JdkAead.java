package org.tlscensus.core.tls.keys;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM and ChaCha20-Poly1305 with tags of 16 bytes. */
final class JdkAead implements Aead {
    private static final int TAG_BYTES = 16;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final boolean isGcm;

    JdkAead(SuiteProtection.Mode mode, byte[] key) {
        isGcm = mode == SuiteProtection.Mode.GCM;
        this.key = new SecretKeySpec(key, isGcm ? "AES" : "ChaCha20");
        try {
            cipher = Cipher.getInstance(isGcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has these", e);
        }
    }

    @Override
    public byte[] open(byte[] nonce, byte[] associatedData, byte[] sealed, int offset, int length) {
        if (length < TAG_BYTES) {
            return null;
        }
        AlgorithmParameterSpec parameters =
                isGcm ? new GCMParameterSpec(8 * TAG_BYTES, nonce) : new IvParameterSpec(nonce);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            cipher.updateAAD(associatedData);
            return cipher.doFinal(sealed, offset, length);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key and nonce have the cipher's lengths", e);
        }
    }
}
