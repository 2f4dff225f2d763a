package org.tlscensus.core.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Hashes as hexadecimal text, and a buffer in which the text to be hashed is written. One a thread:
 * making a digest costs more than hashing a short text.
 */
final class Digests {
    private static final ThreadLocal<Digests> OF_THREAD = ThreadLocal.withInitial(Digests::new);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private final KnownHashes known = new KnownHashes();
    private byte[] text = new byte[1024];
    private int length;

    private Digests() {}

    static Digests ofThread() {
        return OF_THREAD.get();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has both
        }
    }

    String sha256(byte[] bytes) {
        return sha256(bytes, 0, bytes.length);
    }

    String sha256(byte[] bytes, int offset, int count) {
        String hash = known.get(bytes, offset, count);
        if (hash == null) {
            sha256.update(bytes, offset, count);
            hash = hex(sha256.digest());
            known.put(bytes, offset, count, hash);
        }
        return hash;
    }

    /** An empty text. */
    Digests begin() {
        length = 0;
        return this;
    }

    Digests put(char c) {
        if (length + 16 > text.length) {
            text = Arrays.copyOf(text, 2 * text.length);
        }
        text[length++] = (byte) c;
        return this;
    }

    Digests decimal(int number) {
        if (number >= 10) {
            decimal(number / 10);
        }
        return put((char) ('0' + number % 10));
    }

    /** Four hexadecimal digits. */
    Digests hex4(int number) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            put((char) HEX[number >>> shift & 0xf]);
        }
        return this;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** MD5 of the text. */
    String md5() {
        md5.update(text, 0, length);
        return hex(md5.digest());
    }

    /** SHA-256 of the text. */
    String sha256() {
        return sha256(text, 0, length);
    }

    private static String hex(byte[] digest) {
        byte[] hex = new byte[2 * digest.length];
        for (int i = 0; i < digest.length; i++) {
            hex[2 * i] = HEX[digest[i] >>> 4 & 0xf];
            hex[2 * i + 1] = HEX[digest[i] & 0xf];
        }
        return new String(hex, StandardCharsets.ISO_8859_1);
    }
}
