package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.wire.ParseException;

class RevocationListTest {
    private static final String UPPER = "CN=Upper,O=Made";
    private static final String POINT = "http://crl.example/1.crl";

    private static List<String> entries(byte[] der) throws ParseException {
        List<String> entries = new ArrayList<>();
        RevocationList.parse(der)
                .entries(
                        entry ->
                                entries.add(
                                        entry.serialNumber()
                                                + " "
                                                + entry.revocationTime()
                                                + " "
                                                + entry.reason()));
        return entries;
    }

    @Test
    void entriesAndFieldsOfAMadeList() throws ParseException {
        byte[] der =
                MadeList.by(UPPER, "upper")
                        .revoked("1267", "2024-05-20T01:02:03Z", 1)
                        .revoked("8f00000000000000000000000000000001", "2024-05-21T00:00:00Z", 0)
                        .revoked("02", "2051-01-01T00:00:00Z", 6)
                        .revoked("03", "2024-05-21T00:00:00Z", 8)
                        .der();
        assertEquals(
                List.of(
                        "1267 2024-05-20T01:02:03Z key_compromise",
                        "8f00000000000000000000000000000001 2024-05-21T00:00:00Z null",
                        "02 2051-01-01T00:00:00Z certificate_hold"),
                entries(der));
        RevocationList list = RevocationList.parse(der);
        assertEquals("O=Made,CN=Upper", list.issuer());
        assertEquals("2024-05-25T00:00:00Z", list.thisUpdate().toString());
        assertEquals("2024-06-08T00:00:00Z", list.nextUpdate().toString());
        assertEquals(ListScope.ALL, list.scope());
        assertEquals(List.of(), entries(MadeList.by(UPPER, "upper").der()));
    }

    private static Arguments scope(
            String name,
            ListScope expected,
            ASN1ObjectIdentifier oid,
            boolean isCritical,
            ASN1Encodable value) {
        return Arguments.of(
                name, expected, MadeList.by(UPPER, "upper").extension(oid, isCritical, value));
    }

    private static IssuingDistributionPoint point(
            boolean users, boolean authorities, ReasonFlags reasons, boolean indirect) {
        DistributionPointName name =
                new DistributionPointName(
                        new GeneralNames(
                                new GeneralName(GeneralName.uniformResourceIdentifier, POINT)));
        return new IssuingDistributionPoint(name, users, authorities, reasons, indirect, false);
    }

    static Stream<Arguments> scopes() {
        ASN1ObjectIdentifier point = Extension.issuingDistributionPoint;
        List<String> points = List.of(POINT);
        return Stream.of(
                scope(
                        "a part by its place",
                        new ListScope(points, false, false, false, false),
                        point,
                        true,
                        point(false, false, null, false)),
                scope(
                        "users alone",
                        new ListScope(points, true, false, false, false),
                        point,
                        true,
                        point(true, false, null, false)),
                scope(
                        "authorities alone",
                        new ListScope(points, false, true, false, false),
                        point,
                        true,
                        point(false, true, null, false)),
                scope(
                        "some reasons",
                        new ListScope(points, false, false, true, false),
                        point,
                        true,
                        point(false, false, new ReasonFlags(ReasonFlags.keyCompromise), false)),
                scope(
                        "of other issuers, too",
                        new ListScope(points, false, false, false, true),
                        point,
                        true,
                        point(false, false, null, true)),
                scope(
                        "what changed",
                        new ListScope(List.of(), false, false, true, false),
                        Extension.deltaCRLIndicator,
                        true,
                        new ASN1Integer(5)),
                scope(
                        "something that is critical and unknown",
                        new ListScope(List.of(), false, false, true, false),
                        new ASN1ObjectIdentifier("1.2.3.4"),
                        true,
                        DERNull.INSTANCE),
                scope(
                        "something that is unknown",
                        ListScope.ALL,
                        new ASN1ObjectIdentifier("1.2.3.4"),
                        false,
                        DERNull.INSTANCE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scopes")
    void scopeIsTold(String name, ListScope expected, MadeList list) throws ParseException {
        assertEquals(expected, RevocationList.parse(list.der()).scope());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a CA of the archive     | CN=Upper,O=Made  | upper | VALID
            an anchor               | CN=Root,O=Made   | root  | VALID
            another key             | CN=Upper,O=Made  | lower | INVALID
            nobody of that name     | CN=Nobody,O=Made | upper | UNKNOWN
            who must not sign lists | CN=Mute,O=Made   | mute  | UNKNOWN
            """)
    void whoSignedIsFound(String name, String issuer, String keys, ListIssuers.Verdict expected)
            throws ParseException {
        MadeChain made = new MadeChain();
        TestCertificate mute =
                new TestCertificate()
                        .subject("CN=Mute,O=Made")
                        .keys(TestKeys.ec("mute"))
                        .issuer("CN=Root,O=Made", TestKeys.ec("root"))
                        .critical(Extension.basicConstraints, new BasicConstraints(true))
                        .critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign));
        List<byte[]> archive = new ArrayList<>(made.sent());
        archive.add(mute.der());
        ListIssuers issuers = new ListIssuers(CertificatePool.of(archive));
        RevocationList list = RevocationList.parse(MadeList.by(issuer, keys).der());
        assertEquals(expected, issuers.check(list, List.of(TrustStore.of("made", made.trusted()))));
    }

    @Test
    void everyPrefixIsRefused() {
        byte[] der = MadeList.by(UPPER, "upper").revoked("05", "2024-05-20T00:00:00Z", 1).der();
        for (int length = 0; length < der.length; length++) {
            byte[] prefix = Arrays.copyOf(der, length);
            assertThrows(ParseException.class, () -> RevocationList.parse(prefix));
        }
    }

    @ParameterizedTest
    @CsvSource({"EC, -newkey ec -pkeyopt ec_paramgen_curve:P-256", "RSA, -newkey rsa:2048"})
    void listsOfOpensslAreRead(String name, String key, @TempDir Path folder)
            throws IOException, InterruptedException, ParseException {
        Openssl.inFolder(folder);
        Files.writeString(
                folder.resolve("index.txt"),
                """
                R\t300101000000Z\t240520010203Z,keyCompromise\t1267\tunknown\t/CN=a
                V\t300101000000Z\t\t0B\tunknown\t/CN=b
                R\t300101000000Z\t240521000000Z\t00C0FFEE\tunknown\t/CN=c
                """);
        Files.writeString(folder.resolve("number"), "01\n");
        Files.writeString(
                folder.resolve("ca.cnf"),
                """
                [ca]
                default_ca=made
                [made]
                database=index.txt
                crlnumber=number
                default_md=sha256
                default_crl_days=7
                crl_extensions=list
                [list]
                authorityKeyIdentifier=keyid
                """);
        run(
                folder,
                "openssl req -x509 -nodes -days 30 -subj /O=Made/CN=OpenSSL -keyout ca.key -out"
                        + " ca.pem "
                        + key);
        run(folder, "openssl ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.pem -out list.pem");
        run(folder, "openssl crl -in list.pem -outform DER -out list.der");
        byte[] der = Files.readAllBytes(folder.resolve("list.der"));
        assertEquals(
                List.of(
                        "1267 2024-05-20T01:02:03Z key_compromise",
                        "c0ffee 2024-05-21T00:00:00Z null"),
                entries(der));
        TrustStore store =
                TrustStore.fromPem("openssl", Files.readAllBytes(folder.resolve("ca.pem")));
        ListIssuers issuers = new ListIssuers(CertificatePool.of(List.of()));
        assertEquals(
                ListIssuers.Verdict.VALID,
                issuers.check(RevocationList.parse(der), List.of(store)));
        byte[] serial = {(byte) 0xc0, (byte) 0xff, (byte) 0xee};
        int at = 0;
        while (!Arrays.equals(der, at, at + 3, serial, 0, 3)) {
            at++;
        }
        der[at + 2] ^= 1;
        assertEquals(
                ListIssuers.Verdict.INVALID,
                issuers.check(RevocationList.parse(der), List.of(store)));
    }

    private static void run(Path folder, String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command.split(" ", -1))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + ": " + said);
    }
}
