package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Some roots, intermediates and leaves. RSA keys are few, since making them takes long and a
 * signature takes the same time with each; every intermediate on a curve has its own, since
 * multiples of its point may be kept.
 */
final class MadeAuthorities {
    private static final int ROOTS = 10;
    private static final int KEYS = 48;

    private static final Map<Integer, KeyPair> RSA_KEYS = new ConcurrentHashMap<>();
    private static final Map<Integer, KeyPair> EC_KEYS = new ConcurrentHashMap<>();

    private final KeyKind kind;

    MadeAuthorities(KeyKind kind) {
        this.kind = kind;
    }

    private static KeyPair rsa(int number) {
        return RSA_KEYS.computeIfAbsent(number % KEYS, n -> keys("RSA", 2048));
    }

    private static KeyPair elliptic(int number) {
        return EC_KEYS.computeIfAbsent(number, n -> keys("EC", 256));
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    List<byte[]> rootsDer() throws IOException {
        List<byte[]> roots = new ArrayList<>();
        for (int i = 0; i < ROOTS; i++) {
            roots.add(authority(root(i), rootKey(i), "root " + i, i));
        }
        return roots;
    }

    byte[] intermediate(int number) throws IOException {
        return authority(issuer(number), key(number), "issuer " + number, number % ROOTS);
    }

    private static X500Name root(int number) {
        return new X500Name("C=DE,O=Made,CN=Made Root " + number);
    }

    private static X500Name issuer(int number) {
        return new X500Name("C=DE,O=Made,CN=Made Issuer " + number);
    }

    private KeyPair rootKey(int number) {
        return kind.isEllipticRoot() ? elliptic(-1 - number) : rsa(number);
    }

    private KeyPair key(int number) {
        return kind.isEllipticIntermediate(number) ? elliptic(number) : rsa(ROOTS + number);
    }

    private static byte[] keyId(String owner) {
        return ("key of " + owner).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private byte[] authority(X500Name name, KeyPair keys, String owner, int root)
            throws IOException {
        X509v3CertificateBuilder builder = builder(name, keys, root(root), 4711 + root);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(owner)));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(keyId("root " + root)));
        return signed(builder, rootKey(root));
    }

    byte[] leaf(int number, int issuer) throws IOException {
        String host = "host-" + number + ".example";
        KeyPair keys = number % 2 == 0 ? rsa(number) : elliptic(number % KEYS);
        X509v3CertificateBuilder builder =
                builder(new X500Name("CN=" + host), keys, issuer(issuer), number + 1);
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, host),
                            new GeneralName(GeneralName.dNSName, "www." + host)
                        }));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(keyId("issuer " + issuer)));
        return signed(builder, key(issuer));
    }

    private static X509v3CertificateBuilder builder(
            X500Name subject, KeyPair keys, X500Name issuer, int serial) {
        return new X509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(Instant.parse("2024-01-01T00:00:00Z")),
                Date.from(Instant.parse("2025-01-01T00:00:00Z")),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private static byte[] signed(X509v3CertificateBuilder builder, KeyPair signer)
            throws IOException {
        String algorithm =
                signer.getPrivate().getAlgorithm().equals("EC")
                        ? "SHA256withECDSA"
                        : "SHA256withRSA";
        try {
            return builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
