package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.wire.Side;

/**
 * Certificates that would take minutes where the time grows with the square of their size. What
 * holds of the rows is told; that the tests come to an end is the point.
 */
class CertificateTrapsTest {
    private static final int MANY = 200_003; // three more than the limit

    private static GeneralName dns(String prefix, int number) {
        return new GeneralName(GeneralName.dNSName, prefix + number + ".example");
    }

    private static TestCertificate with(ASN1ObjectIdentifier oid, byte[] value) {
        return new TestCertificate().extension(oid, value, false);
    }

    /** A SEQUENCE in a SEQUENCE in a SEQUENCE, of definite length, each in the one before. */
    private static byte[] nested(int depth) {
        byte[] out = new byte[5 * depth];
        for (int i = 0; i < depth; i++) {
            int left = out.length - 5 * (i + 1);
            out[5 * i] = 0x30;
            out[5 * i + 1] = (byte) 0x83;
            out[5 * i + 2] = (byte) (left >> 16);
            out[5 * i + 3] = (byte) (left >> 8);
            out[5 * i + 4] = (byte) left;
        }
        return out;
    }

    static Stream<Arguments> traps() {
        PolicyInformation[] policies = new PolicyInformation[MANY];
        Arrays.setAll(
                policies,
                i -> new PolicyInformation(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999." + i)));
        AccessDescription[] accesses = new AccessDescription[MANY];
        Arrays.setAll(
                accesses, i -> new AccessDescription(AccessDescription.id_ad_ocsp, dns("o", i)));
        TestCertificate extensions = new TestCertificate();
        for (int i = 0; i < 5_000; i++) {
            extensions.extension(
                    new ASN1ObjectIdentifier("1.3.6.1.4.1.99999." + i),
                    new DEROctetString(new byte[1]));
        }
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
        for (int i = 0; i < 20_000; i++) {
            subject.addRDN(BCStyle.OU, "unit " + i);
        }
        return Stream.of(
                Arguments.of(
                        "policies",
                        new TestCertificate()
                                .extension(
                                        Extension.certificatePolicies,
                                        new CertificatePolicies(policies)),
                        "list: TOO_LARGE"),
                Arguments.of(
                        "places to ask",
                        new TestCertificate()
                                .extension(
                                        Extension.authorityInfoAccess,
                                        new AuthorityInformationAccess(accesses)),
                        null),
                Arguments.of("extensions", extensions, null),
                Arguments.of(
                        "parts of a name", new TestCertificate().subject(subject.build()), null),
                Arguments.of(
                        "digits of a serial number",
                        new TestCertificate().serial(BigInteger.TWO.pow(7_000_000)),
                        null),
                Arguments.of(
                        "depth of a name",
                        with(Extension.subjectAlternativeName, nested(150_000)),
                        null),
                Arguments.of(
                        "depth of policies",
                        with(Extension.certificatePolicies, nested(150_000)),
                        "certificatePolicies: BAD_VALUE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void areRows(String name, TestCertificate certificate, String error) {
        CertificateRow row = CertificateParser.parse(certificate.der());
        assertEquals("2020-01-01T00:00:00Z", row.notBefore().toString());
        if (error == null) {
            assertNull(row.parseError());
        } else {
            assertTrue(row.parseError().startsWith(error), row.parseError());
        }
    }

    private static NameConstraints permitted(int count) {
        GeneralSubtree[] subtrees = new GeneralSubtree[count];
        // The one that all names are under comes last.
        Arrays.setAll(
                subtrees,
                i ->
                        new GeneralSubtree(
                                i < count - 1
                                        ? dns("other", i)
                                        : new GeneralName(GeneralName.dNSName, "example")));
        return new NameConstraints(subtrees, null);
    }

    private static Verdict judged(int names, int constraints) {
        GeneralName[] hosts = new GeneralName[names];
        Arrays.setAll(hosts, i -> dns("host", i));
        byte[] root =
                new TestCertificate()
                        .subject("CN=root")
                        .keys(TestKeys.ec("root"))
                        .critical(Extension.basicConstraints, new BasicConstraints(true))
                        .critical(Extension.nameConstraints, permitted(constraints))
                        .der();
        byte[] leaf =
                new TestCertificate()
                        .issuer("CN=root", TestKeys.ec("root"))
                        .extension(Extension.subjectAlternativeName, new GeneralNames(hosts))
                        .der();
        return new ChainJudge(null, JudgePolicy.DEFAULT)
                .judge(
                        List.of(leaf),
                        MadeChain.TIME,
                        TrustStore.of("made", List.of(root)),
                        Side.SERVER);
    }

    @Test
    void manyNamesBelowManyConstraintsAreNotCompared() {
        assertEquals(Reason.TRUSTED, judged(1_000, 100).reason());
        assertEquals(Reason.NAME_NOT_PERMITTED, judged(15_000, 15_000).reason());
    }
}
