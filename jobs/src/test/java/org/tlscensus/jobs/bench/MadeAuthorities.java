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

/** Some roots, intermediates and leaves. Keys are few, since making them takes long. */
final class MadeAuthorities {
    private static final int ROOTS = 10;
    private static final int KEYS = 48;

    private static final List<KeyPair> ROOT_KEYS = keys(ROOTS, "RSA", 2048);
    private static final List<KeyPair> RSA_KEYS = keys(KEYS, "RSA", 2048);
    private static final List<KeyPair> EC_KEYS = keys(KEYS, "EC", 256);

    private MadeAuthorities() {}

    private static List<KeyPair> keys(int count, String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            List<KeyPair> keys = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                keys.add(generator.generateKeyPair());
            }
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<byte[]> rootsDer() throws IOException {
        List<byte[]> roots = new ArrayList<>();
        for (int i = 0; i < ROOTS; i++) {
            roots.add(authority(root(i), ROOT_KEYS.get(i), "root " + i, i));
        }
        return roots;
    }

    static byte[] intermediate(int number) throws IOException {
        return authority(issuer(number), key(number), "issuer " + number, number % ROOTS);
    }

    private static X500Name root(int number) {
        return new X500Name("C=DE,O=Made,CN=Made Root " + number);
    }

    private static X500Name issuer(int number) {
        return new X500Name("C=DE,O=Made,CN=Made Issuer " + number);
    }

    /** Every fourth is of an elliptic curve. */
    private static KeyPair key(int number) {
        return (number % 4 == 3 ? EC_KEYS : RSA_KEYS).get(number / 4 % KEYS);
    }

    private static byte[] keyId(String owner) {
        return ("key of " + owner).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] authority(X500Name name, KeyPair keys, String owner, int root)
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
        return signed(builder, ROOT_KEYS.get(root));
    }

    static byte[] leaf(int number, int issuer) throws IOException {
        String host = "host-" + number + ".example";
        KeyPair keys = (number % 2 == 0 ? RSA_KEYS : EC_KEYS).get(number % KEYS);
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
