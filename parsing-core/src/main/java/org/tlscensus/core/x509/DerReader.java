package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * Reads the values of a byte range one after the other (X.690 section 8.1). It goes into none, so
 * depth costs nothing. Lengths need not be minimal; an indefinite length (BER) is followed to its
 * end.
 */
public final class DerReader {
    private static final int INDEFINITE = -1;

    private final byte[] bytes;
    private final int origin;
    private final ByteCursor in;
    private DerValue lookahead;

    DerReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.origin = from;
        this.in = new ByteCursor(bytes, from, to - from);
    }

    public boolean hasNext() {
        return lookahead != null || !in.isAtEnd();
    }

    /** The next value, whatever it is. */
    public DerValue next(String field) throws ParseException {
        if (lookahead != null) {
            DerValue value = lookahead;
            lookahead = null;
            return value;
        }
        return read(field);
    }

    /** The next value, which has to carry that tag. */
    public DerValue next(int tag, String field) throws ParseException {
        return next(field).expect(tag, field);
    }

    /** The next value when it carries that tag, else null, and it stays. */
    public DerValue nextIf(int tag, String field) throws ParseException {
        if (!hasNext()) {
            return null;
        }
        DerValue value = next(field);
        if (value.tag() == tag) {
            return value;
        }
        lookahead = value;
        return null;
    }

    /** The next value, after which nothing may stand. */
    public DerValue only(String field) throws ParseException {
        DerValue value = next(field);
        in.expectEnd(field);
        return value;
    }

    /** Bytes that are left behind what was read. */
    public int remaining() {
        return in.remaining();
    }

    private DerValue read(String field) throws ParseException {
        int start = origin + in.position();
        int tag = tag(in, field);
        int length = length(in, field);
        int body = origin + in.position();
        int end;
        if (length == INDEFINITE) {
            end = body + skipToEndOfContents(field);
        } else {
            in.skip(length, field);
            end = body + length;
        }
        return new DerValue(tag, bytes, start, body, end);
    }

    private static int tag(ByteCursor in, String field) throws ParseException {
        int tag = in.u8(field);
        if ((tag & DerValue.HIGH_TAG) == DerValue.HIGH_TAG) {
            int octets = 0;
            while ((in.u8(field) & 0x80) != 0) {
                if (++octets > 4) {
                    throw new ParseException(TOO_LARGE, field, in.position());
                }
            }
        }
        return tag;
    }

    private static int length(ByteCursor in, String field) throws ParseException {
        int first = in.u8(field);
        if (first < 0x80) {
            return first;
        }
        if (first == 0x80) {
            return INDEFINITE;
        }
        long length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | in.u8(field);
            if (length > Integer.MAX_VALUE) {
                throw new ParseException(BAD_LENGTH, field, in.position());
            }
        }
        return (int) length;
    }

    /** Skips to behind the end-of-contents octets that match; the bytes before them. */
    private int skipToEndOfContents(String field) throws ParseException {
        int body = in.position();
        int open = 1;
        while (true) {
            int end = in.position();
            int tag = tag(in, field);
            int length = length(in, field);
            if (length == INDEFINITE) {
                open++;
            } else if (tag == 0 && length != 0) {
                throw new ParseException(BAD_VALUE, field, end);
            } else if (tag != 0) {
                in.skip(length, field);
            } else if (--open == 0) {
                return end - body;
            }
        }
    }
}
