package org.tlscensus.core.tls;

import java.util.Arrays;

/**
 * Handshake messages of one side, put together from the bodies of its records. A message that lies
 * whole in the given bytes is handed on from there; only others are copied.
 */
final class HandshakeStream {
    private static final int HEADER = 4; // type, 24-bit length
    private static final byte[] NOTHING = {};

    /** Takes whole messages: the body without its header; valid during the call. */
    interface Receiver {
        void message(long timeNanos, int type, byte[] bytes, int offset, int length);
    }

    private final TlsSession session;
    private final Receiver receiver;
    private byte[] held = NOTHING;
    private int have; // bytes held of the message, with its header
    private int charged; // bytes taken of the task's memory
    private int length; // of the message's body; valid when the header is held
    private long skip; // bytes of a message that is not wanted or has a hole
    private boolean isSkippedKnown; // it is a handshake message, not just bytes that look like one
    private boolean isLost; // no message boundary is known until a record starts

    private int segment; // that brings bytes, by number
    private int records; // so far
    private int recordSegment; // in which the record's header begins
    private boolean isAtRecordStart;
    private int firstSegment; // of the message
    private int firstRecord; // of the message

    HandshakeStream(TlsSession session, Receiver receiver) {
        this.session = session;
        this.receiver = receiver;
    }

    boolean isAtMessageStart() {
        return have == 0 && skip == 0;
    }

    /**
     * A record starts.
     *
     * @param inSegment number of the segment in which its header begins
     */
    void recordStarts(int inSegment) {
        isLost = false;
        records++;
        recordSegment = inSegment;
        isAtRecordStart = true;
    }

    /** The bytes that follow come from the segment with this number. */
    void segment(int number) {
        segment = number;
    }

    /** Segments that brought the message that is handed on, from its first record's header on. */
    int messageSegments() {
        return segment - firstSegment + 1;
    }

    /** Records that the message is in that is handed on. */
    int messageRecords() {
        return records - firstRecord + 1;
    }

    private void messageStarts() {
        firstRecord = records;
        firstSegment = isAtRecordStart ? recordSegment : segment;
    }

    /** The next bytes of record bodies. */
    void bytes(long timeNanos, byte[] bytes, int offset, int count) {
        int at = offset;
        int end = offset + count;
        while (at < end && !isLost) {
            if (isAtMessageStart()) {
                messageStarts();
            }
            isAtRecordStart = false;
            if (skip > 0) {
                int skipped = (int) Math.min(skip, end - at);
                skipped(skipped);
                skip -= skipped;
                at += skipped;
            } else if (have == 0 && end - at >= HEADER) {
                at = direct(timeNanos, bytes, at, end);
            } else {
                at = assemble(timeNanos, bytes, at, end);
            }
        }
    }

    private void skipped(int count) {
        if (isSkippedKnown) {
            session.messages.passedOver(count);
        } else {
            session.progress.unreadable(count);
        }
    }

    private int direct(long timeNanos, byte[] bytes, int at, int end) {
        int body = lengthAt(bytes, at);
        int kind = bytes[at] & 0xff;
        if (body > session.limits.messageBytes(kind)) {
            tooLarge(kind, body);
            return at + HEADER;
        }
        if (body > end - at - HEADER) {
            return assemble(timeNanos, bytes, at, end);
        }
        receiver.message(timeNanos, kind, bytes, at + HEADER, body);
        return at + HEADER + body;
    }

    private int assemble(long timeNanos, byte[] bytes, int at, int end) {
        int wanted = have < HEADER ? HEADER : HEADER + length;
        int taken = Math.min(wanted - have, end - at);
        if (have + taken > held.length && !grow(have + taken)) {
            noMemory();
            return at;
        }
        System.arraycopy(bytes, at, held, have, taken);
        boolean headerWasHeld = have >= HEADER;
        have += taken;
        if (!headerWasHeld && have == HEADER) {
            length = lengthAt(held, 0);
            if (length > session.limits.messageBytes(held[0] & 0xff)) {
                tooLarge(held[0] & 0xff, length);
            }
        }
        if (have >= HEADER && have == HEADER + length) {
            byte[] message = held;
            forget();
            receiver.message(timeNanos, message[0] & 0xff, message, HEADER, length);
        }
        return at + taken;
    }

    /** Grows with the bytes that came, not with what the message claims. */
    private boolean grow(int wanted) {
        int most = have < HEADER ? Integer.MAX_VALUE : HEADER + length;
        int size = Math.max(wanted, Math.min(most, Math.max(64, 2 * held.length)));
        if (!session.memory.take(size - held.length)) {
            return false;
        }
        charged += size - held.length;
        held = Arrays.copyOf(held, size);
        return true;
    }

    /** The task has no memory left: the rest of the message is passed over. */
    private void noMemory() {
        session.note(TlsAnomaly.HANDSHAKE_MEMORY_FULL);
        if (have >= HEADER) {
            skip = HEADER + (long) length - have;
            isSkippedKnown = true;
        } else {
            isLost = true;
        }
        forget();
    }

    /** Lets go what is held of a message. */
    void forget() {
        session.memory.give(charged);
        charged = 0;
        held = NOTHING;
        have = 0;
    }

    private void tooLarge(int type, int body) {
        isSkippedKnown = HandshakeType.isKnown(type);
        session.note(
                isSkippedKnown
                        ? TlsAnomaly.HANDSHAKE_MESSAGE_TOO_LARGE
                        : TlsAnomaly.UNKNOWN_HANDSHAKE_TYPE);
        skip = body;
        have = 0;
    }

    /** Bytes that were not captured, inside a record. */
    void gap(long missing) {
        if (skip >= missing) {
            skip -= missing;
            return;
        }
        session.note(TlsAnomaly.HANDSHAKE_MESSAGE_INCOMPLETE);
        if (have >= HEADER && HEADER + length - have >= missing) {
            skip = HEADER + length - have - missing;
            isSkippedKnown = HandshakeType.isKnown(held[0] & 0xff);
        } else {
            isLost = true;
            skip = 0;
        }
        have = 0;
    }

    /** Records were not captured. */
    void recordsMissing() {
        if (!isAtMessageStart()) {
            session.note(TlsAnomaly.HANDSHAKE_MESSAGE_INCOMPLETE);
        }
        have = 0;
        skip = 0;
        isLost = true;
    }

    private static int lengthAt(byte[] bytes, int at) {
        return (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }
}
