package org.tlscensus.core.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.OcspRow;
import org.tlscensus.core.x509.IssuerCertificate;

class OcspMessagesTest {
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final Date TIME = Date.from(Instant.parse("2024-06-01T12:00:00Z"));
    private static final Date LATER = Date.from(Instant.parse("2024-06-08T12:00:00Z"));

    private final KeyPair authority = keys();
    private final KeyPair delegate = keys();
    private final X509CertificateHolder issuer =
            certificate("CN=CA", authority, "CN=CA", authority, null);

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys) {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(PROVIDER)
                    .build(keys.getPrivate());
        } catch (org.bouncycastle.operator.OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509CertificateHolder certificate(
            String subject, KeyPair keys, String by, KeyPair byKeys, KeyPurposeId purpose) {
        try {
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(
                            new X500Name(by),
                            BigInteger.ONE,
                            TIME,
                            LATER,
                            new X500Name(subject),
                            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            if (purpose != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            return builder.build(signer(byKeys));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CertificateID id(String serial, String hash) throws Exception {
        var algorithm =
                hash.equals("sha1")
                        ? CertificateID.HASH_SHA1
                        : new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                new org.bouncycastle.asn1.ASN1ObjectIdentifier(
                                        "2.16.840.1.101.3.4.2.1"));
        DigestCalculator calculator =
                new JcaDigestCalculatorProviderBuilder()
                        .setProvider(PROVIDER)
                        .build()
                        .get(algorithm);
        return new CertificateID(calculator, issuer, new BigInteger(serial, 16));
    }

    private static Extensions nonce() throws Exception {
        return new Extensions(
                new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                        false,
                        new DEROctetString(new byte[16]).getEncoded()));
    }

    /** Three answers, signed by the CA or by one whose certificate comes along. */
    private byte[] response(KeyPair signingKeys, X509CertificateHolder... certificates)
            throws Exception {
        BasicOCSPRespBuilder basic =
                new BasicOCSPRespBuilder(new RespID(new X500Name("CN=Responder,O=Made")));
        basic.addResponse(id("0a", "sha1"), CertificateStatus.GOOD, TIME, LATER);
        basic.addResponse(id("-b", "sha256"), new RevokedStatus(TIME, 4), TIME, null, null);
        basic.addResponse(id("0c", "sha1"), new UnknownStatus(), TIME, null, null);
        basic.setResponseExtensions(nonce());
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        basic.build(signer(signingKeys), certificates, TIME))
                .getEncoded();
    }

    @Test
    void aRequestForTwo() throws Exception {
        byte[] message =
                new OCSPReqBuilder()
                        .addRequest(id("0123", "sha1"))
                        .addRequest(id("ff", "sha256"))
                        .setRequestExtensions(nonce())
                        .build()
                        .getEncoded();
        List<OcspRow> rows = OcspRequest.parse(message).rows();
        assertEquals(2, rows.size());
        assertEquals("0123", rows.get(0).serialNumber());
        assertEquals("sha1", rows.get(0).hashAlgorithm());
        assertEquals("ff", rows.get(1).serialNumber());
        assertEquals("sha256", rows.get(1).hashAlgorithm());
        assertEquals(1, rows.get(1).position());
        assertEquals(true, rows.get(0).nonce());
        assertNull(rows.get(0).parseError());
        IssuerCertificate ca = IssuerCertificate.of(issuer.getEncoded()).orElseThrow();
        for (OcspRow row : rows) {
            assertEquals(ca.nameHash(row.hashAlgorithm()), row.issuerNameHash());
            assertEquals(ca.keyHash(row.hashAlgorithm()), row.issuerKeyHash());
        }
    }

    @Test
    void aResponseOfThree() throws Exception {
        OcspResponse response = OcspResponse.parse(response(authority));
        List<OcspRow> rows = response.rows();
        assertEquals(3, rows.size());
        OcspRow good = rows.get(0);
        assertEquals("successful", good.responseStatus());
        assertEquals("O=Made,CN=Responder", good.responderId());
        assertEquals("2024-06-01T12:00:00Z", good.producedAt().toString());
        assertEquals("ecdsa-with-SHA256", good.signatureAlgorithm());
        assertEquals(true, good.nonce());
        assertEquals("0a", good.serialNumber());
        assertEquals("good", good.certificateStatus());
        assertEquals("2024-06-01T12:00:00Z", good.thisUpdate().toString());
        assertEquals("2024-06-08T12:00:00Z", good.nextUpdate().toString());
        assertNull(good.parseError());
        OcspRow revoked = rows.get(1);
        assertEquals("revoked", revoked.certificateStatus());
        assertEquals("superseded", revoked.revocationReason());
        assertEquals("2024-06-01T12:00:00Z", revoked.revocationTime().toString());
        assertEquals("-0b", revoked.serialNumber());
        assertNull(revoked.nextUpdate());
        assertEquals("unknown", rows.get(2).certificateStatus());
    }

    @Test
    void signedByTheIssuerOrItsDelegate() throws Exception {
        IssuerCertificate ca = IssuerCertificate.of(issuer.getEncoded()).orElseThrow();
        assertEquals(true, OcspResponse.parse(response(authority)).isSignedFor(ca));
        X509CertificateHolder appointed =
                certificate("CN=D", delegate, "CN=CA", authority, KeyPurposeId.id_kp_OCSPSigning);
        assertEquals(true, OcspResponse.parse(response(delegate, appointed)).isSignedFor(ca));
        X509CertificateHolder wrongPurpose =
                certificate("CN=D", delegate, "CN=CA", authority, KeyPurposeId.id_kp_serverAuth);
        assertEquals(false, OcspResponse.parse(response(delegate, wrongPurpose)).isSignedFor(ca));
        X509CertificateHolder selfMade =
                certificate("CN=D", delegate, "CN=CA", delegate, KeyPurposeId.id_kp_OCSPSigning);
        assertEquals(false, OcspResponse.parse(response(delegate, selfMade)).isSignedFor(ca));
        assertEquals(false, OcspResponse.parse(response(delegate)).isSignedFor(ca));
    }

    @ParameterizedTest
    @CsvSource({
        "1, malformed_request",
        "2, internal_error",
        "3, try_later",
        "5, sig_required",
        "6, unauthorized",
    })
    void refusals(int number, String word) {
        List<OcspRow> rows =
                OcspResponse.parse(new byte[] {0x30, 3, 0x0a, 1, (byte) number}).rows();
        assertEquals(1, rows.size());
        assertEquals(word, rows.get(0).responseStatus());
        assertNull(rows.get(0).position());
        assertNull(rows.get(0).parseError());
    }

    @ParameterizedTest
    @CsvSource({
        "30030a0104, responseStatus: BAD_VALUE",
        "30050a0100a000, responseBytes: TRUNCATED",
        "3c03444f43, OCSPResponse: BAD_VALUE",
        "3080, OCSPResponse: TRUNCATED",
    })
    void nonsenseIsARowToo(String hex, String error) {
        byte[] message = java.util.HexFormat.of().parseHex(hex);
        String said = OcspResponse.parse(message).rows().get(0).parseError();
        assertTrue(said.startsWith(error), said);
    }

    @Test
    void everyPrefixIsSaidToBeBroken() throws Exception {
        byte[] message = response(authority);
        for (int length = 0; length < message.length; length++) {
            assertNotNull(OcspResponse.parse(Arrays.copyOf(message, length)).parseError());
            assertNotNull(OcspRequest.parse(Arrays.copyOf(message, length)).parseError());
        }
    }

    @Test
    void mutantsAreRows() throws Exception {
        byte[] request = new OCSPReqBuilder().addRequest(id("0123", "sha1")).build().getEncoded();
        byte[] response = response(authority, issuer);
        Random random = new Random(20160302);
        int readable = 0;
        for (int i = 0; i < 50_000; i++) {
            readable +=
                    rows(mutant(request, random), "request") + rows(mutant(response, random), "");
        }
        assertTrue(readable > 0, "nothing was left of any message");
    }

    private static int rows(byte[] message, String kind) {
        List<OcspRow> rows =
                kind.equals("request")
                        ? OcspRequest.parse(message).rows()
                        : OcspResponse.parse(message).rows();
        assertTrue(!rows.isEmpty(), "no row");
        return rows.get(0).serialNumber() == null ? 0 : 1;
    }

    private static byte[] mutant(byte[] message, Random random) {
        byte[] mutant = message.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        return mutant;
    }
}
