package org.tlscensus.core.x509;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of byte ranges in lower-case hex. */
final class Digests {
    private Digests() {}

    static String sha256(byte[] bytes, int from, int to) {
        return digest("SHA-256", bytes, from, to);
    }

    static String sha1(byte[] bytes, int from, int to) {
        return digest("SHA-1", bytes, from, to);
    }

    private static String digest(String algorithm, byte[] bytes, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(bytes, from, to - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has both
        }
    }
}
