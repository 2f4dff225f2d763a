package org.tlscensus.core.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** Lists as hellos have them, and as rows have them. */
final class WireLists {
    private WireLists() {}

    /** Strings with 8-bit lengths, as ALPN's protocol names (RFC 7301 section 3.1). */
    static List<String> strings8(ByteCursor in, String field) throws ParseException {
        List<String> strings = new ArrayList<>(4);
        while (!in.isAtEnd()) {
            strings.add(text(in.vector8(0, 0xff, field)));
        }
        return strings;
    }

    /** Bytes from outside as text; what is no UTF-8 becomes replacement characters. */
    static String text(ByteCursor in) {
        return new String(in.rest(), StandardCharsets.UTF_8);
    }

    /** For a row; null stays. */
    static List<Integer> boxed(int[] numbers) {
        if (numbers == null) {
            return null;
        }
        Integer[] boxed = new Integer[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            boxed[i] = numbers[i];
        }
        return List.of(boxed);
    }

    static boolean contains(int[] numbers, int wanted) {
        for (int number : numbers) {
            if (number == wanted) {
                return true;
            }
        }
        return false;
    }
}
