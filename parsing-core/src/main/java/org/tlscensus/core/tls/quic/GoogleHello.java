package org.tlscensus.core.tls.quic;

import java.nio.charset.StandardCharsets;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * The client hello (CHLO) of Google's own handshake, before QUIC had TLS: a table of tags, of which
 * only the server's name is read. Layouts as Google's open source and its "QUIC Crypto" paper have
 * them.
 *
 * @param version Q043, Q046, …
 * @param serverName null when it has none
 */
record GoogleHello(String version, String serverName) {
    private static final int CHLO = 0x43484c4f;
    private static final int SNI = 0x534e4900;
    private static final int MAX_TAGS = 256;
    private static final int MAX_HEADERS = 64; // bytes of packet and frame headers before a CHLO

    /** The hello in a datagram whose handshake is in the clear (up to Q049); null without one. */
    static GoogleHello find(byte[] bytes, int offset, int length) {
        try {
            ByteCursor in = new ByteCursor(bytes, offset, length);
            int flags = in.u8("public_flags");
            if ((flags & 0x80) == 0) {
                if ((flags & 0x09) != 0x09) { // a version and a connection id
                    return null;
                }
                in.skip(8, "connection_id");
            }
            int version = (int) in.u32("version");
            return isGoogle(version) ? find(version, in) : null;
        } catch (ParseException e) {
            return null;
        }
    }

    private static boolean isGoogle(int version) {
        return version >>> 24 == 'Q'
                && isDigit(version >>> 16 & 0xff)
                && isDigit(version >>> 8 & 0xff)
                && isDigit(version & 0xff);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static GoogleHello find(int version, ByteCursor in) throws ParseException {
        int last = 0;
        for (int i = 0; i < MAX_HEADERS + 4; i++) {
            last = last << 8 | in.u8("headers");
            if (last == CHLO) {
                return new GoogleHello(QuicVersion.text(version), serverName(in));
            }
        }
        return null;
    }

    /** The hello that a stream of handshake bytes begins with (Q050); null when it is another. */
    static GoogleHello parse(String version, byte[] stream) {
        try {
            ByteCursor in = new ByteCursor(stream);
            if (in.u32("tag") != CHLO) {
                return null;
            }
            return new GoogleHello(version, serverName(in));
        } catch (ParseException e) {
            return null; // not all of it is there
        }
    }

    /** Tags with the end of each one's value, little-endian, then the values. */
    private static String serverName(ByteCursor in) throws ParseException {
        int tags = littleEndian(in, 2);
        in.skip(2, "padding");
        if (tags > MAX_TAGS) {
            return null;
        }
        int from = -1;
        int to = -1;
        int end = 0;
        for (int i = 0; i < tags; i++) {
            int tag = (int) in.u32("tag");
            int start = end;
            end = littleEndian(in, 4);
            if (tag == SNI) {
                from = start;
                to = end;
            }
        }
        if (from < 0 || to < from) {
            return null;
        }
        in.skip(from, "values");
        return new String(in.copy(to - from, "server_name"), StandardCharsets.UTF_8);
    }

    private static int littleEndian(ByteCursor in, int bytes) throws ParseException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= in.u8("number") << 8 * i;
        }
        return value;
    }
}
