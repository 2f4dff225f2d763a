package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrlScannerTest {
    private static final String ALGORITHM = "300d06092a864886f70d01010b0500";
    private static final String ISSUER = "300c310a300806035504030c0158";
    private static final String TIME = "170d3236303130313030303030305a";
    private static final String LATER = "170d3236303130383030303030305a";
    private static final String ENTRY = "3012020101" + TIME;
    private static final String NUMBER = "a00e300c300a0603551d140403020105";
    private static final String DELTA = "a011300f300d0603551d1b0101ff0403020104";
    private static final String SIGNATURE = ALGORITHM + "030200ff";

    private static byte[] sequence(String contents) {
        byte[] body = HexFormat.of().parseHex(contents);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(DerValue.SEQUENCE);
        if (body.length < 0x80) {
            out.write(body.length);
        } else {
            out.write(0x84);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(body.length >>> shift);
            }
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String outcome(byte[] list, int chunk, int keptBytes) {
        CrlScanner scanner = new CrlScanner(keptBytes, 0);
        for (int at = 0; at < list.length; at += chunk) {
            scanner.bytes(list, at, Math.min(list.length, at + chunk));
        }
        CrlFields fields = CrlFields.parse(scanner.fields());
        return (scanner.isComplete() ? "complete " : "")
                + scanner.entries()
                + " "
                + fields.issuer()
                + " "
                + day(fields.thisUpdate())
                + " "
                + day(fields.nextUpdate())
                + (fields.number() == null ? "" : " number " + fields.number())
                + (Boolean.TRUE.equals(fields.isDelta()) ? " delta" : "")
                + (fields.parseError() == null ? "" : " " + fields.parseError())
                + (scanner.error() == null ? "" : " " + scanner.error().getMessage());
    }

    private static String day(Object time) {
        return time == null ? "-" : time.toString().substring(5, 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        version 2, two entries     | v a i t l E2 n | complete 2 CN=X 01-01 01-08 number 05
        version 1                  | a i t l E1     | complete 1 CN=X 01-01 01-08
        no list of entries         | v a i t l n    | complete 0 CN=X 01-01 01-08 number 05
        empty list of entries      | v a i t l E0 n | complete 0 CN=X 01-01 01-08 number 05
        without nextUpdate         | v a i t E3     | complete 3 CN=X 01-01 -
        a delta                    | v a i t l d    | complete 0 CN=X 01-01 01-08 delta
        entry that is no sequence  | v a i t l F    | null CN=X 01-01 01-08 revokedCertificates: BAD_VALUE at byte 70
        time that is none          | v a i b l      | complete 0 CN=X - 01-08 thisUpdate: BAD_VALUE at byte 34
        """)
    void tells(String name, String parts, String expected) {
        byte[] list = made(parts);
        for (int chunk = 1; chunk <= list.length; chunk++) {
            assertEquals(expected, outcome(list, chunk, 1 << 15), "in pieces of " + chunk);
        }
    }

    private static byte[] made(String parts) {
        StringBuilder fields = new StringBuilder();
        for (String part : parts.strip().split(" ", -1)) {
            fields.append(
                    switch (part.charAt(0)) {
                        case 'v' -> "020101";
                        case 'a' -> ALGORITHM;
                        case 'i' -> ISSUER;
                        case 't' -> TIME;
                        case 'b' -> "170100";
                        case 'l' -> LATER;
                        case 'n' -> NUMBER;
                        case 'd' -> DELTA;
                        case 'E' -> hex(sequence(ENTRY.repeat(part.charAt(1) - '0')));
                        default -> hex(sequence("020101"));
                    });
        }
        return sequence(hex(sequence(fields.toString())) + SIGNATURE);
    }

    /** Every prefix is read as far as it goes. */
    @Test
    void prefixesAreIncomplete() {
        byte[] list = made("v a i t l E2 n");
        for (int length = 0; length < list.length; length++) {
            byte[] prefix = Arrays.copyOf(list, length);
            CrlScanner scanner = new CrlScanner(1 << 15, 0);
            scanner.bytes(prefix, 0, length);
            assertTrue(!scanner.isComplete(), "of " + length);
            assertEquals(null, scanner.error());
            assertEquals(null, CrlFields.parse(scanner.fields()).parseError());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        no sequence           | 0201                           | CertificateList: BAD_VALUE at byte 2
        indefinite length     | 3080                           | length: BAD_LENGTH at byte 2
        length of five bytes  | 3085                           | length: BAD_LENGTH at byte 2
        longer than around it | 3003 3002                      | tbsCertList: BAD_LENGTH at byte 4
        field too long        | 3006 3003 0202                 | tbsCertList: BAD_LENGTH at byte 6
        """)
    void badBytesEndIt(String name, String bytes, String expected) {
        byte[] list = HexFormat.of().parseHex(bytes.replace(" ", ""));
        CrlScanner scanner = new CrlScanner(1 << 15, 0);
        scanner.bytes(list, 0, list.length);
        assertEquals(expected, scanner.error().getMessage());
        scanner.bytes(list, 0, list.length);
        assertEquals(expected, scanner.error().getMessage());
    }

    /** Entries cost nothing, and neither do fields without an end. */
    @Test
    void memoryIsBounded() {
        byte[] list = made("v a i t l E9 n");
        CrlScanner scanner = new CrlScanner(20, 0);
        scanner.bytes(list, 0, list.length);
        assertTrue(scanner.fields().length <= 20);
        assertEquals(9, scanner.entries());
        assertEquals("tbsCertList: TOO_LARGE", scanner.error().getMessage().substring(0, 22));

        byte[] entries = sequence(ENTRY.repeat(100_000));
        String fields = "020101" + ALGORITHM + ISSUER + TIME + LATER + hex(entries) + NUMBER;
        byte[] large = sequence(hex(sequence(fields)) + SIGNATURE);
        CrlScanner counting = new CrlScanner(1 << 15, 0);
        counting.bytes(large, 0, large.length);
        assertEquals(100_000, counting.entries());
        assertTrue(counting.isComplete());
        assertTrue(counting.heldBytes() < 1000);
    }
}
