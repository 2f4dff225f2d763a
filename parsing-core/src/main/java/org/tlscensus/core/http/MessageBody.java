package org.tlscensus.core.http;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.util.Arrays;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CrlScanner;

/**
 * Takes the bytes of a message's body out of its framing (RFC 9112 sections 6 and 7): a length,
 * chunks, or all until the end of the connection.
 */
final class MessageBody {
    private static final int MAX_CHUNK_LINE = 1024;
    private static final long MAX_CHUNK = 1L << 40;

    private enum State {
        DATA,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_END,
        TRAILER,
        COMPLETE
    }

    private final boolean isChunked;
    private final boolean isOpen; // ends with the connection, or where its content does
    private State state;
    private long left; // bytes of the body, or of the chunk
    private int lineBytes; // of the line of a chunk, or of the trailer
    private long chunkSize;
    private boolean hasDigits;
    private byte[] kept = {};
    private int keptBytes;
    private boolean isKept = true;
    private CrlScanner list; // takes the data instead, where it is one
    private long dataBytes;

    private MessageBody(State state, long left, boolean isOpen) {
        this.state = state;
        this.left = left;
        this.isOpen = isOpen;
        isChunked = state == State.CHUNK_SIZE;
    }

    static MessageBody of(HttpHeader header) {
        if (header.isBodiless()) {
            return none();
        }
        if (header.isChunked()) {
            return new MessageBody(State.CHUNK_SIZE, 0, false);
        }
        if (header.contentLength() >= 0) {
            long length = header.contentLength();
            return length == 0 ? none() : new MessageBody(State.DATA, length, false);
        }
        boolean isRequestWithBody = header.isRequest() && header.isOcspType();
        return header.isRequest() && !isRequestWithBody
                ? none()
                : new MessageBody(State.DATA, Long.MAX_VALUE, true);
    }

    private static MessageBody none() {
        return new MessageBody(State.COMPLETE, 0, false);
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** Whether only the end of the connection, or of the content, ends it. */
    boolean isOpen() {
        return isOpen;
    }

    /** Bytes that are still to come at the least, or -1 when that is not known. */
    long bytesToCome() {
        return isOpen || isChunked ? -1 : left;
    }

    /** Bytes of content so far. */
    long dataBytes() {
        return dataBytes;
    }

    /** The first bytes of the content; valid up to {@link #keptBytes}. */
    byte[] peek() {
        return kept;
    }

    int keptBytes() {
        return keptBytes;
    }

    /** A copy of what was kept. */
    byte[] content() {
        return Arrays.copyOf(kept, keptBytes);
    }

    /** Reads it as a revocation list, which keeps what it needs. */
    void readInto(CrlScanner scanner) {
        list = scanner;
        list.bytes(kept, 0, keptBytes);
        forget();
    }

    /** What comes is not kept any more, nor is what came. */
    void forget() {
        isKept = false;
        kept = new byte[0];
        keptBytes = 0;
    }

    /** An open body has only so many bytes; returns how many were taken beyond. */
    int closeAt(int bytes) {
        int beyond = keptBytes - bytes;
        keptBytes = bytes;
        state = State.COMPLETE;
        return beyond;
    }

    /**
     * Takes bytes, at most up to the body's end.
     *
     * @return where it stopped: at {@code end}, unless the body is complete
     */
    int take(byte[] bytes, int from, int end) throws ParseException {
        int at = from;
        while (at < end && state != State.COMPLETE) {
            if (state == State.DATA) {
                at = data(bytes, at, end);
            } else {
                line(bytes[at++] & 0xff);
            }
        }
        return at;
    }

    private int data(byte[] bytes, int at, int end) {
        int count = (int) Math.min(end - at, left);
        if (list != null) {
            list.bytes(bytes, at, at + count);
        }
        if (isKept) {
            if (kept.length - keptBytes < count) {
                kept = Arrays.copyOf(kept, Math.max(keptBytes + count, 2 * kept.length));
            }
            System.arraycopy(bytes, at, kept, keptBytes, count);
            keptBytes += count;
        }
        dataBytes += count;
        if (!isOpen) {
            left -= count;
        }
        if (left == 0) {
            state = isChunked ? State.CHUNK_END : State.COMPLETE;
            lineBytes = 0;
        }
        return at + count;
    }

    /** A byte of what stands around the chunks. */
    private void line(int octet) throws ParseException {
        if (++lineBytes > MAX_CHUNK_LINE) {
            throw new ParseException(BAD_LENGTH, "chunk", (int) Math.min(dataBytes, 1 << 30));
        }
        switch (state) {
            case CHUNK_SIZE, CHUNK_EXTENSION -> chunkLine(octet);
            case CHUNK_END -> {
                if (octet == '\n') {
                    beginChunkLine();
                } else if (octet != '\r') {
                    throw bad();
                }
            }
            case TRAILER -> trailer(octet);
            case DATA, COMPLETE -> throw new IllegalStateException(state.name());
        }
    }

    private void beginChunkLine() {
        state = State.CHUNK_SIZE;
        lineBytes = 0;
        chunkSize = 0;
        hasDigits = false;
    }

    private void chunkLine(int octet) throws ParseException {
        if (octet == '\n') {
            if (!hasDigits) {
                throw bad();
            }
            left = chunkSize;
            lineBytes = 0;
            state = chunkSize == 0 ? State.TRAILER : State.DATA;
            return;
        }
        int digit = state == State.CHUNK_SIZE ? Character.digit(octet, 16) : -1;
        if (digit < 0) {
            state = State.CHUNK_EXTENSION;
            return;
        }
        hasDigits = true;
        chunkSize = 16 * chunkSize + digit;
        if (chunkSize > MAX_CHUNK) {
            throw bad();
        }
    }

    /** Fields may follow the last chunk; an empty line ends them. */
    private void trailer(int octet) {
        if (octet == '\n') {
            if (lineBytes <= 2) {
                state = State.COMPLETE;
            }
            lineBytes = 0;
        }
    }

    private ParseException bad() {
        return new ParseException(BAD_VALUE, "chunk", (int) Math.min(dataBytes, 1 << 30));
    }
}
