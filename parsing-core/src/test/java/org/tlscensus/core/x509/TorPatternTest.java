package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.CertificateRow;

class TorPatternTest {
    private static TestCertificate link(String subject, String issuer, int bits) {
        return new TestCertificate()
                .subject(subject)
                .keys(TestKeys.rsa("tor", bits))
                .issuer(issuer, TestKeys.rsa("tor identity", 1024));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        CN=www.abcdefgh.net             | CN=www.zzzzzzzz.com             | server_link
        CN=www.abcdefgh.net             | CN=www.zzzzzzzz.net             | server_link
        CN=www.abcdefghabcdefgh2345.net | CN=www.zzzzzzzzzzzzzzzz2345.com | server_link
        CN=www.abcdefg.net              | CN=www.zzzzzzzz.com             |
        CN=www.abcdefghabcdefgh23456.net| CN=www.zzzzzzzz.com             |
        CN=www.abcdefgh.net             | CN=www.zzzzzzz.com              |
        CN=www.abcdefgh.net             | CN=www.zzzzzzzzzzzzzzzz23456.com|
        CN=www.abcdefg1.net             | CN=www.zzzzzzzz.com             |
        CN=www.abcdefg8.net             | CN=www.zzzzzzzz.com             |
        CN=www.abcdefg0.net             | CN=www.zzzzzzzz.com             |
        CN=www.abcdefg7.net             | CN=www.zzzzzzz2.com             | server_link
        CN=www.abcd-fgh.net             | CN=www.zzzzzzzz.com             |
        CN=www.Abcdefgh.net             | CN=www.zzzzzzzz.com             |
        CN=WWW.ABCDEFGH.NET             | CN=www.zzzzzzzz.com             |
        CN=www.abcdefgh.com             | CN=www.zzzzzzzz.com             |
        CN=www.abcdefgh.net             | CN=www.zzzzzzzz.org             |
        CN=www.abcdefgh.net             | CN=www.abcdefgh.net             |
        CN=abcdefgh.net                 | CN=www.zzzzzzzz.com             |
        CN=www.abcdefgh.net.            | CN=www.zzzzzzzz.com             |
        CN=www.abcd.efgh.net            | CN=www.zzzzzzzz.com             |
        C=DE,CN=www.abcdefgh.net        | CN=www.zzzzzzzz.com             |
        CN=www.abcdefgh.net             | O=x,CN=www.zzzzzzzz.com         |
        O=www.abcdefgh.net              | CN=www.zzzzzzzz.com             |
        CN=www.abcdefgh.net             | O=www.zzzzzzzz.com              |
        """)
    void names(String subject, String issuer, String expected) {
        byte[] der = link(subject, issuer, 1024).der();
        assertEquals(expected, CertificateParser.parse(der).torPattern());
        assertEquals(expected != null, TorPattern.DEFAULT.isLink(der));
    }

    @Test
    void whatElseIsNoLink() {
        String subject = "CN=www.abcdefgh.net";
        String issuer = "CN=www.zzzzzzzz.com";
        Map<String, byte[]> near = new TreeMap<>();
        near.put(
                "extensions",
                link(subject, issuer, 1024)
                        .extension(Extension.basicConstraints, new BasicConstraints(false))
                        .der());
        near.put("version 1", link(subject, issuer, 1024).version1().der());
        near.put("elliptic curve", link(subject, issuer, 1024).keys(TestKeys.ec("tor")).der());
        near.put("no DER", new byte[] {0x30, 3, 1, 2});
        near.put("nothing", new byte[0]);
        near.forEach(
                (what, der) -> {
                    assertFalse(TorPattern.DEFAULT.isLink(der), what);
                    assertNull(CertificateParser.parse(der).torPattern(), what);
                });
        assertTrue(TorPattern.DEFAULT.isLink(link(subject, issuer, 1024).der()));
    }

    @ParameterizedTest
    @CsvSource({
        "www.abcd.com, true",
        "www.abcdefghijklmnopqrstuvwxy.com, true",
        "www.abc.com, false",
        "www.abcdefghijklmnopqrstuvwxyz.com, false",
        "www.abcd.net, false",
        "www.abc1.com, false",
        "www.ABCD.com, false",
        "abcd.com, false",
        "www.heise.com, true", // a real name may look like that
    })
    void serverNames(String name, boolean expected) {
        assertEquals(expected, TorPattern.DEFAULT.isMadeUp(name));
    }

    /** From notBefore to notAfter. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        2011-03-04T05:06:07Z | 2011-03-04T07:06:07Z | com | 1024 | SHA1 | up to 0.2.2.32
        2011-03-04T00:00:00Z | 2011-03-04T02:00:00Z | net | 1024 | SHA1 | up to 0.2.2.32
        2011-03-04T05:06:07Z | 2011-03-04T07:06:06Z | com | 1024 | SHA1 |
        2011-03-04T05:06:07Z | 2011-03-04T07:06:08Z | com | 1024 | SHA1 |
        2011-09-15T05:06:07Z | 2012-09-14T05:06:07Z | net | 1024 | SHA1 | 0.2.2.33 to 0.2.3.5
        2011-11-15T05:06:07Z | 2012-11-14T05:06:07Z | com | 1024 | SHA1 | 0.2.3.6 to 0.2.4.10
        2011-11-15T05:06:07Z | 2012-11-14T05:06:06Z | com | 1024 | SHA1 |
        2011-11-15T05:06:07Z | 2012-11-14T05:06:08Z | net | 1024 | SHA1 |
        2013-03-04T00:00:00Z | 2013-03-09T00:00:00Z | com | 1024 | SHA1 | 0.2.4.11 to 0.3.0.0
        2013-03-04T00:00:00Z | 2013-03-08T23:59:59Z | com | 1024 | SHA1 | 0.2.4.11 to 0.3.0.0
        2013-03-04T00:00:00Z | 2013-03-08T23:59:58Z | com | 1024 | SHA1 |
        2013-03-04T00:00:00Z | 2013-03-09T00:00:01Z | com | 1024 | SHA1 |
        2013-03-04T00:00:00Z | 2013-03-08T00:00:00Z | com | 1024 | SHA1 |
        2013-03-04T00:00:01Z | 2013-03-09T00:00:01Z | com | 1024 | SHA1 |
        2013-03-04T00:00:00Z | 2014-03-04T00:00:00Z | com | 1024 | SHA1 | 0.2.4.11 to 0.3.0.0
        2013-03-04T00:00:00Z | 2014-03-03T23:59:59Z | com | 1024 | SHA1 | 0.2.4.11 to 0.3.0.0
        2013-03-04T00:00:00Z | 2014-03-05T00:00:00Z | com | 1024 | SHA1 |
        2017-03-04T00:00:00Z | 2017-03-09T00:00:00Z | com | 2048 | SHA256 | from 0.3.0.1
        2017-03-04T00:00:00Z | 2018-03-03T23:59:59Z | com | 2048 | SHA256 | from 0.3.0.1
        2017-03-04T00:00:00Z | 2017-03-09T00:00:00Z | com | 2048 | SHA1   |
        2017-03-04T00:00:00Z | 2017-03-09T00:00:00Z | com | 1024 | SHA256 |
        2017-03-04T00:00:00Z | 2017-03-04T00:00:00Z | com | 2048 | SHA256 |
        2017-03-04T00:00:00Z | 2016-03-04T00:00:00Z | com | 2048 | SHA256 |
        """)
    void versionBands(
            String from, String to, String domain, int bits, String hash, String expected) {
        CertificateRow row =
                CertificateParser.parse(
                        link("CN=www.abcdefgh.net", "CN=www.zzzzzzzz." + domain, bits)
                                .algorithm(hash + "withRSA")
                                .valid(from, to)
                                .der());
        assertEquals("server_link", row.torPattern());
        assertEquals(expected, row.torVersionBand());
    }

    @Test
    void onlyLinksHaveBands() {
        CertificateRow row =
                CertificateParser.parse(
                        link("CN=www.example.net", "CN=www.zzzzzzzz.com", 1024)
                                .valid("2011-03-04T05:06:07Z", "2011-03-04T07:06:07Z")
                                .der());
        assertNull(row.torPattern());
        assertNull(row.torVersionBand());
    }

    @Test
    void rulesMayBeChanged() throws IOException {
        String rules = Files.readString(Path.of("..", "conf", "tor-pattern.conf"));
        TorPattern changed = TorPattern.parse(rules.replace(".net\nissuer", ".org\nissuer"));
        assertTrue(changed.isLink(link("CN=www.abcdefgh.org", "CN=www.zzzzzzzz.com", 1024).der()));
        assertFalse(changed.isLink(link("CN=www.abcdefgh.net", "CN=www.zzzzzzzz.com", 1024).der()));
        assertTrue(TorPattern.parse(rules.replace("{4,25}", "{3}")).isMadeUp("www.abc.com"));
        assertThrows(
                IllegalArgumentException.class,
                () -> TorPattern.parse(rules.replace("server_name", "host")));
        assertThrows(
                IllegalArgumentException.class,
                () -> TorPattern.parse(rules.replace("version = 3", "")));
        assertThrows(
                IllegalArgumentException.class,
                () -> TorPattern.parse(rules.replace("{8,20}", "{8,")));
    }

    @Test
    void theFileIsWhatIsBuiltIn() throws IOException {
        try (InputStream in = TorPattern.class.getResourceAsStream("tor-pattern.conf")) {
            assertEquals(
                    Files.readString(Path.of("..", "conf", "tor-pattern.conf")),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
