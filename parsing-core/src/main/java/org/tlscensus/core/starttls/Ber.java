package org.tlscensus.core.starttls;

import java.nio.charset.StandardCharsets;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * An element of BER with a one-byte tag and a definite length (X.690), as LDAP has them (RFC 4511
 * section 5.1).
 */
record Ber(int tag, ByteCursor body) {
    static Ber read(ByteCursor in, String field) throws ParseException {
        int tag = in.u8(field);
        long length = length(in, field);
        if (length > in.remaining()) {
            throw new ParseException(ParseException.Reason.TRUNCATED, field, in.position());
        }
        return new Ber(tag, in.slice((int) length, field));
    }

    /** The length that comes next; its bytes have to be there. */
    static long length(ByteCursor in, String field) throws ParseException {
        int first = in.u8(field);
        if (first < 0x80) {
            return first;
        }
        int bytes = first & 0x7f;
        if (bytes == 0 || bytes > 4) {
            throw new ParseException(ParseException.Reason.BAD_LENGTH, field, in.position() - 1);
        }
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | in.u8(field);
        }
        return length;
    }

    String text() {
        return new String(body.rest(), StandardCharsets.ISO_8859_1);
    }
}
