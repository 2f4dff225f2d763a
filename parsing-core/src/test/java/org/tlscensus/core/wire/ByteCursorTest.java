package org.tlscensus.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCursorTest {
    private static ByteCursor cursor(String hex) {
        return new ByteCursor(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void readsBigEndianNumbers() throws ParseException {
        ByteCursor in = cursor("ff fffe fffffd fffffffc 8000000000000001");
        assertEquals(0xff, in.u8("a"));
        assertEquals(0xfffe, in.u16("b"));
        assertEquals(0xfffffd, in.u24("c"));
        assertEquals(0xfffffffcL, in.u32("d"));
        assertEquals(Long.MIN_VALUE + 1, in.u64("e"));
        assertTrue(in.isAtEnd());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    empty                    |            | v: TRUNCATED at byte 0
                    length alone             | 00 02      | v: TRUNCATED at byte 0
                    body too short           | 00 02 aa   | v: TRUNCATED at byte 0
                    below the least          | 00 01 aa   | v: BAD_LENGTH at byte 0
                    above the most           | 00 04 aaaaaaaa | v: BAD_LENGTH at byte 0
                    fits                     | 00 02 aabb | ok
                    """)
    void boundsVectors(String name, String hex, String expected) {
        ByteCursor in = cursor(hex == null ? "" : hex);
        String actual;
        try {
            in.vector16(2, 3, "v");
            actual = "ok";
        } catch (ParseException e) {
            actual = e.getMessage();
        }
        assertEquals(expected, actual, name);
    }

    @Test
    void positionsInsideVectorsCountFromTheOuterStart() throws ParseException {
        ByteCursor outer = new ByteCursor(HexFormat.of().parseHex("ffffaa02bbcc"), 2, 4);
        outer.u8("skipped");
        ByteCursor inner = outer.vector8(0, 9, "v");
        inner.u8("first");
        ParseException e = assertThrows(ParseException.class, () -> inner.u16("second"));
        assertEquals("second: TRUNCATED at byte 3", e.getMessage());
        assertEquals(0, outer.remaining());
    }

    @Test
    void listsAndCopiesAreTheCallers() throws ParseException {
        byte[] bytes = {0, 1, 0, 2};
        assertArrayEquals(new int[] {1, 2}, new ByteCursor(bytes).u16List("l"));
        byte[] copy = new ByteCursor(bytes).rest();
        bytes[1] = 9;
        assertEquals(1, copy[1]);
        assertThrows(ParseException.class, () -> cursor("000102").u16List("odd"));
        assertThrows(ParseException.class, () -> cursor("00").expectEnd("message"));
    }

    @Test
    void aNegativeCountIsTruncationNotATrap() {
        assertThrows(ParseException.class, () -> cursor("0001").skip(-1, "n"));
        assertThrows(ParseException.class, () -> cursor("0001").copy(Integer.MAX_VALUE, "n"));
    }
}
