package org.tlscensus.core.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

class DtlsRecordTest {
    /**
     * Records of a datagram: type, epoch, whether in the clear, fragment, what is missing of it.
     */
    private static String outcome(String hex, int connectionIdLength) {
        ByteCursor in = new ByteCursor(HexFormat.of().parseHex(hex.replace(" ", "")));
        StringBuilder outcome = new StringBuilder();
        try {
            while (!in.isAtEnd()) {
                DtlsRecord record = DtlsRecord.parse(in, connectionIdLength);
                outcome.append(record.type())
                        .append(record.isClear() ? " clear" : " dark")
                        .append(record.isUnified() ? " unified " : " ")
                        .append(record.epoch())
                        .append(" ")
                        .append(HexFormat.of().formatHex(record.fragment().rest()))
                        .append(record.missingBytes() > 0 ? "-" + record.missingBytes() : "")
                        .append(", ");
            }
        } catch (ParseException e) {
            outcome.append(e.getMessage());
        }
        return outcome.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one record          | 16feff 0000 000000000001 0002 abcd                    | -1 | '22 clear 0 abcd, '
                    two records         | 14fefd 0000 000000000005 0001 01 17fefd 0001 000000000000 0001 ff | -1 | '20 clear 0 01, 23 dark 1 ff, '
                    OpenSSL's old one   | 160100 0000 000000000001 0001 ab                      | -1 | '22 clear 0 ab, '
                    cut by the snap     | 16feff 0000 000000000001 0004 abcd                    | -1 | '22 clear 0 abcd-2, '
                    connection id       | 19fefd 0001 000000000001 aabbcc 0002 1234             |  3 | '25 dark 1 1234, '
                    its length unknown  | 19fefd 0001 000000000001 aabbcc 0002 1234             | -1 | '25 dark 1 aabbcc00021234, '
                    unified, all fields | 3f aabb 1234 0002 abcd 2e 1234 0001 ff                |  2 | '23 dark unified 3 abcd, 22 dark unified 2 ff, '
                    unified, least      | 23 12 abcdef                                          | -1 | '23 dark unified 3 abcdef, '
                    unified, id unknown | 3f aabb 1234 0002 abcd                                | -1 | '23 dark unified 3 aabb12340002abcd, '
                    no such type        | 1bfefd 0000 000000000001 0001 ab                      | -1 | content_type: BAD_VALUE at byte 0
                    TLS                 | 160303 0000 000000000001 0001 ab                      | -1 | content_type: BAD_VALUE at byte 0
                    ends in the header  | 16fefd 0000 0000                                      | -1 | sequence_number: TRUNCATED at byte 5
                    """)
    void parses(String name, String hex, int connectionIdLength, String expected) {
        assertEquals(expected, outcome(hex, connectionIdLength), name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    whole            | 01 000002 0000 000000 000002 abcd | 1 2 0 0 abcd whole
                    first part       | 0b 000400 0002 000000 000002 abcd | 11 1024 2 0 abcd part
                    last part        | 0b 000004 0002 000002 000002 abcd | 11 4 2 2 abcd part
                    empty message    | 0e 000000 0003 000000 000000      | 14 0 3 0  whole
                    cut by the snap  | 0b 000004 0002 000000 000004 abcd | 11 4 2 0 abcd part
                    beyond its end   | 0b 000004 0002 000003 000002 abcd | fragment: BAD_VALUE at byte 0
                    empty part       | 0b 000004 0002 000000 000000      | fragment: BAD_VALUE at byte 0
                    no such type     | ff 000002 0000 000000 000002 abcd | fragment: BAD_VALUE at byte 0
                    short            | 01 0000                           | length: TRUNCATED at byte 1
                    """)
    void parsesFragments(String name, String hex, String expected) {
        String outcome;
        try {
            HandshakeFragment fragment =
                    HandshakeFragment.parse(
                            new ByteCursor(HexFormat.of().parseHex(hex.replace(" ", ""))));
            outcome =
                    String.join(
                            " ",
                            Integer.toString(fragment.type()),
                            Integer.toString(fragment.length()),
                            Integer.toString(fragment.sequence()),
                            Integer.toString(fragment.offset()),
                            HexFormat.of().formatHex(fragment.bytes()),
                            fragment.isWhole() ? "whole" : "part");
        } catch (ParseException e) {
            outcome = e.getMessage();
        }
        assertEquals(expected, outcome, name);
    }
}
