package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.DamagedFile;
import org.tlscensus.jobs.failure.UserError;

class OcspListsTest {
    private static final Path CONF = Path.of("..", "conf");

    @TempDir Path folder;

    /**
     * Every application that the paper names, as such products call themselves; and some others.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        Mozilla/5.0 (Windows NT 6.1; WOW64; rv:38.0) Gecko/20100101 Firefox/38.0                            | Web browsers       | Firefox
        Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/45.0.2454.85 Safari/537.36 | Web browsers  | Chrome
        Mozilla/5.0 (Windows NT 6.1; rv:25.7) Gecko/20150824 Firefox/31.9 PaleMoon/25.7.0                   | Web browsers       | Pale Moon
        Opera/9.80 (Windows NT 6.1) Presto/2.12.388 Version/12.17                                           | Web browsers       | Opera
        Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/44.0.2403.157 Safari/537.36 OPR/31.0.1889.174 | Web browsers | Opera
        Mozilla/5.0 (X11; Linux x86_64; rv:38.0) Gecko/20100101 Firefox/38.0 Iceweasel/38.2.1               | Web browsers       | (Iceweasel)
        ocspd/1.0.3                                                                                         | library or daemon  | ocspd
        Microsoft-CryptoAPI/6.1                                                                             | library or daemon  | Microsoft-CryptoAPI
        securityd (unknown version) CFNetwork/672.1.15 Darwin/14.0.0                                        | library or daemon  | securityd
        Java/1.8.0_60                                                                                       | library or daemon  | java
        SomeApp/1.0 CFNetwork/711.1.16 Darwin/14.0.0                                                        | library or daemon  | cfnetwork
        Mozilla/5.0 (Windows NT 6.1; WOW64; rv:38.0) Gecko/20100101 Thunderbird/38.2.0                      | email client       | Thunderbird
        Mozilla/5.0 (Windows NT 6.1; rv:38.0) Gecko/20100101 Thunderbird/38.2.0 Lightning/4.0.2             | other applications | Lightning
        Mozilla/5.0 (Windows NT 6.1; rv:38.0) Gecko/20100101 Firefox/38.0 Zotero/4.0.28                     | other applications | Zotero
        curl/7.88.1                                                                                         | library or daemon  | (curl)
        """)
    void clientsAreTold(String userAgent, String category, String application) throws IOException {
        ClientRules rules = ClientRules.read(CONF.resolve("ocsp-clients.conf"));
        assertEquals(new ClientRules.Client(category, application), rules.client(userAgent));
    }

    @Test
    void whoIsNotKnownIsNobody() throws IOException {
        ClientRules rules = ClientRules.read(CONF.resolve("ocsp-clients.conf"));
        assertNull(rules.client(null));
        assertNull(rules.client("x/1"));
        assertNull(rules.client("a".repeat(1 << 16) + "Firefox/"));
    }

    @Test
    void networksAreToldByAliasesThenLookupsThenAddress() throws IOException {
        Path lookups = folder.resolve("lookups");
        Files.writeString(lookups, "ocsp.a.test a.b.fastly.net.\nocsp.b.test 104.16.1.2\n");
        CdnRules rules = OcspLists.read(CONF, lookups).cdns();
        List<String> akamai = List.of("ocsp.x.test.edgekey.net", "e1.a.akamaiedge.net");
        assertEquals("akamaiedge", rules.network("ocsp.x.test", akamai, "104.16.1.2").label());
        assertEquals("fastly", rules.network("OCSP.a.test", List.of(), "104.16.1.2").label());
        assertEquals("cloudflare", rules.network("ocsp.b.test", null, "192.0.2.1").label());
        assertEquals("cloudflare", rules.network("c.test", null, "2606:4700::1").label());
        assertNull(rules.network("c.test", List.of("notakamaiedge.net"), "192.0.2.1"));
        CdnRules.Network own =
                rules.network("ocsp.godaddy.com", List.of("ocsp.godaddy.com.akadns.net"), null);
        assertEquals("self-hosted (using akadns)", own.label());
        assertTrue(!own.isThirdParty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocsp-clients.conf", "cdn-names.conf", "cdn-ranges.conf"})
    void damagedListsAreRefusedInALine(String name) throws Exception {
        for (String list : List.of("ocsp-clients.conf", "cdn-names.conf", "cdn-ranges.conf")) {
            Files.copy(CONF.resolve(list), folder.resolve(list));
        }
        List<String> lines = Files.readAllLines(CONF.resolve(name));
        String last = String.join("\n", lines.subList(lines.size() - 9, lines.size()));
        DamagedFile.check(
                folder.resolve(name),
                last.getBytes(StandardCharsets.UTF_8),
                List.of(
                        " | ",
                        "(",
                        "[a-",
                        "\\",
                        "*",
                        "/999",
                        "::/129",
                        "1.2.3.4/33",
                        "256.1.1.1/8",
                        "third_party"),
                file -> OcspLists.read(folder, null));
    }

    @Test
    void lookupsMayBeAnyText() throws Exception {
        DamagedFile.check(
                folder.resolve("lookups"),
                "ocsp.a.test a.b.fastly.net.\nocsp.b.test 104.16.1.2 ::1\n# no\n"
                        .getBytes(StandardCharsets.UTF_8),
                List.of("999.1.1.1", "1:::", "::ffff:1.2.3.4", "#", ":"),
                file ->
                        OcspLists.read(CONF, file)
                                .cdns()
                                .network("ocsp.b.test", List.of("x"), "192.0.2.1"));
    }

    @Test
    void wrongLinesAreRefused() throws IOException {
        Path list = folder.resolve("list");
        Files.writeString(list, "a | b\n");
        assertThrows(UserError.class, () -> ClientRules.read(list));
        Files.writeString(list, "a | b | (\n");
        assertThrows(UserError.class, () -> ClientRules.read(list));
        Files.writeString(list, "104.16.0.0 | x | y | z\n");
        Path names = CONF.resolve("cdn-names.conf");
        assertThrows(UserError.class, () -> CdnRules.read(names, list, null));
    }
}
