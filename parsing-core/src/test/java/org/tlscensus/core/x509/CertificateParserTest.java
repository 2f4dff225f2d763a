package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.CertificateRow;

class CertificateParserTest {
    @ParameterizedTest
    @CsvSource({
        "Ed25519, ed25519, 253, ED25519",
        "Ed448, ed448, 456, ED448",
        "ML-DSA-65, ml-dsa-65, 15616, ML-DSA-65",
        "SLH-DSA-SHA2-128F, slh-dsa-sha2-128f, 256, SLH-DSA-SHA2-128f",
    })
    void keysOfOneSize(String name, String algorithm, int bits, String signature) {
        CertificateRow row =
                CertificateParser.parse(new TestCertificate().keys(TestKeys.of(name)).der());
        assertEquals(algorithm, row.keyAlgorithm());
        assertEquals(bits, row.keyBits());
        assertEquals(signature, row.signatureAlgorithm());
        assertNull(row.signatureHash());
        assertEquals(true, row.selfSigned());
        assertNull(row.parseError());
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 1024, SHA1withRSA, rsa, 1024, sha1WithRSAEncryption, sha1",
        "RSA, 1024, MD5withRSA, rsa, 1024, md5WithRSAEncryption, md5",
        "RSA, 512, SHA256withRSA, rsa, 512, sha256WithRSAEncryption, sha256",
        "RSA, 1024, SHA256withRSAandMGF1, rsa, 1024, rsassaPss, sha256",
        "RSA, 2048, SHA512withRSA, rsa, 2048, sha512WithRSAEncryption, sha512",
        "EC, 256, SHA256withECDSA, ecdsa, 256, ecdsa-with-SHA256, sha256",
        "EC, 521, SHA512withECDSA, ecdsa, 521, ecdsa-with-SHA512, sha512",
        "EC, 384, SHA3-256withECDSA, ecdsa, 384, ecdsa_with_SHA3-256, sha3-256",
        "DSA, 1024, SHA1withDSA, dsa, 1024, dsaWithSHA1, sha1",
    })
    void keysOfManySizes(
            String keyType,
            int size,
            String signer,
            String algorithm,
            int bits,
            String signature,
            String hash) {
        KeyPair keys =
                keyType.equals("RSA") ? TestKeys.rsa("test", size) : TestKeys.make(keyType, size);
        CertificateRow row =
                CertificateParser.parse(new TestCertificate().keys(keys).algorithm(signer).der());
        assertEquals(algorithm, row.keyAlgorithm());
        assertEquals(bits, row.keyBits());
        assertEquals(signature, row.signatureAlgorithm());
        assertEquals(hash, row.signatureHash());
        assertEquals(true, row.selfSigned());
        assertEquals(keyType.equals("RSA") ? "65537" : null, row.rsaExponent());
        assertNull(row.parseError());
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "1, 01", "-1, -01", "255, ff", "-129, -81", "65536, 010000"})
    void serialNumbers(BigInteger serial, String hex) {
        assertEquals(
                hex,
                CertificateParser.parse(new TestCertificate().serial(serial).der()).serialNumber());
    }

    @Test
    void aSerialOf30Bytes() {
        BigInteger serial = BigInteger.ONE.shiftLeft(239).subtract(BigInteger.TEN);
        CertificateRow row = CertificateParser.parse(new TestCertificate().serial(serial).der());
        assertEquals(serial, new BigInteger(row.serialNumber(), 16));
    }

    @ParameterizedTest
    @CsvSource({
        "19690102030405Z, 20770101000000Z, 1969-01-02T03:04:05Z, 2077-01-01T00:00:00Z, 39445",
        "19700101000000.25Z, 19700101120000+0200, 1970-01-01T00:00:00.250Z, 1970-01-01T10:00:00Z, 0",
        "99991231235959Z, 00010101000000Z, 9999-12-31T23:59:59Z, 0001-01-01T00:00:00Z, -3652058",
    })
    void timesAsGeneralizedTime(
            String start, String end, String notBefore, String notAfter, long days) {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .valid(
                                        Time.getInstance(new DERGeneralizedTime(start)),
                                        Time.getInstance(new DERGeneralizedTime(end)))
                                .der());
        assertEquals(notBefore, row.notBefore().toString());
        assertEquals(notAfter, row.notAfter().toString());
        assertEquals(days, row.validityDays());
    }

    @ParameterizedTest
    @CsvSource({
        "490101000000Z, 500101000000Z, 2049-01-01T00:00:00Z, 1950-01-01T00:00:00Z",
        "1601020304Z, 160102030405-0130, 2016-01-02T03:04:00Z, 2016-01-02T04:34:05Z",
    })
    void timesAsUtcTime(String start, String end, String notBefore, String notAfter) {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .valid(
                                        Time.getInstance(new DERUTCTime(start)),
                                        Time.getInstance(new DERUTCTime(end)))
                                .der());
        assertEquals(notBefore, row.notBefore().toString());
        assertEquals(notAfter, row.notAfter().toString());
    }

    @Test
    void aTimeThatIsNoneCostsItselfAlone() {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .valid(
                                        Time.getInstance(new DERUTCTime("161301000000Z")),
                                        Time.getInstance(new DERUTCTime("170101000000Z")))
                                .der());
        assertNull(row.notBefore());
        assertNull(row.validityDays());
        assertEquals("2017-01-01T00:00:00Z", row.notAfter().toString());
        assertTrue(row.parseError().startsWith("notBefore: BAD_VALUE"), row.parseError());
    }

    @Test
    void namesInEveryStringType() {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.C, new org.bouncycastle.asn1.DERPrintableString("DE"));
        name.addRDN(BCStyle.O, new DERT61String("M\u00fcller, S\u00f6hne"));
        name.addRDN(BCStyle.OU, new DERBMPString("\u5317\u4eac"));
        name.addMultiValuedRDN(
                new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.EmailAddress},
                new org.bouncycastle.asn1.ASN1Encodable[] {
                    new DERUTF8String(" a\u0000b#\u00e9\u202e "), new DERIA5String("a+b@c")
                });
        name.addRDN(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("x"));
        CertificateRow row =
                CertificateParser.parse(new TestCertificate().subject(name.build()).der());
        assertEquals(
                "1.2.3.4=#0C0178,emailAddress=a\\+b@c+CN=\\ a\\00b#\u00e9\u202e\\ ,"
                        + "OU=\u5317\u4eac,O=M\u00fcller\\, S\u00f6hne,C=DE",
                row.subject());
        assertEquals(" a\\x00b#\u00e9\u202e ", row.subjectCommonName());
        assertEquals("M\u00fcller, S\u00f6hne", row.issuerOrganization());
        assertEquals(true, row.selfIssued());
    }

    @Test
    void badUtf8IsShownByItsBytes() {
        byte[] der = new TestCertificate().subject("CN=abcdefgh").der();
        replace(
                der,
                "abcdefgh",
                new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', 0x1b, 'c', 'd', 'e'});
        CertificateRow row = CertificateParser.parse(der);
        assertEquals("CN=a\\FF\\C3b\\1Bcde", row.subject());
        assertEquals("a\\xff\\xc3b\\x1bcde", row.subjectCommonName());
    }

    private static void replace(byte[] in, String text, byte[] by) {
        byte[] from = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int found = 0;
        for (int i = 0; i + from.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(by, 0, in, i, by.length);
                found++;
            }
        }
        assertTrue(found > 0, text + " is not there");
    }

    @Test
    void alternativeNames() throws Exception {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, new DERIA5String("xn--bcher-kva.example")),
            new GeneralName(GeneralName.dNSName, new DERIA5String("a\u0000.evil.example")),
            new GeneralName(GeneralName.iPAddress, "192.0.2.1"),
            new GeneralName(GeneralName.iPAddress, "2001:db8:0:0:1::1"),
            new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5])),
            new GeneralName(GeneralName.rfc822Name, "a@b.example"),
        };
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.subjectAlternativeName, new GeneralNames(names))
                                .der());
        assertEquals(List.of("xn--bcher-kva.example", "a\\x00.evil.example"), row.dnsNames());
        assertEquals(List.of("192.0.2.1", "2001:db8::1:0:0:1"), row.ipAddresses());
        assertEquals(List.of("a@b.example"), row.emailAddresses());
        assertTrue(row.parseError().startsWith("iPAddress: BAD_LENGTH"), row.parseError());
    }

    private static GeneralName other(String oid, ASN1Encodable value) {
        return new GeneralName(
                GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier(oid), value));
    }

    @Test
    void alternativeNamesOfRarerKinds() {
        GeneralName[] names = {
            new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://x.example/a"),
            new GeneralName(TestCertificate.name("C=DE,O=Made,CN=a\\+b")),
            other("1.3.6.1.4.1.311.20.2.3", new DERUTF8String("user@corp.example")),
            other("1.3.6.1.5.5.7.8.9", new DERUTF8String("j\u00f6rg@b.example")),
            other("1.3.6.1.5.5.7.8.5", new DERUTF8String("xmpp.example")),
            other("1.3.6.1.5.5.7.8.7", new DERIA5String("_sip\u0000.example")),
            other("1.2.3.4", new DEROctetString(new byte[] {1, 2})),
            new GeneralName(GeneralName.registeredID, "1.2.840.113549"),
        };
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.subjectAlternativeName, new GeneralNames(names))
                                .der());
        assertEquals(List.of("spiffe://x.example/a"), row.uris());
        assertEquals(List.of("CN=a\\+b,O=Made,C=DE"), row.directoryNames());
        assertEquals(List.of("user@corp.example"), row.userPrincipalNames());
        assertEquals(List.of("j\u00f6rg@b.example"), row.utf8EmailAddresses());
        assertEquals(
                List.of(
                        "1.3.6.1.5.5.7.8.5:xmpp.example",
                        "1.3.6.1.5.5.7.8.7:_sip\\x00.example",
                        "1.2.3.4:#04020102"),
                row.otherNames());
        assertEquals(List.of("1.2.840.113549"), row.registeredIds());
        assertEquals(List.of(), row.dnsNames());
        assertNull(row.parseError());
    }

    /** What is no name of its kind is left out, and said. */
    @ParameterizedTest
    @CsvSource({
        "a0 00, type-id: TRUNCATED",
        "a0 03 0c 01 61, type-id: BAD_VALUE",
        "a0 05 06 03 2a 03 04, value: TRUNCATED",
        "a0 08 06 03 2a 03 04 0c 01 61, value: BAD_VALUE",
        "a4 00, directoryName: TRUNCATED",
        "a4 03 0c 01 61, name: BAD_VALUE",
        "88 00, registeredID: ",
        "88 02 2a 83, registeredID: ",
    })
    void brokenAlternativeNames(String name, String error) {
        byte[] bytes = java.util.HexFormat.of().parseHex(name.replace(" ", ""));
        byte[] names = new byte[bytes.length + 2];
        names[0] = 0x30;
        names[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, names, 2, bytes.length);
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(Extension.subjectAlternativeName, names, false)
                                .der());
        assertTrue(row.parseError().startsWith(error), row.parseError());
        assertEquals(List.of(), row.otherNames());
        assertEquals(List.of(), row.directoryNames());
        assertEquals(List.of(), row.registeredIds());
    }

    @Test
    void thousandsOfNames() {
        GeneralName[] names = new GeneralName[15_000];
        Arrays.setAll(names, i -> new GeneralName(GeneralName.dNSName, "host" + i + ".example"));
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.subjectAlternativeName, new GeneralNames(names))
                                .der());
        assertEquals(15_000, row.dnsNames().size());
        assertNull(row.parseError());
    }

    @Test
    void namesBeyondTheLimitAreSaid() {
        GeneralName[] names = new GeneralName[200_003];
        Arrays.setAll(names, i -> new GeneralName(GeneralName.dNSName, "h" + i));
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.subjectAlternativeName, new GeneralNames(names))
                                .der());
        assertEquals(200_000, row.dnsNames().size());
        assertEquals(
                "subjectAltName: more than 200000 names, the rest is left out", row.parseError());
    }

    @Test
    void aBrokenExtensionCostsItselfAlone() {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.subjectAlternativeName,
                                        new byte[] {0x30, 9},
                                        false)
                                .extension(Extension.basicConstraints, new BasicConstraints(3))
                                .extension(Extension.keyUsage, new byte[] {0x30, 0}, false)
                                .der());
        assertEquals(true, row.isCa());
        assertEquals(3, row.pathLength());
        assertEquals(List.of(), row.dnsNames());
        assertTrue(row.parseError().startsWith("subjectAltName: TRUNCATED"), row.parseError());
        assertTrue(row.parseError().contains("; keyUsage: BAD_VALUE"), row.parseError());
        assertEquals(List.of("2.5.29.17", "2.5.29.19", "2.5.29.15"), row.extensions());
    }

    @ParameterizedTest
    @CsvSource({
        "2.23.140.1.2.1, dv",
        "2.23.140.1.2.2, ov",
        "2.23.140.1.2.3, individual",
        "2.23.140.1.1, ev",
        "1.2.3.4, ",
    })
    void validationLevels(String policy, String level) {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.certificatePolicies,
                                        new CertificatePolicies(
                                                new PolicyInformation(
                                                        new ASN1ObjectIdentifier(policy))))
                                .der());
        assertEquals(List.of(policy), row.policies());
        assertEquals(level, row.validationLevel());
    }

    @Test
    void certificateTransparencyAndMustStaple() throws Exception {
        byte[] sct = new byte[1 + 32 + 8 + 2 + 4 + 2];
        sct[1] = 0x5a;
        sct[1 + 32 + 3] = 1; // 2^32 ms after the epoch
        byte[] list = new byte[2 + 2 + sct.length];
        list[1] = (byte) (2 + sct.length);
        list[3] = (byte) sct.length;
        System.arraycopy(sct, 0, list, 4, sct.length);
        ASN1EncodableVector features = new ASN1EncodableVector();
        features.add(new ASN1Integer(5));
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        new ASN1ObjectIdentifier(ExtensionIds.SCT_LIST),
                                        new DEROctetString(list))
                                .extension(
                                        new ASN1ObjectIdentifier(ExtensionIds.TLS_FEATURE),
                                        new DERSequence(features))
                                .critical(
                                        new ASN1ObjectIdentifier(
                                                ExtensionIds.PRECERTIFICATE_POISON),
                                        DERNull.INSTANCE)
                                .der());
        assertNull(row.parseError());
        assertEquals(1, row.sctCount());
        assertEquals(List.of("5a" + "00".repeat(31)), row.sctLogIds());
        assertEquals("[1970-02-19T17:02:47.296Z]", row.sctTimes().toString());
        assertEquals(true, row.mustStaple());
        assertEquals(true, row.precertificate());
    }

    @Test
    void nameConstraintsAreShownWithTheirForm() {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(
                                        Extension.nameConstraints,
                                        new NameConstraints(
                                                new GeneralSubtree[] {
                                                    new GeneralSubtree(
                                                            new GeneralName(
                                                                    GeneralName.dNSName, "example"))
                                                },
                                                new GeneralSubtree[] {
                                                    new GeneralSubtree(
                                                            new GeneralName(
                                                                    GeneralName.iPAddress,
                                                                    "10.0.0.0/8")),
                                                    new GeneralSubtree(
                                                            new GeneralName(
                                                                    TestCertificate.name(
                                                                            "C=DE,O=x")))
                                                }))
                                .der());
        assertEquals(List.of("dns:example"), row.permittedNames());
        assertEquals(List.of("ip:10.0.0.0/255.0.0.0", "directory:O=x,C=DE"), row.excludedNames());
    }

    @Test
    void version1() {
        CertificateRow row = CertificateParser.parse(new TestCertificate().version1().der());
        assertEquals(1, row.version());
        assertNull(row.isCa());
        assertEquals(List.of(), row.extensions());
    }

    @Test
    void bytesBehindTheEndAreSaid() {
        byte[] der = new TestCertificate().der();
        CertificateRow row = CertificateParser.parse(Arrays.copyOf(der, der.length + 7));
        assertEquals("CN=test", row.subject());
        assertEquals("certificate: 7 bytes behind its end", row.parseError());
    }

    @Test
    void notSelfSignedByAnotherKeyOfTheSameName() {
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate().issuer("CN=test", TestKeys.ec("other")).der());
        assertEquals(true, row.selfIssued());
        assertEquals(false, row.selfSigned());
    }

    @Test
    void everyPrefixIsARowWithAnError() {
        byte[] der = new TestCertificate().der();
        for (int length = 0; length < der.length; length++) {
            CertificateRow row = CertificateParser.parse(Arrays.copyOf(der, length));
            assertNotNull(row.parseError());
            assertNull(row.subject());
            assertEquals(64, row.sha256().length());
        }
    }

    @Test
    void nestingCostsNothing() {
        byte[] deep = new byte[1 << 18];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        assertNotNull(CertificateParser.parse(deep).parseError());
        CertificateRow row =
                CertificateParser.parse(
                        new TestCertificate()
                                .extension(Extension.subjectAlternativeName, deep, false)
                                .extension(Extension.keyUsage, deep, false)
                                .der());
        assertEquals("CN=test", row.subject());
    }
}
