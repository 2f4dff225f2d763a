package org.tlscensus.core.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.NameAnswer;
import org.tlscensus.core.wire.ParseException;

class DnsMessageTest {
    /** Header of an answer with a count of records, and the question for A of a.b. */
    private static final String QUESTION = "1234 8180 0001 %s 0000 0000 0141 0162 00 0001 0001 ";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String outcome(String hex) {
        byte[] message = bytes(hex);
        try {
            DnsMessage parsed = DnsMessage.parse(message, 0, message.length, DnsLimits.DEFAULTS);
            List<String> told = new ArrayList<>();
            for (NameAnswer answer : parsed.nameAnswers(DnsLimits.DEFAULTS)) {
                String service = answer.service() == null ? "" : answer.service().priority() + "!";
                told.add(answer.cnameChain() + "=" + service + answer.address());
            }
            return parsed.name() + " " + String.join(", ", told);
        } catch (ParseException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        address             ; 0001 ; c00c 0001 0001 00000001 0004 c0000201                                 ; a.b []=192.0.2.1
        two addresses       ; 0002 ; c00c 0001 0001 00000001 0004 c0000201 c00c 0001 0001 00000001 0004 c0000202 ; a.b []=192.0.2.1, []=192.0.2.2
        IPv6                ; 0001 ; c00c 001c 0001 00000001 0010 20010db8000000000000000000000001         ; a.b []=2001:db8::1
        alias               ; 0002 ; c00c 0005 0001 00000001 0004 0163 c00e c021 0001 0001 00000001 0004 c0000201 ; a.b [c.b]=192.0.2.1
        alias only          ; 0001 ; c00c 0005 0001 00000001 0004 0163 c00e                                ; a.b [c.b]=null
        alias to itself     ; 0001 ; c00c 0005 0001 00000001 0002 c00c                                     ; a.b [a.b]=null
        address of another  ; 0001 ; 0163 c00e 0001 0001 00000001 0004 c0000201                            ; a.b
        service hints       ; 0001 ; c00c 0041 0001 00000001 000b 0001 00 0004 0004 c0000201               ; a.b []=1!null, []=192.0.2.1
        service alias       ; 0001 ; c00c 0041 0001 00000001 0006 0000 0163 c00e                           ; a.b []=0!null, [c.b]=null
        alias, then service ; 0002 ; c00c 0005 0001 00000001 0004 0163 c00e c021 0041 0001 00000001 0003 0001 00 ; a.b [c.b]=1!null
        SVCB                ; 0001 ; c00c 0040 0001 00000001 0003 0002 00                                  ; a.b []=2!null
        service of another  ; 0001 ; 0163 c00e 0041 0001 00000001 0003 0001 00                             ; a.b
        other record        ; 0001 ; c00c 0010 0001 00000001 0002 0161                                     ; a.b
        pointer to itself   ; 0001 ; c015 0001 0001 00000001 0004 c0000201                                 ; pointer: BAD_VALUE at byte 23
        pointer beyond      ; 0001 ; ffff 0001 0001 00000001 0004 c0000201                                 ; pointer: BAD_VALUE at byte 23
        record cut          ; 0001 ; c00c 0001 0001 00000001 0004 c00002                                   ; rdata: TRUNCATED at byte 31
        address of 3 bytes  ; 0001 ; c00c 0001 0001 00000001 0003 c00002                                   ; address: TRUNCATED at byte 35
        odd octets          ; 0001 ; c00c 0005 0001 00000001 0005 032e0a5c 00                              ; a.b [\\.\\010\\\\]=null
        """)
    void answers(String name, String count, String records, String expected) {
        String actual = outcome(String.format(QUESTION, count) + records);
        assertEquals(expected.strip(), actual.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "0100, 0, false", // a query
        "8180, 0, true",
        "8183, 3, true",
        "8185, 5, true"
    })
    void headerTellsWhetherItWorked(String flags, int code, boolean isAnswer)
            throws ParseException {
        byte[] message = bytes("1234 " + flags + " 0001 0000 0000 0000 0141 0162 00 0034 0001");
        DnsMessage parsed = DnsMessage.parse(message, 0, message.length, DnsLimits.DEFAULTS);
        assertEquals(code, parsed.responseCode());
        assertEquals(isAnswer, parsed.isAnswer());
        assertFalse(parsed.hasRecords());
    }

    @ParameterizedTest
    @CsvSource({"0001, 0001, true", "0001, 001c, false", "00ff, 0010, true", "0034, 0034, true"})
    void recordsAreOfTheQuestionsType(String asked, String given, boolean expected)
            throws ParseException {
        String address = given.equals("001c") ? "0010" + "00".repeat(16) : "0004 c0000201";
        byte[] message =
                bytes(
                        "1234 8180 0001 0001 0000 0000 0141 0162 00"
                                + asked
                                + "0001 c00c"
                                + given
                                + "0001 00000001"
                                + address);
        DnsMessage parsed = DnsMessage.parse(message, 0, message.length, DnsLimits.DEFAULTS);
        assertEquals(expected, parsed.hasRecords());
    }

    @Test
    void everyPrefixThrows() {
        byte[] whole =
                bytes(String.format(QUESTION, "0001") + "c00c 0001 0001 00000001 0004 c0000201");
        for (int length = 0; length < whole.length; length++) {
            int cut = length;
            assertThrows(
                    ParseException.class,
                    () -> DnsMessage.parse(whole, 0, cut, DnsLimits.DEFAULTS));
        }
    }

    @Test
    void framesComeInAnySegments() {
        byte[] query = bytes("1234 0100 0001 0000 0000 0000 0141 0162 00 0001 0001");
        byte[] stream = new byte[2 * (query.length + 2)];
        for (int i = 0; i < 2; i++) {
            stream[i * (query.length + 2) + 1] = (byte) query.length;
            System.arraycopy(query, 0, stream, i * (query.length + 2) + 2, query.length);
        }
        for (int size = 1; size <= stream.length; size++) {
            List<DnsRun.Framed> found = new ArrayList<>();
            DnsRun run = new DnsRun(DnsLimits.DEFAULTS, found::add);
            for (int at = 0; at < stream.length; at += size) {
                run.bytes(at, stream, at, Math.min(size, stream.length - at));
            }
            assertEquals(2, found.size());
            assertEquals(query.length + 2, found.get(1).start());
            assertTrue(run.isOver());
        }
        assertTrue(DnsRun.matches(stream, 0, stream.length));
        assertTrue(DnsRun.matches(stream, 0, 2));
    }
}
