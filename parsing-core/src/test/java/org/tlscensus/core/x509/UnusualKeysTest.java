package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.wire.Side;

/** Keys that are not written as the standards say, as OpenSSL reads them. */
class UnusualKeysTest {
    /** A key with the same private half, and other octets of the public one. */
    private static KeyPair with(SubjectPublicKeyInfo info, KeyPair keys) {
        PublicKey written =
                new PublicKey() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getAlgorithm() {
                        return keys.getPublic().getAlgorithm();
                    }

                    @Override
                    public String getFormat() {
                        return "X.509";
                    }

                    @Override
                    public byte[] getEncoded() {
                        try {
                            return info.getEncoded();
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        return new KeyPair(written, keys.getPrivate());
    }

    /** The number without the zero that makes it positive. */
    private static ASN1Integer withoutZero(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return new ASN1Integer(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @ParameterizedTest
    @CsvSource({"1024", "2048", "3072"})
    void anRsaModulusWithoutItsLeadingZeroIsPositive(int bits) throws Exception {
        KeyPair keys = TestKeys.rsa("unusual", bits);
        RSAPublicKey plain =
                RSAPublicKey.getInstance(
                        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded())
                                .parsePublicKey());
        SubjectPublicKeyInfo info =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new DERSequence(
                                new ASN1Encodable[] {
                                    withoutZero(plain.getModulus()),
                                    new ASN1Integer(plain.getPublicExponent())
                                }));
        CertificateRow row =
                CertificateParser.parse(new TestCertificate().keys(with(info, keys)).der());
        assertEquals(bits, row.keyBits());
        assertEquals("65537", row.rsaExponent());
        assertEquals(true, row.selfSigned());
        assertNull(row.parseError());
    }

    /** A key whose curve is spelled out. */
    private static KeyPair explicit(String curve) throws GeneralSecurityException {
        X9ECParameters named = ECNamedCurveTable.getByName(curve);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", TestKeys.PROVIDER);
        generator.initialize(
                new ECParameterSpec(named.getCurve(), named.getG(), named.getN(), named.getH()));
        return generator.generateKeyPair();
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, 256",
        "secp192k1, 192",
        "secp521r1, 521",
        "brainpoolP320r1, 320",
        "sect233k1, 232",
        "sect283r1, 282",
        "sect571r1, 570",
    })
    void curvesThatAreSpelledOutVerify(String curve, int bits) throws Exception {
        byte[] der = new TestCertificate().keys(explicit(curve)).der();
        CertificateRow row = CertificateParser.parse(der);
        assertEquals("ecdsa", row.keyAlgorithm());
        assertEquals("explicit", row.keyCurve());
        assertEquals(bits, row.keyBits());
        assertEquals(true, row.selfSigned());
        der[der.length - 1] ^= 1;
        assertEquals(false, CertificateParser.parse(der).selfSigned());
    }

    /** Whatever parameters say, there is a row. */
    @ParameterizedTest
    @CsvSource({"secp256r1, 1", "sect283r1, 2"})
    void mutatedCurvesAreRows(String curve, long seed) throws Exception {
        byte[] der = new TestCertificate().keys(explicit(curve)).der();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] mutant = der.clone();
            int changes = 1 + random.nextInt(3);
            for (int c = 0; c < changes; c++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            assertNotNull(CertificateParser.parse(mutant).sha256());
        }
    }

    /** OpenSSL verifies such a signature, but takes no path with such a key (error 94). */
    @Test
    void noPathGoesThroughSuchAKey() throws Exception {
        KeyPair own = explicit("secp256r1");
        byte[] root =
                new TestCertificate()
                        .subject("CN=root")
                        .keys(own)
                        .critical(Extension.basicConstraints, new BasicConstraints(true))
                        .der();
        byte[] leaf = new TestCertificate().issuer("CN=root", own).der();
        assertEquals(Reason.EXPLICIT_CURVE, judged(leaf, root));
        byte[] usualRoot =
                new TestCertificate()
                        .subject("CN=root")
                        .keys(TestKeys.ec("root"))
                        .critical(Extension.basicConstraints, new BasicConstraints(true))
                        .der();
        byte[] explicitLeaf =
                new TestCertificate().keys(own).issuer("CN=root", TestKeys.ec("root")).der();
        assertEquals(Reason.EXPLICIT_CURVE, judged(explicitLeaf, usualRoot));
        byte[] alone = new TestCertificate().keys(own).der();
        assertEquals(Reason.SELF_SIGNED, judged(alone, usualRoot));
        assertTrue(Reason.EXPLICIT_CURVE.verdict().equals("broken"));
    }

    private static Reason judged(byte[] leaf, byte[] root) {
        return new ChainJudge(null, JudgePolicy.DEFAULT)
                .judge(
                        List.of(leaf),
                        MadeChain.TIME,
                        TrustStore.of("made", List.of(root)),
                        Side.SERVER)
                .reason();
    }
}
