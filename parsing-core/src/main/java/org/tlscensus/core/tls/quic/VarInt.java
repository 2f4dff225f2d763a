package org.tlscensus.core.tls.quic;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** QUIC's integers of variable length (RFC 9000 section 16). */
final class VarInt {
    private VarInt() {}

    static long read(ByteCursor in, String field) throws ParseException {
        int first = in.u8(field);
        long value = first & 0x3f;
        for (int more = (1 << (first >>> 6)) - 1; more > 0; more--) {
            value = value << 8 | in.u8(field);
        }
        return value;
    }

    /** One that counts bytes of this packet, so that more than is left of it is an error. */
    static int readLength(ByteCursor in, String field) throws ParseException {
        int start = in.position();
        long length = read(in, field);
        if (length > in.remaining()) {
            throw new ParseException(ParseException.Reason.TRUNCATED, field, start);
        }
        return (int) length;
    }
}
