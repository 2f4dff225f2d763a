package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.tls.TlsDetector.Match;

class TlsDetectorTest {
    private static Match match(byte[] bytes) {
        return TlsDetector.match(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ClientHello                     | 160301 00f0 01 0000ec 0303            | YES
                    ServerHello                     | 160303 0051 02 00004d 0303            | YES
                    ServerHello, more in the record | 160303 0f51 02 00004d 0303            | YES
                    hello over many records         | 160301 0100 01 000300 0303            | YES
                    draft's ServerHello             | 160301 0151 02 00004d 7f12            | YES
                    hello of a version of its own   | 160301 00f0 01 0000ec ffff            | YES
                    TLCP's ClientHello              | 160101 0040 01 00003c 0101            | YES
                    header cut over records         | 160301 0002 0100 160301               | NEED_MORE
                    header cut over records, seen   | 160301 0002 0100 160301 00f0          | YES
                    header cut, no record           | 160301 0002 0100 474554202f           | NO
                    warning before the ServerHello  | 150301 0002 0170 160301 0051 02 00004d 0301 | YES
                    warning alone                   | 150301 0002 0170                      | NEED_MORE
                    alert before anything else      | 150301 0002 0228 170301 0020          | NO
                    change before the second hello  | 140303 0001 01 160303 00f0 01 0000ec 0303 | YES
                    change before an encrypted one  | 140303 0001 01 160303 0028 a1         | NO
                    SSL 2.0 framed hello            | 802e 01 0301 0015 0000 0010           | YES
                    SSL 2.0 hello                   | 8031 01 0002 0018 0000 0010           | YES
                    SSL 2.0 hello, a byte off       | 8032 01 0002 0018 0000 0010           | NO
                    SSL 2.0 hello, no suites        | 8019 01 0002 0000 0000 0010           | NO
                    SSL 2.0 ServerHello             | 8338 04 00 01 0002 031a 0003 0010     | YES
                    SSL 2.0 ServerHello cut         | 8338 04 00 01 0002 031a               | NEED_MORE
                    Certificate first               | 160303 0951 0b 00094d 00094a          | NO
                    application data                | 170303 0051 02 00004d                 | NO
                    empty record                    | 160303 0000 160303                    | NO
                    message too short for a hello   | 160301 0010 01 00000c 0303            | NO
                    message too long for a hello    | 160301 4000 01 7fffff 0303            | NO
                    a length of 2^24 - 1, cut       | 160301 4000 01 ff                     | NO
                    version 3.5                     | 160305 00f0 01 0000ec 0303            | NO
                    """)
    void matches(String name, String hex, Match expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertEquals(expected, match(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "160301 00f0 01 0000ec 0303",
                "802e 01 0301 0015 0000 0010",
                "8338 04 00 01 0002 031a 0003 0010",
                "150301 0002 0170 160301 0051 02 00004d 0301"
            })
    void everyPrefixNeedsMoreOrIsEnough(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Match last = Match.NEED_MORE;
        for (int length = 0; length <= bytes.length; length++) {
            Match match = TlsDetector.match(bytes, 0, length);
            assertNotEquals(Match.NO, match, "of " + length);
            assertTrue(last == Match.NEED_MORE || match == Match.YES, "changed at " + length);
            last = match;
        }
        assertEquals(Match.YES, last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "220 mail.example ESMTP\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "* OK IMAP4rev1\r\n",
                "<?xml version='1.0'?>",
                "\r\n"
            })
    void cleartextIsNot(String text) {
        assertEquals(Match.NO, match(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void randomBytesAreNot() {
        Random random = new Random(20120222);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(bytes);
            assertNotEquals(Match.YES, match(bytes), () -> HexFormat.of().formatHex(bytes));
        }
    }
}
