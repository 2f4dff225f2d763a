package org.tlscensus.core.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.OcspRow;

/** Signed certificate timestamps in single responses (RFC 6962 section 3.3). */
class OcspTimestampsTest {
    private static final String SCT_LIST = "1.3.6.1.4.1.11129.2.4.5";
    private static final String ARCHIVE_CUTOFF = "1.3.6.1.5.5.7.48.1.6";
    private static final String SHA1 = "1.3.14.3.2.26";
    private static final Date TIME = Date.from(Instant.parse("2024-06-01T12:00:00Z"));

    private static byte[] response(Extensions extensions) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        CertID id =
                new CertID(
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier(SHA1)),
                        new DEROctetString(new byte[20]),
                        new DEROctetString(new byte[20]),
                        new ASN1Integer(BigInteger.TEN));
        BasicOCSPRespBuilder basic = new BasicOCSPRespBuilder(new RespID(new X500Name("CN=R")));
        basic.addResponse(new CertificateID(id), CertificateStatus.GOOD, TIME, null, extensions);
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        basic.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .setProvider(new BouncyCastleProvider())
                                        .build(keys.getPrivate()),
                                new X509CertificateHolder[0],
                                TIME))
                .getEncoded();
    }

    private static Extension extension(String oid, byte[] value) throws IOException {
        byte[] inner = new DEROctetString(value).getEncoded();
        return new Extension(new ASN1ObjectIdentifier(oid), false, inner);
    }

    private static OcspRow row(String list) throws Exception {
        Extension other = extension(ARCHIVE_CUTOFF, new byte[] {1});
        Extensions extensions =
                list == null
                        ? new Extensions(other)
                        : new Extensions(
                                new Extension[] {
                                    other, extension(SCT_LIST, HexFormat.of().parseHex(list))
                                });
        return OcspResponse.parse(response(extensions)).rows().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            no list             |                       |              |
            empty list          | 0000                  | []           |
            one                 | 0004 0002 aabb        | [aabb]       |
            two, in their order | 0007 0002 aabb 0001cc | [aabb, cc]   |
            longer than told    | 0004 0002 aabb 00     |              | sct_list: TRAILING_BYTES
            shorter than told   | 0005 0002 aabb        |              | sct_list: TRUNCATED
            an empty one        | 0002 0000             |              | serialized_sct: BAD_LENGTH
            """)
    void timestampsAreRead(String name, String list, String expected, String error)
            throws Exception {
        OcspRow row = row(list == null ? null : list.replace(" ", ""));
        assertEquals(expected, row.scts() == null ? null : row.scts().toString());
        assertEquals("good", row.certificateStatus());
        String told = row.parseError() == null ? null : row.parseError().replaceAll(" at .*", "");
        assertEquals(error, told);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "101, -1"})
    void theirNumberIsBounded(int count, int expected) throws Exception {
        OcspRow row = row(String.format("%04x", 3 * count) + "0001aa".repeat(count));
        assertEquals(expected, row.scts() == null ? -1 : row.scts().size());
    }
}
