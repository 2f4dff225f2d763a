package org.tlscensus.jobs.privacy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts files that hold packets: AES-256 in counter mode behind 16 random bytes that the counter
 * begins with (NIST SP 800-38A section 6.5). It keeps them secret; it does not prove that nobody
 * changed them.
 */
public final class FileSeal implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int COUNTER_BYTES = 16;

    /** Leaves files as they are. */
    public static final FileSeal NONE = new FileSeal(null);

    private final byte[] key; // null: none

    private FileSeal(byte[] key) {
        this.key = key;
    }

    static FileSeal with(PrivacyKey key) {
        return new FileSeal(key.derived("kept connections"));
    }

    /** What is written to it comes to the file sealed. */
    public OutputStream seal(OutputStream file) throws IOException {
        if (key == null) {
            return file;
        }
        byte[] counter = new byte[COUNTER_BYTES];
        new SecureRandom().nextBytes(counter);
        file.write(counter);
        return new CipherOutputStream(file, cipher(Cipher.ENCRYPT_MODE, counter));
    }

    /** What was written before it was sealed. */
    public InputStream open(InputStream file) throws IOException {
        if (key == null) {
            return file;
        }
        byte[] counter = file.readNBytes(COUNTER_BYTES);
        if (counter.length < COUNTER_BYTES) {
            throw new EOFException("a sealed file was cut short");
        }
        return new CipherInputStream(file, cipher(Cipher.DECRYPT_MODE, counter));
    }

    private Cipher cipher(int mode, byte[] counter) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }
}
