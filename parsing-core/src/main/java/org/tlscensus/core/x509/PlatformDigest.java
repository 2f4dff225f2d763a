package org.tlscensus.core.x509;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.Digest;

/** A digest of the Java platform's for Bouncy Castle's signers: it takes a seventh of the time. */
final class PlatformDigest implements Digest {
    private final MessageDigest digest;

    /**
     * @param name one that every Java platform has
     */
    PlatformDigest(String name) {
        try {
            digest = MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getAlgorithmName() {
        return digest.getAlgorithm();
    }

    @Override
    public int getDigestSize() {
        return digest.getDigestLength();
    }

    @Override
    public void update(byte in) {
        digest.update(in);
    }

    @Override
    public void update(byte[] in, int from, int length) {
        digest.update(in, from, length);
    }

    @Override
    public int doFinal(byte[] out, int at) {
        try {
            return digest.digest(out, at, digest.getDigestLength());
        } catch (DigestException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void reset() {
        digest.reset();
    }
}
