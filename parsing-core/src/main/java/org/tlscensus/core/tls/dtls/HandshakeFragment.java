package org.tlscensus.core.tls.dtls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * A fragment of a handshake message (RFC 6347 section 4.2.2).
 *
 * @param type HandshakeType of the whole message
 * @param length bytes of the whole message
 * @param sequence message_seq
 * @param offset of the bytes in the message
 * @param bytes as far as they were captured
 */
record HandshakeFragment(int type, int length, int sequence, int offset, byte[] bytes) {
    // TLS HandshakeType registry.
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int HELLO_VERIFY_REQUEST = 3;
    private static final int MAX_TYPE = 25; // compressed_certificate, the last of them

    /** The next fragment of a record. */
    static HandshakeFragment parse(ByteCursor in) throws ParseException {
        int start = in.position();
        int type = in.u8("msg_type");
        int length = in.u24("length");
        int sequence = in.u16("message_seq");
        int offset = in.u24("fragment_offset");
        int count = in.u24("fragment_length");
        if (type > MAX_TYPE || offset + count > length || count == 0 && length > 0) {
            throw new ParseException(ParseException.Reason.BAD_VALUE, "fragment", start);
        }
        byte[] bytes = in.copy(Math.min(count, in.remaining()), "fragment");
        return new HandshakeFragment(type, length, sequence, offset, bytes);
    }

    boolean isWhole() {
        return offset == 0 && bytes.length == length;
    }
}
