package org.tlscensus.core.tls.quic;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * The frames of an Initial packet: what of the handshake is in them, and why it was closed. After a
 * throw it has those before the bad one.
 */
final class InitialFrames {
    /** Bytes of the handshake, by their position in the stream. */
    record Crypto(long offset, byte[] bytes) {}

    // RFC 9000 section 19: those that Initial packets may have (section 12.4).
    private static final int PADDING = 0x00;
    private static final int PING = 0x01;
    private static final int ACK = 0x02;
    private static final int ACK_ECN = 0x03;
    private static final int CRYPTO = 0x06;
    private static final int CONNECTION_CLOSE = 0x1c;

    // Google's frames before they became the IETF's.
    private static final int GOOGLE_PING = 0x07;
    private static final int GOOGLE_CRYPTO = 0x08;
    private static final int GOOGLE_ACK = 0x40; // and six bits of flags

    private final List<Crypto> crypto = new ArrayList<>(4);
    private long closeError = -1;

    List<Crypto> crypto() {
        return crypto;
    }

    /** The error code of a CONNECTION_CLOSE; -1 without one. */
    long closeError() {
        return closeError;
    }

    void read(ByteCursor in, QuicVersion.Family family) throws ParseException {
        boolean goesOn = true;
        while (goesOn && !in.isAtEnd()) {
            int start = in.position();
            int type = in.u8("frame_type");
            if (type != PADDING) {
                goesOn =
                        family == QuicVersion.Family.GOOGLE
                                ? readGoogle(type, in)
                                : read(type, in, start);
            }
        }
    }

    private boolean read(int type, ByteCursor in, int start) throws ParseException {
        switch (type) {
            case PING -> {}
            case ACK, ACK_ECN -> skipAck(in, type);
            case CRYPTO -> readCrypto(in);
            case CONNECTION_CLOSE -> {
                closeError = VarInt.read(in, "error_code");
                VarInt.read(in, "frame_type");
                in.skip(VarInt.readLength(in, "reason_phrase_length"), "reason_phrase");
            }
            default ->
                    throw new ParseException(ParseException.Reason.BAD_VALUE, "frame_type", start);
        }
        return true;
    }

    private void readCrypto(ByteCursor in) throws ParseException {
        long offset = VarInt.read(in, "offset");
        int length = VarInt.readLength(in, "length");
        crypto.add(new Crypto(offset, in.copy(length, "crypto_data")));
    }

    /** RFC 9000 section 19.3. */
    private static void skipAck(ByteCursor in, int type) throws ParseException {
        VarInt.read(in, "largest_acknowledged");
        VarInt.read(in, "ack_delay");
        long ranges = VarInt.read(in, "ack_range_count");
        VarInt.read(in, "first_ack_range");
        for (long i = 0; i < ranges; i++) { // each takes bytes, so they end
            VarInt.read(in, "gap");
            VarInt.read(in, "ack_range_length");
        }
        for (int i = 0; type == ACK_ECN && i < 3; i++) {
            VarInt.read(in, "ecn_count");
        }
    }

    /** False at a frame whose length is not known: nothing behind it can be read. */
    private boolean readGoogle(int type, ByteCursor in) throws ParseException {
        if (type == GOOGLE_CRYPTO) {
            readCrypto(in);
            return true;
        }
        if ((type & 0xc0) == GOOGLE_ACK) {
            skipGoogleAck(in, type);
            return true;
        }
        return type == GOOGLE_PING;
    }

    /** Flags 01nullmm: several blocks, and the bytes of packet numbers and of block lengths. */
    private static void skipGoogleAck(ByteCursor in, int flags) throws ParseException {
        int numberBytes = Math.max(1, 2 * (flags >>> 2 & 3));
        int lengthBytes = Math.max(1, 2 * (flags & 3));
        in.skip(numberBytes, "largest_acknowledged");
        in.skip(2, "ack_delay");
        int blocks = (flags & 0x20) != 0 ? in.u8("block_count") : 0;
        in.skip(lengthBytes, "first_block_length");
        in.skip(blocks * (1 + lengthBytes), "blocks");
        int stamps = in.u8("timestamp_count");
        if (stamps > 0) {
            in.skip(1 + 4 + (stamps - 1) * 3, "timestamps");
        }
    }
}
