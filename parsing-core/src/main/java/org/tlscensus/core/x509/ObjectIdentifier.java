package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;
import static org.tlscensus.core.wire.ParseException.Reason.TRUNCATED;

import java.math.BigInteger;
import org.tlscensus.core.wire.ParseException;

/** The dotted form of object identifiers (X.690 section 8.19). */
final class ObjectIdentifier {
    /** The longest one that is written out, in octets: real ones have some 10. */
    private static final int MAX_OCTETS = 128;

    /** Octets of an arc that a long can hold. */
    private static final int MAX_LONG_OCTETS = 9;

    private static final long FIRST_ARCS = 80;

    private ObjectIdentifier() {}

    /** The dotted form of the content octets. */
    static String dotted(byte[] bytes, int from, int to, String field) throws ParseException {
        if (from == to) {
            throw new ParseException(BAD_LENGTH, field, from);
        }
        if (to - from > MAX_OCTETS) {
            throw new ParseException(TOO_LARGE, field, from);
        }
        if (bytes[to - 1] < 0) {
            throw new ParseException(TRUNCATED, field, to);
        }
        StringBuilder text = new StringBuilder(3 * (to - from));
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 0) {
                if (i - start < MAX_LONG_OCTETS) {
                    append(text, arc(bytes, start, i));
                } else {
                    append(text, largeArc(bytes, start, i));
                }
                start = i + 1;
            }
        }
        return text.toString();
    }

    private static long arc(byte[] bytes, int from, int last) {
        long arc = 0;
        for (int i = from; i <= last; i++) {
            arc = arc << 7 | bytes[i] & 0x7f;
        }
        return arc;
    }

    /** Arcs made from UUIDs have 128 bits (ITU-T X.667). */
    private static BigInteger largeArc(byte[] bytes, int from, int last) {
        BigInteger arc = BigInteger.ZERO;
        for (int i = from; i <= last; i++) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(bytes[i] & 0x7f));
        }
        return arc;
    }

    /** The first number holds two arcs: 40 times the first (0 to 2) and the second. */
    private static void append(StringBuilder text, long arc) {
        if (text.length() > 0) {
            text.append('.').append(arc);
        } else if (arc >= FIRST_ARCS) {
            text.append("2.").append(arc - FIRST_ARCS);
        } else {
            text.append(arc / 40).append('.').append(arc % 40);
        }
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (text.length() > 0) {
            text.append('.').append(arc);
        } else {
            text.append("2.").append(arc.subtract(BigInteger.valueOf(FIRST_ARCS)));
        }
    }
}
