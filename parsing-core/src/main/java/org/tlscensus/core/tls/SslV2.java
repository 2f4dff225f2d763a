package org.tlscensus.core.tls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** The messages of SSL 2.0 that come in the clear (Netscape's SSL 2.0 protocol specification). */
final class SslV2 {
    static final int ERROR = 0;
    static final int CLIENT_HELLO = 1;
    static final int CLIENT_MASTER_KEY = 2;
    static final int SERVER_HELLO = 4;

    private SslV2() {}

    /**
     * SERVER-HELLO after its type.
     *
     * @param certificate as sent; empty when a session is resumed
     */
    record ServerHello(
            boolean isSessionIdHit,
            int version,
            byte[] certificate,
            int[] cipherKinds,
            int connectionIdLength) {
        static ServerHello parse(ByteCursor in) throws ParseException {
            boolean isHit = in.u8("session_id_hit") != 0;
            in.u8("certificate_type");
            int version = in.u16("server_version");
            int certificateBytes = in.u16("certificate_length");
            int kindBytes = in.u16("cipher_specs_length");
            int connectionIdBytes = in.u16("connection_id_length");
            byte[] certificate = in.copy(certificateBytes, "certificate");
            int[] kinds = SslV2.cipherKinds(in.slice(kindBytes, "cipher_specs"));
            in.skip(connectionIdBytes, "connection_id");
            return new ServerHello(isHit, version, certificate, kinds, connectionIdBytes);
        }
    }

    /** The cipher kind that a CLIENT-MASTER-KEY, after its type, chose. */
    static int chosenCipherKind(ByteCursor in) throws ParseException {
        return in.u24("cipher_kind");
    }

    /** Three-byte cipher kinds; those below 0x010000 are cipher suites of SSL 3.0 and TLS. */
    static int[] cipherKinds(ByteCursor in) throws ParseException {
        int[] kinds = new int[in.remaining() / 3];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = in.u24("cipher_kind");
        }
        return kinds;
    }

    /** The word of an ERROR's code. */
    static String error(int code) {
        return switch (code) {
            case 1 -> "no_cipher";
            case 2 -> "no_certificate";
            case 4 -> "bad_certificate";
            case 6 -> "unsupported_certificate_type";
            default -> Registry.hex(code, 4);
        };
    }
}
