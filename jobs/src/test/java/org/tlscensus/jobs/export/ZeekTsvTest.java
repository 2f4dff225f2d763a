package org.tlscensus.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

class ZeekTsvTest {
    @TempDir Path folder;

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "-"),
                Arguments.of("", "(empty)"),
                Arguments.of("-", "\\x2d"),
                Arguments.of("(empty)", "\\x28empty)"),
                Arguments.of("--", "--"),
                Arguments.of("a\tb\nc\u007f", "a\\x09b\\x0ac\\x7f"),
                Arguments.of("O=Acme\\, Inc", "O=Acme\\\\, Inc"),
                Arguments.of("münchen.example", "münchen.example"),
                Arguments.of(true, "T"),
                Arguments.of(false, "F"),
                Arguments.of(Instant.parse("2012-02-17T10:00:00.123456789Z"), "1329472800.123456"),
                Arguments.of(Instant.parse("1950-01-01T00:00:00Z"), "-631152000.000000"),
                Arguments.of(0.4659709930419922, "0.465971"),
                Arguments.of(new BigDecimal("3"), "3.000000"),
                Arguments.of(70_000_000_000L, "70000000000"),
                Arguments.of(List.of(), "(empty)"),
                Arguments.of(List.of(1, 2), "1,2"),
                Arguments.of(List.of("a,b", "c"), "a\\x2cb,c"),
                Arguments.of(List.of("", "-"), "(empty),\\x2d"),
                Arguments.of(Arrays.asList("a", null), "a,-"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesValues(Object value, String expected) {
        StringBuilder text = new StringBuilder();
        ZeekTsv.append(text, value);
        assertEquals(expected, text.toString());
    }

    /** What a reader takes back, by nothing but the header lines. */
    @Test
    void isReadByItsHeader() throws Exception {
        ZeekLog log =
                new ZeekLog(
                        "made",
                        List.of(ZeekField.of("ts", "time"), ZeekField.of("odd", "vector[string]")));
        Instant time = Instant.parse("2012-02-17T10:00:00Z");
        List<String> odd = List.of("a,b", "\\x41", "tab\there", "ü", "");
        NamedRow row =
                new NamedRow(
                                List.of(
                                        new ResultColumn("ts", "TIMESTAMP"),
                                        new ResultColumn("odd", "ARRAY<STRING>")))
                        .moveTo(Row.of(time, odd));
        Path file = folder.resolve("made.log");
        Files.writeString(
                file, ZeekTsv.head(log, time) + ZeekTsv.line(log, row) + ZeekTsv.foot(time));
        ZeekLogReader read = ZeekLogReader.read(file);
        assertEquals("made", read.path());
        assertEquals(List.of("ts", "odd"), read.fields());
        assertEquals(List.of("time", "vector[string]"), read.types());
        assertEquals(odd, read.rows().get(0).get("odd"));
    }

    @ParameterizedTest
    @CsvSource({
        "sslv2, 2, SSLv2",
        "tls1.2, 771, TLSv12",
        "tls1.3-draft23, 32535, TLSv13-draft23",
        "dtls1.3, 65276, DTLSv13",
        "0xfb1a, 64282, unknown-64282"
    })
    void namesVersions(String word, int number, String name) {
        assertEquals(number, ZeekVersion.number(word));
        assertEquals(name, ZeekVersion.name(word));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "100.63.255.255, false",
        "100.64.0.1, true",
        "255.255.255.255, true",
        "8.8.8.8, false",
        "::1, true",
        "fe80::1, true",
        "fec0::1, false",
        "2001:4860::1, false",
        "2001:db8::1, true",
        "2002:a01:203::1, true",
        "2002:808:808::1, false",
        "00:11:22:33:44:55, false"
    })
    void knowsSpecialAddresses(String address, boolean isSpecial) {
        assertEquals(isSpecial, SpecialAddresses.contain(address));
    }

    @ParameterizedTest
    @CsvSource({"campus, campus", "a/b c, a%2Fb c", ".., %2E.", "50%, 50%25", "Zürich, Zürich"})
    void namesFolders(String site, String folder) {
        assertEquals(folder, SiteFolder.name(site));
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, C0",
        "000000000000000000000001ffffffff, C1",
        "00000000000000000000003e00000000, C10",
        "ffffffffffffffffffffffff00000000, C1f2SI9UJPXvb7vdJ1"
    })
    void makesIds(String id, String uid) {
        assertEquals(uid, ZeekId.ofConnection(id));
    }
}
