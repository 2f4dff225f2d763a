package org.tlscensus.core.tls;

import java.util.Arrays;
import org.tlscensus.core.wire.Side;

/**
 * The records of one side of a TLS connection (RFC 8446 section 5, RFC 5246 section 6), or of SSL
 * 2.0, which the bytes of a side may begin with.
 *
 * <p>An encrypted record counts when its header is there, a message when its last byte is. So what
 * is told depends on the order of the two sides' bytes only, never on how they were cut.
 */
final class RecordStream {
    private enum State {
        HEADER,
        HANDSHAKE,
        /** The first bytes of a short body are kept until it is whole. */
        SHORT,
        SKIP,
        /** An encrypted body is kept until it is whole, since its keys are known. */
        SEALED,
        SSLV2_BODY,
        /** Nobody knows where a record begins. */
        LOST
    }

    private static final int SHORT_BYTES = 8;
    private static final int SSLV2_FLAG = 0x80; // two-byte header without padding
    private static final byte[] NOTHING = {};

    private final Side side;
    private final TlsSession session;
    private final HandshakeStream messages;
    private State state = State.HEADER;
    private boolean isSslV2Possible = true;
    private boolean hasGap;
    private int type;
    private int version; // of the record
    private int bodyLength; // of the record
    private int remaining; // bytes of the record's body to come, in this state
    private int trailer; // bytes of MAC after a body in the clear
    private byte[] held = NOTHING; // part of a header, of a short body, or of an SSL 2.0 record
    private int have;

    private int segments; // that brought bytes; 0: nobody counts them
    private long passed; // bytes of the stream before those that are given
    private int given; // where those begin that are given
    private long recordStart; // of the record, in the bytes of the stream
    private int recordSegment; // in which the record begins
    private long flightStart; // of the record in which the message begins
    private int flightSegment;

    RecordStream(Side side, TlsSession session) {
        this.side = side;
        this.session = session;
        messages = new HandshakeStream(session, this::message);
    }

    private void message(long timeNanos, int type, byte[] body, int offset, int length) {
        boolean isBeforeClients = session.clientHello == null;
        boolean isBeforeServers = session.serverHello == null;
        session.handshake(side, timeNanos, type, body, offset, length);
        if (isBeforeClients && session.clientHello != null) {
            session.helloSegments = segments == 0 ? null : (Integer) messages.messageSegments();
            session.helloRecords = messages.messageRecords();
        }
        if (isBeforeServers && session.serverHello != null && segments > 0) {
            session.serverFlight = new ServerFlight(side, flightStart, flightSegment);
        }
    }

    /** The next bytes come from another TCP segment. */
    void segmentStarts() {
        segments++;
        messages.segment(segments);
    }

    /** The next bytes; those after the session is decided are not looked at. */
    void bytes(long timeNanos, byte[] bytes, int offset, int count) {
        if (session.serverFlight != null) {
            session.serverFlight.speaks(side);
        }
        given = offset;
        read(timeNanos, bytes, offset, count);
        passed += count;
        if (session.serverFlight != null) {
            session.serverFlight.reaches(side, passed, segments, timeNanos);
        }
    }

    private void read(long timeNanos, byte[] bytes, int offset, int count) {
        int at = offset;
        int end = offset + count;
        if (state == State.LOST) {
            at = resynchronize(bytes, at, end);
            session.progress.unreadable(at - offset);
        }
        while (at < end && !session.isDecided()) {
            at = step(timeNanos, bytes, at, end);
        }
    }

    private int step(long timeNanos, byte[] bytes, int at, int end) {
        boolean isClear = state == State.HANDSHAKE || state == State.SHORT;
        if (isClear && session.isOnlyOpened()) {
            have = 0;
            state = State.SKIP;
        }
        return switch (state) {
            case HEADER -> header(timeNanos, bytes, at, end);
            case HANDSHAKE -> handshake(timeNanos, bytes, at, end);
            case SHORT -> shortBody(timeNanos, bytes, at, end);
            case SEALED -> sealedBody(timeNanos, bytes, at, end);
            case SKIP -> {
                int skipped = Math.min(remaining, end - at);
                advance(skipped);
                yield at + skipped;
            }
            case SSLV2_BODY -> sslV2Body(timeNanos, bytes, at, end);
            case LOST -> end;
        };
    }

    /** Uses up bytes of a body; at its end the next header follows. */
    private void advance(int count) {
        remaining -= count;
        if (remaining == 0) {
            remaining = trailer;
            trailer = 0;
            state = remaining > 0 ? State.SKIP : State.HEADER;
        }
    }

    private int header(long timeNanos, byte[] bytes, int at, int end) {
        if (have == 0) {
            recordStart = passed + (at - given);
            recordSegment = segments;
        }
        if (have == 0 && end - at >= RecordHeader.LENGTH && !isSslV2(bytes, at)) {
            record(timeNanos, bytes, at);
            return state == State.LOST ? end : at + RecordHeader.LENGTH;
        }
        hold(bytes[at]);
        boolean isSslV2 = have >= 2 && isSslV2(held, 0);
        if (isSslV2 && have == SslV2Header.length(held)) {
            have = 0;
            sslV2Record(timeNanos);
        } else if (!isSslV2 && have == RecordHeader.LENGTH) {
            have = 0;
            record(timeNanos, held, 0);
            return state == State.LOST ? end : at + 1;
        }
        return at + 1;
    }

    private void hold(byte b) {
        if (have == held.length) {
            held = Arrays.copyOf(held, Math.max(SHORT_BYTES, 2 * have));
        }
        held[have++] = b;
    }

    /** Whether a record in SSL 2.0's form begins, which only what went before allows. */
    private boolean isSslV2(byte[] bytes, int at) {
        if (!isSslV2Possible) {
            return false;
        }
        boolean isTls =
                ContentType.isKnown(bytes[at] & 0xff) && (bytes[at + 1] == 3 || bytes[at + 1] == 1);
        return !isTls && ((bytes[at] & SSLV2_FLAG) != 0 || session.sslV2.hello() != null);
    }

    private void record(long timeNanos, byte[] bytes, int at) {
        isSslV2Possible = false;
        if (!RecordHeader.isPossible(bytes, at)) {
            note(TlsAnomaly.NOT_A_RECORD);
            lose();
            return;
        }
        type = RecordHeader.type(bytes, at);
        int length = RecordHeader.bodyLength(bytes, at);
        if (length == 0) {
            session.progress.unreadable(RecordHeader.LENGTH);
            if (type != ContentType.APPLICATION_DATA) {
                note(TlsAnomaly.EMPTY_RECORD);
            }
            return;
        }
        bodyLength = length;
        remaining = length;
        trailer = 0;
        version = RecordHeader.version(bytes, at);
        int mac = session.macLengthInTheClear(side);
        if (mac >= 0 && mac < length) {
            trailer = mac;
            remaining = length - mac;
            beginClear(timeNanos);
        } else if (isEncrypted(length)) {
            encrypted(timeNanos);
        } else {
            beginClear(timeNanos);
        }
    }

    private boolean isEncrypted(int length) {
        return switch (type) {
            case ContentType.APPLICATION_DATA -> true;
            case ContentType.CHANGE_CIPHER_SPEC -> length != 1 && session.isDark(side);
            // The smallest encrypted alert has an octet of padding or eight of a MAC or a tag.
            case ContentType.ALERT -> length > SHORT_BYTES || length != 2 && session.isDark(side);
            default -> session.isDark(side);
        };
    }

    /** The row without keys is made at a record's header, whether keys are known or not. */
    private void encrypted(long timeNanos) {
        if (!session.isOnlyOpened()) {
            session.encrypted(side, timeNanos, type, bodyLength);
        }
        Decryption decryption = session.decryption;
        boolean isWanted = decryption != null && decryption.wants(side, type, bodyLength);
        state = isWanted ? State.SEALED : State.SKIP;
    }

    private int sealedBody(long timeNanos, byte[] bytes, int at, int end) {
        int taken = Math.min(remaining, end - at);
        boolean isWhole = taken == remaining;
        if (have == 0 && isWhole) {
            session.decryption.record(side, timeNanos, type, version, bytes, at, taken);
        } else {
            if (have + taken > held.length) {
                held = Arrays.copyOf(held, Math.max(have + taken, 2 * held.length));
            }
            System.arraycopy(bytes, at, held, have, taken);
            have += taken;
            if (isWhole) {
                int length = have;
                have = 0;
                session.decryption.record(side, timeNanos, type, version, held, 0, length);
            }
        }
        advance(taken);
        return at + taken;
    }

    private void beginClear(long timeNanos) {
        if (session.isOnlyOpened()) {
            state = State.SKIP;
            return;
        }
        switch (type) {
            case ContentType.HANDSHAKE -> {
                session.record(side, version);
                if (messages.isAtMessageStart()) {
                    flightStart = recordStart;
                    flightSegment = recordSegment;
                }
                messages.recordStarts(recordSegment);
                state = State.HANDSHAKE;
            }
            case ContentType.APPLICATION_DATA -> {
                session.encrypted(side, timeNanos, type, remaining);
                state = State.SKIP;
            }
            default -> {
                have = 0;
                state = State.SHORT;
            }
        }
    }

    private int handshake(long timeNanos, byte[] bytes, int at, int end) {
        if (hasGap && messages.isAtMessageStart() && !HandshakeType.isKnown(bytes[at] & 0xff)) {
            // The change_cipher_spec before it is among what was not captured.
            session.encrypted(side, timeNanos, type, remaining);
            state = State.SKIP;
            return at;
        }
        int taken = Math.min(remaining, end - at);
        messages.bytes(timeNanos, bytes, at, taken);
        advance(taken);
        return at + taken;
    }

    private int shortBody(long timeNanos, byte[] bytes, int at, int end) {
        int taken = Math.min(remaining, end - at);
        for (int i = 0; i < taken && have < SHORT_BYTES; i++) {
            hold(bytes[at + i]);
        }
        if (taken == remaining) {
            int kept = have;
            have = 0;
            ShortRecord.read(session, side, timeNanos, type, held, kept, bodyLength);
        }
        advance(taken);
        return at + taken;
    }

    private void sslV2Record(long timeNanos) {
        remaining = SslV2Header.bodyLength(held);
        trailer = 0;
        if (remaining == 0) {
            session.note(TlsAnomaly.EMPTY_RECORD);
        } else if (session.sslV2.isDark(side)) {
            session.sslV2.encrypted(side, timeNanos, remaining);
            state = State.SKIP;
        } else {
            state = State.SSLV2_BODY;
        }
    }

    private int sslV2Body(long timeNanos, byte[] bytes, int at, int end) {
        if (have == 0 && end - at >= remaining) {
            int next = at + remaining;
            session.sslV2.message(side, timeNanos, bytes, at, remaining);
            advance(remaining);
            return next;
        }
        hold(bytes[at]);
        if (remaining == 1) {
            int length = have;
            have = 0;
            session.sslV2.message(side, timeNanos, held, 0, length);
        }
        advance(1);
        return at + 1;
    }

    /** Bytes that were not captured. */
    void gap(long missing) {
        hasGap = true;
        session.bytesMissing(side);
        if (session.serverFlight != null) {
            session.serverFlight.bytesMissing(side);
        }
        if (session.isOnlyOpened()) {
            lose(); // the row without keys is made
            return;
        }
        boolean isInBody =
                state != State.HEADER && state != State.SSLV2_BODY && state != State.LOST;
        if (!isInBody || missing > remaining) {
            if (state != State.LOST) {
                note(TlsAnomaly.RECORDS_MISSING);
            }
            lose();
            return;
        }
        if (state == State.HANDSHAKE) {
            messages.gap(missing);
        } else {
            have = 0;
            state = State.SKIP;
        }
        advance((int) missing);
    }

    private void note(TlsAnomaly anomaly) {
        if (!session.isOnlyOpened()) {
            session.note(anomaly);
        }
    }

    /** Lets go what is held of an unfinished message. */
    void forget() {
        messages.forget();
    }

    private void lose() {
        messages.recordsMissing();
        have = 0;
        trailer = 0;
        state = State.LOST;
    }

    /**
     * Where the next record begins; the end when none is found. A segment mostly begins with one
     * after a loss, so there its header is enough; within a segment more has to be right.
     */
    private int resynchronize(byte[] bytes, int offset, int end) {
        boolean startsWithOne =
                end - offset >= RecordHeader.LENGTH
                        && RecordHeader.isPossible(bytes, offset)
                        && (bytes[offset + 2] & 0xff) <= 4;
        int at = offset;
        if (!startsWithOne) {
            while (at < end && !RecordHeader.isSure(bytes, at, end)) {
                at++;
            }
        }
        if (at < end) {
            state = State.HEADER;
        }
        return at;
    }
}
