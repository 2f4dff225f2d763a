package org.tlscensus.core.tls.carried;

import java.util.Arrays;
import java.util.TreeMap;
import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.wire.Side;

/**
 * The pieces of one side's stream that a protocol numbers one by one, put in order: each once, the
 * first copy counts.
 *
 * <p>A piece that is missing is given up, and announced as a gap of unknown length, when the other
 * side has acknowledged it and it does not turn up among the next packets, or when too many wait.
 */
final class NumberedPieces {
    /** Pieces ahead of a missing one; the protocols' own windows are smaller. */
    private static final int WINDOW = 128;

    /** Packets that a piece may come after its own acknowledgment. */
    private static final int PATIENCE = 16;

    private static final long UNKNOWN_BYTES = Integer.MAX_VALUE;

    private final Side side;
    private final int bits; // of a number, which wraps
    private final StreamReceiver receiver;
    private final TreeMap<Long, Piece> waiting = new TreeMap<>(); // all beyond next
    private boolean isStarted;
    private long next; // without wrapping
    private long latestNanos = Long.MIN_VALUE;
    private int patience = -1; // packets left to wait; -1: the missing piece is not acknowledged

    private record Piece(long timeNanos, byte[] bytes) {}

    NumberedPieces(Side side, int bits, StreamReceiver receiver) {
        this.side = side;
        this.bits = bits;
        this.receiver = receiver;
    }

    /** The stream starts with the piece of this number. */
    void start(int number) {
        if (!isStarted) {
            isStarted = true;
            next = number & mask();
        }
    }

    private long mask() {
        return (1L << bits) - 1;
    }

    /** The number without wrapping: the one nearest to the next. */
    private long unwrapped(int number) {
        int unused = Long.SIZE - bits;
        long ahead = (number & mask()) - (next & mask()) << unused >> unused;
        return next + ahead;
    }

    /** A piece; without a start before, the stream starts here. An empty one only counts. */
    void piece(int number, long timeNanos, byte[] bytes, int offset, int length) {
        start(number);
        long place = unwrapped(number);
        if (place < next || waiting.containsKey(place)) {
            return;
        }
        if (place > next) {
            waiting.put(
                    place,
                    new Piece(timeNanos, Arrays.copyOfRange(bytes, offset, offset + length)));
            if (waiting.size() > WINDOW) {
                skip();
            }
            return;
        }
        next++;
        latestNanos = Math.max(latestNanos, timeNanos);
        receiver.bytes(side, latestNanos, bytes, offset, length);
        release();
    }

    private void release() {
        Piece piece = waiting.remove(next);
        while (piece != null) {
            next++;
            latestNanos = Math.max(latestNanos, piece.timeNanos());
            receiver.bytes(side, latestNanos, piece.bytes(), 0, piece.bytes().length);
            piece = waiting.remove(next);
        }
        patience = -1;
    }

    private void skip() {
        next = waiting.firstKey();
        receiver.gap(side, UNKNOWN_BYTES);
        release();
    }

    /** The other side has the piece of this number. */
    void acknowledged(int number) {
        if (isStarted && patience < 0 && !waiting.isEmpty() && unwrapped(number) == next) {
            patience = PATIENCE;
        }
    }

    /** The other side has all pieces up to this number. */
    void acknowledgedUpTo(int number) {
        if (isStarted && patience < 0 && !waiting.isEmpty() && unwrapped(number) >= next) {
            patience = PATIENCE;
        }
    }

    /** A packet of the flow went by. */
    void packetPassed() {
        if (patience > 0 && --patience == 0 && !waiting.isEmpty()) {
            skip();
        }
    }

    /** No more pieces: hands out what waits. */
    void end() {
        while (!waiting.isEmpty()) {
            skip();
        }
    }
}
