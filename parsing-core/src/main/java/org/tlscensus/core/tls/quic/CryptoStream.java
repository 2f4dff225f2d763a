package org.tlscensus.core.tls.quic;

import org.tlscensus.core.tls.HandshakeMemory;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ByteRanges;
import org.tlscensus.core.wire.ParseException;

/**
 * The handshake bytes of one side, from CRYPTO frames in any order, and the TLS messages in them
 * (RFC 9001 section 4.1.3).
 */
final class CryptoStream {
    /** A whole handshake message. The taker owns the body. */
    record Message(int type, byte[] body) {}

    private static final int MESSAGE_HEADER = 4;
    private static final int MAX_PIECES = 1 << 16; // frames that fill no gap
    private static final int PIECE_BYTES = 64; // what a frame costs beside its bytes

    private final int limit;
    private final HandshakeMemory memory;
    private int charged; // bytes taken of the task's memory
    private ByteRanges ranges = new ByteRanges();
    private int start; // of the message that is not taken yet

    /**
     * @param limit bytes of a message, and of the whole stream
     */
    CryptoStream(int limit, HandshakeMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** False when a bound was reached, and the bytes are not kept. */
    boolean add(InitialFrames.Crypto frame) {
        if (frame.offset() > limit - frame.bytes().length || ranges.pieces() >= MAX_PIECES) {
            return false;
        }
        int offset = (int) frame.offset();
        int end = offset + frame.bytes().length;
        if (end <= start || ranges.covers(offset, end)) {
            return true;
        }
        if (!memory.take(frame.bytes().length + PIECE_BYTES)) {
            return false;
        }
        charged += frame.bytes().length + PIECE_BYTES;
        ranges.add(offset, frame.bytes());
        ranges.dropBefore(start);
        return true;
    }

    /** Gives back what no byte needs any longer. */
    private void giveBack() {
        int needed = ranges.heldBytes() + ranges.pieces() * PIECE_BYTES;
        if (charged > needed) {
            memory.give(charged - needed);
            charged = needed;
        }
    }

    /** The next message; null when it is not whole yet. */
    Message take() {
        if (!ranges.covers(start, start + MESSAGE_HEADER)) {
            return null;
        }
        ByteCursor header = new ByteCursor(ranges.copy(start, start + MESSAGE_HEADER));
        try {
            int type = header.u8("msg_type");
            int length = header.u24("length");
            int body = start + MESSAGE_HEADER;
            if (!ranges.covers(body, body + length)) {
                return null;
            }
            start = body + length;
            Message message = new Message(type, ranges.copy(body, start));
            ranges.dropBefore(start);
            giveBack();
            return message;
        } catch (ParseException e) {
            throw new IllegalStateException("a header has " + MESSAGE_HEADER + " bytes", e);
        }
    }

    /** Bytes of messages that are not whole. */
    int waitingBytes() {
        return ranges.heldBytes();
    }

    /** What there is without a gap, from the start of the stream on; of Google's messages. */
    byte[] beginning() {
        int end = 0;
        while (end < ranges.heldBytes() && ranges.covers(end, end + 1)) {
            end++;
        }
        return ranges.copy(0, end);
    }

    /** The sender begins again, on a new connection; or nobody wants the bytes any longer. */
    void restart() {
        ranges = new ByteRanges();
        start = 0;
        giveBack();
    }
}
