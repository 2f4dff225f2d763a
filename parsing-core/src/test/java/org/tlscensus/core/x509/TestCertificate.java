package org.tlscensus.core.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that a test makes; what is not said is as a public CA would have it. */
final class TestCertificate {
    private X500Name subject = name("CN=test");
    private X500Name issuer;
    private KeyPair keys = TestKeys.ec("leaf");
    private KeyPair signingKeys;
    private String algorithm;
    private BigInteger serial = BigInteger.valueOf(4711);
    private Time notBefore = new Time(Date.from(Instant.parse("2020-01-01T00:00:00Z")));
    private Time notAfter = new Time(Date.from(Instant.parse("2030-01-01T00:00:00Z")));
    private final List<Extension> extensions = new ArrayList<>();
    private boolean version1;

    /** A name by its text, in the order of the encoding. */
    static X500Name name(String text) {
        return new X500Name(BCStyle.INSTANCE, text);
    }

    TestCertificate subject(String text) {
        return subject(name(text));
    }

    TestCertificate subject(X500Name subject) {
        this.subject = subject;
        return this;
    }

    TestCertificate keys(KeyPair keys) {
        this.keys = keys;
        return this;
    }

    /** Who signs; without it the certificate signs itself. */
    TestCertificate issuer(String text, KeyPair issuerKeys) {
        this.issuer = name(text);
        this.signingKeys = issuerKeys;
        return this;
    }

    /** The issuer's name alone; who signs stays. */
    TestCertificate issuerName(String text) {
        issuer = name(text);
        return this;
    }

    /** Who signs, whatever the issuer's name. */
    TestCertificate signedBy(KeyPair issuerKeys) {
        signingKeys = issuerKeys;
        return this;
    }

    /** Leaves an extension out again. */
    TestCertificate without(ASN1ObjectIdentifier oid) {
        extensions.removeIf(extension -> extension.getExtnId().equals(oid));
        return this;
    }

    TestCertificate algorithm(String algorithm) {
        this.algorithm = algorithm;
        return this;
    }

    TestCertificate serial(BigInteger serial) {
        this.serial = serial;
        return this;
    }

    TestCertificate valid(String from, String to) {
        return valid(
                new Time(Date.from(Instant.parse(from)), Locale.ROOT),
                new Time(Date.from(Instant.parse(to)), Locale.ROOT));
    }

    TestCertificate valid(Time from, Time to) {
        notBefore = from;
        notAfter = to;
        return this;
    }

    TestCertificate version1() {
        version1 = true;
        return this;
    }

    TestCertificate extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
        return extension(oid, value, "");
    }

    TestCertificate critical(ASN1ObjectIdentifier oid, ASN1Encodable value) {
        return extension(oid, value, "critical");
    }

    private TestCertificate extension(
            ASN1ObjectIdentifier oid, ASN1Encodable value, String critical) {
        try {
            return extension(
                    oid, value.toASN1Primitive().getEncoded("DER"), critical.equals("critical"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An extension with any bytes as its value; it takes the place of one with the same OID. */
    TestCertificate extension(ASN1ObjectIdentifier oid, byte[] value, boolean critical) {
        without(oid);
        extensions.add(new Extension(oid, critical, value));
        return this;
    }

    /** The DER. */
    byte[] der() {
        try {
            KeyPair signer = signingKeys == null ? keys : signingKeys;
            X500Name issuedBy = issuer == null ? subject : issuer;
            SubjectPublicKeyInfo key =
                    SubjectPublicKeyInfo.getInstance(
                            ASN1Primitive.fromByteArray(keys.getPublic().getEncoded()));
            ContentSigner content =
                    new JcaContentSignerBuilder(algorithm == null ? usual(signer) : algorithm)
                            .setProvider(TestKeys.PROVIDER)
                            .build(signer.getPrivate());
            if (version1) {
                return new X509v1CertificateBuilder(
                                issuedBy, serial, notBefore, notAfter, subject, key)
                        .build(content)
                        .getEncoded();
            }
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(
                            issuedBy, serial, notBefore, notAfter, subject, key);
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return builder.build(content).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String usual(KeyPair keys) {
        String algorithm = keys.getPrivate().getAlgorithm();
        return switch (algorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "DSA" -> "SHA256withDSA";
            default -> algorithm;
        };
    }
}
