package org.tlscensus.core.dns;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** Domain names (RFC 1035 sections 3.1 and 4.1.4) as text, in lower case, without the last dot. */
final class DnsName {
    private static final int MAX_BYTES = 255;
    private static final int POINTER = 0xc0;

    private DnsName() {}

    /**
     * Reads a name, and leaves the cursor behind it.
     *
     * @param message all of the message, for the pointers
     */
    static String read(ByteCursor in, byte[] message) throws ParseException {
        StringBuilder name = new StringBuilder();
        ByteCursor at = in;
        int lowest = message.length; // a pointer leads back, so that it comes to an end
        int bytes = 0;
        while (true) {
            int length = at.u8("label");
            if ((length & POINTER) == POINTER) {
                int target = (length & ~POINTER) << 8 | at.u8("pointer");
                if (target >= lowest || target >= message.length) {
                    throw new ParseException(BAD_VALUE, "pointer", in.position());
                }
                lowest = target;
                at = new ByteCursor(message, target, message.length - target);
                continue;
            }
            if (length == 0) {
                return name.toString();
            }
            if (length >= 64) {
                throw new ParseException(BAD_VALUE, "label", in.position());
            }
            bytes += length + 1;
            if (bytes > MAX_BYTES) {
                throw new ParseException(TOO_LARGE, "name", in.position());
            }
            if (name.length() > 0) {
                name.append('.');
            }
            label(at.copy(length, "label"), name);
        }
    }

    /** What could be mistaken is escaped as in zone files (RFC 1035 section 5.1). */
    private static void label(byte[] octets, StringBuilder name) {
        for (byte octet : octets) {
            int c = octet & 0xff;
            if (c == '.' || c == '\\') {
                name.append('\\').append((char) c);
            } else if (c <= ' ' || c >= 0x7f) {
                name.append('\\').append((char) ('0' + c / 100));
                name.append((char) ('0' + c / 10 % 10)).append((char) ('0' + c % 10));
            } else {
                name.append((char) (c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c));
            }
        }
    }
}
