package org.tlscensus.core.tls.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys from secrets. */
public final class KeyDerivation {
    private KeyDerivation() {}

    /**
     * HKDF-Expand-Label without a context (RFC 8446 section 7.1), of one block of the hash at most.
     *
     * @param label without the prefix "tls13 "
     */
    public static byte[] expandLabel(
            SuiteProtection suite, byte[] secret, String label, int length) {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(full.length + 5);
        info.putShort((short) length).put((byte) full.length).put(full);
        info.put((byte) 0).put((byte) 1); // empty context; first block
        return Arrays.copyOf(hmac(mac(suite.hmac(), secret), info.array()), length);
    }

    /** The key block of TLS 1.2 (RFC 5246 sections 5 and 6.3). */
    static byte[] keyBlock(
            SuiteProtection suite, byte[] master, byte[] client, byte[] server, int length) {
        byte[] label = "key expansion".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer seed = ByteBuffer.allocate(label.length + server.length + client.length);
        seed.put(label).put(server).put(client);
        Mac mac = mac(suite.hmac(), master);
        ByteBuffer block = ByteBuffer.allocate(length);
        byte[] a = hmac(mac, seed.array());
        while (block.hasRemaining()) {
            mac.update(a);
            byte[] next = hmac(mac, seed.array());
            block.put(next, 0, Math.min(next.length, block.remaining()));
            a = hmac(mac, a);
        }
        return block.array();
    }

    static Mac mac(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC, and no key is wrong for it", e);
        }
    }

    private static byte[] hmac(Mac mac, byte[] data) {
        return mac.doFinal(data);
    }
}
