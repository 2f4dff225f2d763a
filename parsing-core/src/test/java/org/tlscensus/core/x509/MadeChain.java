package org.tlscensus.core.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * A chain of leaf, two intermediates and root, good as it comes, whose plan may be changed before
 * it is made.
 */
public final class MadeChain {
    public static final Instant TIME = Instant.parse("2024-06-01T12:00:00Z");

    final TestCertificate root = authority("CN=Root,O=Made", "root", "CN=Root,O=Made", "root");
    final TestCertificate upper = authority("CN=Upper,O=Made", "upper", "CN=Root,O=Made", "root");
    final TestCertificate lower = authority("CN=Lower,O=Made", "lower", "CN=Upper,O=Made", "upper");
    final TestCertificate leaf =
            new TestCertificate()
                    .subject("C=DE,CN=host.example")
                    .issuer("CN=Lower,O=Made", TestKeys.ec("lower"))
                    .extension(
                            Extension.authorityKeyIdentifier,
                            new AuthorityKeyIdentifier(keyId("lower")))
                    .extension(
                            Extension.subjectAlternativeName,
                            new GeneralNames(
                                    new GeneralName[] {
                                        new GeneralName(GeneralName.dNSName, "host.example"),
                                        new GeneralName(GeneralName.iPAddress, "192.0.2.7"),
                                        new GeneralName(GeneralName.rfc822Name, "a@mail.example")
                                    }))
                    .critical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                    .extension(
                            Extension.extendedKeyUsage,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));

    /** Changes of the DER after signing. */
    private final List<UnaryOperator<List<byte[]>>> afterwards = new ArrayList<>();

    private UnaryOperator<List<byte[]>> trusted = certificates -> certificates;

    /** A CA certificate as public CAs have it. */
    static TestCertificate authority(
            String subject, String keys, String issuer, String issuerKeys) {
        return new TestCertificate()
                .subject(subject)
                .keys(TestKeys.ec(keys))
                .issuer(issuer, TestKeys.ec(issuerKeys))
                .extension(Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(keys)))
                .extension(
                        Extension.authorityKeyIdentifier,
                        new AuthorityKeyIdentifier(keyId(issuerKeys)))
                .critical(Extension.basicConstraints, new BasicConstraints(true))
                .critical(
                        Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static byte[] keyId(String owner) {
        return ("key of " + owner).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Replaces an extension. */
    static void replace(
            TestCertificate certificate,
            ASN1ObjectIdentifier oid,
            Consumer<TestCertificate> replacement) {
        certificate.without(oid);
        replacement.accept(certificate);
    }

    /** Changes what is sent: leaf, lower, upper, in this order, as far as there. */
    MadeChain sent(UnaryOperator<List<byte[]>> change) {
        afterwards.add(change);
        return this;
    }

    /** Changes what is trusted: the root. */
    MadeChain trusted(UnaryOperator<List<byte[]>> change) {
        trusted = change;
        return this;
    }

    /** The certificates that the server sends: leaf, lower, upper. */
    public List<byte[]> sent() {
        List<byte[]> sent = new ArrayList<>(List.of(leaf.der(), lower.der(), upper.der()));
        for (UnaryOperator<List<byte[]>> change : afterwards) {
            sent = change.apply(sent);
        }
        return sent;
    }

    /** The trust anchors. */
    public List<byte[]> trusted() {
        return trusted.apply(List.of(root.der()));
    }
}
