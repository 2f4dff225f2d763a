package org.tlscensus.core.x509;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Key pairs for certificates that tests make, kept by name since making them takes long. */
final class TestKeys {
    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final Map<String, KeyPair> KEPT = new ConcurrentHashMap<>();

    private TestKeys() {}

    /** A P-256 key pair; the same for the same owner. */
    static KeyPair ec(String owner) {
        return KEPT.computeIfAbsent("EC " + owner, name -> make("EC", 256));
    }

    /** An RSA key pair of that many bits; the same for the same owner. */
    static KeyPair rsa(String owner, int bits) {
        return KEPT.computeIfAbsent("RSA " + bits + owner, name -> make("RSA", bits));
    }

    /** A key pair of an algorithm whose keys have one size. */
    static KeyPair of(String algorithm) {
        return KEPT.computeIfAbsent(algorithm, name -> make(algorithm, 0));
    }

    /** A key pair of an algorithm with a choice of sizes. */
    static KeyPair make(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
