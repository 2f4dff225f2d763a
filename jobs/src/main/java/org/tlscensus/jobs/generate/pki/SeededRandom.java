package org.tlscensus.jobs.generate.pki;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Bytes that a seed and a purpose determine: SHA-256 over a counter. They make the same keys and
 * signatures in each run, so nothing made with them is secret.
 */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] key;
    private final byte[] block = new byte[32];
    private long counter;
    private int used = block.length;

    public SeededRandom(long seed, String purpose) {
        super(null, null);
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        key = digest(ByteBuffer.allocate(8 + name.length).putLong(seed).put(name).array());
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (used == block.length) {
                byte[] next = digest(ByteBuffer.allocate(40).put(key).putLong(counter++).array());
                System.arraycopy(next, 0, block, 0, block.length);
                used = 0;
            }
            int count = Math.min(bytes.length - at, block.length - used);
            System.arraycopy(block, used, bytes, at, count);
            used += count;
            at += count;
        }
    }

    @Override
    public byte[] generateSeed(int bytes) {
        byte[] seed = new byte[bytes];
        nextBytes(seed);
        return seed;
    }

    @Override
    public String getAlgorithm() {
        return "seeded";
    }
}
