package org.tlscensus.jobs.generate.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.jobs.generate.plan.KeyKind;

/** What our keys sign holds for Java's own verifier. */
class SignaturesTest {
    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"RSA1024", "RSA2048", "P256", "P384", "ED25519"})
    void ofEveryKindOfKeyHold(KeyKind kind) throws Exception {
        AsymmetricCipherKeyPair pair = Keys.made(kind, new SeededRandom(7, "test"));
        byte[] der = PlainCertificate.selfSigned(kind, pair);
        X509Certificate certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der));
        certificate.verify(certificate.getPublicKey());
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            assertEquals(kind.bits(), key.getModulus().bitLength());
        }
    }

    @Test
    void primesHaveTheirLengthAndAreTheSameForTheSameSeed() {
        BigInteger prime = RsaKeys.prime(512, new SeededRandom(7, "prime"));
        assertTrue(prime.isProbablePrime(100));
        assertEquals(512, prime.bitLength());
        assertTrue(prime.testBit(510));
        assertEquals(prime, RsaKeys.prime(512, new SeededRandom(7, "prime")));
    }
}
