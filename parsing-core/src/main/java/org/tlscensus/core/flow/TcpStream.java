package org.tlscensus.core.flow;

/**
 * Puts one end's segments in order and hands the bytes out once each; the first copy of a byte
 * counts.
 *
 * <p>Segments ahead of a hole wait, within a bound; beyond it the farthest ones are dropped. A hole
 * is given up, and announced as a gap, when the receiver has acknowledged it and the missing
 * segment does not turn up among the next packets of the connection (a capture can show an
 * acknowledgment before what it acknowledges), when it is of bytes that were dropped, or at the
 * end.
 */
public final class TcpStream {
    /** Takes the bytes in order. */
    public interface Receiver {
        /**
         * The next bytes; the array is valid during the call only.
         *
         * @param timeNanos when they, and all before them, were there
         */
        void bytes(long timeNanos, byte[] bytes, int offset, int length);

        /** Bytes that no segment showed. */
        void gap(long missingBytes);

        /** Bytes of the gap that comes next were seen, but too many waited. */
        default void dropped() {}
    }

    /** Packets that a segment may come after its own acknowledgment. */
    private static final byte PATIENCE = 8;

    private static final byte NOT_ACKNOWLEDGED = -1;

    /** Farther than an acknowledgment lies from the start of a stream none of which was seen. */
    private static final int ONE_WINDOW = 1 << 24;

    private final Receiver receiver;
    private final int maxWaitingBytes;

    private boolean isStarted;
    private boolean isUnused = true; // no segment yet
    private final boolean isRemembering;
    private boolean isOverlapDifferent;
    private byte patience = NOT_ACKNOWLEDGED; // packets left to wait for an acknowledged hole
    private int next; // the sequence number that is to come
    private long latestNanos = Long.MIN_VALUE; // of the bytes handed out
    private WaitingSegments waiting; // beyond next; null as long as there is no hole
    private RecentBytes recent; // null: nothing is remembered

    /**
     * A stream that holds at most {@code maxWaitingBytes} ahead of a hole, each segment with some
     * bytes more than its payload.
     */
    public TcpStream(int maxWaitingBytes, Receiver receiver) {
        this(maxWaitingBytes, receiver, false);
    }

    private TcpStream(int maxWaitingBytes, Receiver receiver, boolean isRemembering) {
        this.maxWaitingBytes = maxWaitingBytes;
        this.receiver = receiver;
        this.isRemembering = isRemembering;
    }

    /** A stream that notices later copies of what was handed out when they differ from it. */
    public static TcpStream remembering(int maxWaitingBytes, Receiver receiver) {
        return new TcpStream(maxWaitingBytes, receiver, true);
    }

    /** The stream starts at this sequence number: the one after a SYN. */
    public void start(int sequenceNumber) {
        if (!isStarted) {
            isStarted = true;
            next = sequenceNumber;
        }
    }

    /** Payload of a segment; without a start before, the stream starts here. */
    public void segment(int sequenceNumber, long timeNanos, byte[] bytes, int offset, int length) {
        start(sequenceNumber);
        isUnused = false;
        int ahead = sequenceNumber - next;
        if (ahead > 0) {
            hold(sequenceNumber, timeNanos, bytes, offset, length);
            return;
        }
        int old = -ahead < 0 || -ahead > length ? length : -ahead; // half the space is old
        if (old > 0 && recent != null) {
            isOverlapDifferent |= recent.differs(sequenceNumber, bytes, offset, old);
        }
        if (old < length) {
            latestNanos = Math.max(latestNanos, timeNanos);
            if (waiting == null) {
                handOut(timeNanos, bytes, offset + old, length - old);
            } else {
                handOutFirstCopies(timeNanos, bytes, offset + old, length - old);
            }
            release();
        }
    }

    private void handOut(long timeNanos, byte[] bytes, int offset, int length) {
        if (isRemembering) {
            if (recent == null) {
                recent = new RecentBytes(next);
            }
            recent.add(next, bytes, offset, length);
        }
        next += length;
        receiver.bytes(timeNanos, bytes, offset, length);
    }

    private void handOutFirstCopies(long timeNanos, byte[] bytes, int offset, int length) {
        byte[] agreed = waiting.asSeenFirst(next, bytes, offset, length);
        isOverlapDifferent |= waiting.isOverlapDifferent();
        handOut(timeNanos, agreed, agreed == bytes ? offset : 0, length);
    }

    private void hold(int sequenceNumber, long timeNanos, byte[] bytes, int offset, int length) {
        if (waiting == null) {
            waiting = new WaitingSegments(maxWaitingBytes);
        }
        // What reaches beyond half the sequence space could not be told from what is old.
        int tellable = Math.min(length, Integer.MAX_VALUE - (sequenceNumber - next));
        waiting.put(sequenceNumber, timeNanos, bytes, offset, tellable);
        isOverlapDifferent |= waiting.isOverlapDifferent();
        if (waiting.isDroppedAt(next)) {
            release();
        }
    }

    /** Hands out what is no longer ahead; what was dropped is not waited for. */
    private void release() {
        patience = NOT_ACKNOWLEDGED;
        while (isWaiting()) {
            if (waiting.first().from() - next <= 0) {
                handOutFirst();
            } else if (waiting.isDroppedAt(next)) {
                gap(waiting.first().from());
            } else {
                break;
            }
        }
        if (waiting != null && waiting.isOfNoUse(next)) {
            waiting = null;
        }
    }

    private void handOutFirst() {
        WaitingSegments.Segment segment = waiting.takeFirst();
        int fresh = segment.end() - next;
        if (fresh > 0) {
            // It waited: the stream was complete up to it only when the hole before was filled.
            latestNanos = Math.max(latestNanos, segment.timeNanos());
            handOut(latestNanos, segment.bytes(), segment.indexOf(next), fresh);
        }
    }

    private void gap(int end) {
        if (waiting.isDroppedBetween(next, end)) {
            receiver.dropped();
        }
        int missing = end - next;
        next = end;
        receiver.gap(missing);
    }

    private void skipHole() {
        gap(waiting.first().from());
        release();
    }

    private boolean isWaiting() {
        return waiting != null && !waiting.isEmpty();
    }

    /** The other end has acknowledged all before this number. */
    public void acknowledged(int acknowledgmentNumber) {
        if (isUnused && isStarted && isFar(acknowledgmentNumber - next)) {
            next = acknowledgmentNumber; // of several SYN-ACKs the receiver took another one
        }
        if (!isWaiting()) {
            return;
        }
        waiting.acknowledged(acknowledgmentNumber);
        if (patience < 0 && acknowledgmentNumber - waiting.first().from() >= 0) {
            patience = PATIENCE;
        }
    }

    private static boolean isFar(int distance) {
        return distance > ONE_WINDOW || distance < -ONE_WINDOW;
    }

    /** A packet of the connection went by. */
    public void packetPassed() {
        if (patience > 0 && --patience == 0 && isWaiting()) {
            skipHole();
        }
    }

    /** Bytes of memory of segments that wait, and of what is remembered. */
    public int heldBytes() {
        return (waiting == null ? 0 : waiting.heldBytes())
                + (recent == null ? 0 : recent.heldBytes());
    }

    /** Whether it is known where the stream starts. */
    public boolean isStarted() {
        return isStarted;
    }

    /** Whether no payload has come. */
    public boolean isUnused() {
        return isUnused;
    }

    /** How far a sequence number is beyond what was handed out or given up; of a started stream. */
    public int beyond(int sequenceNumber) {
        return sequenceNumber - next;
    }

    /** Whether all bytes before this sequence number were handed out or given up. */
    public boolean reached(int sequenceNumber) {
        return isStarted && next - sequenceNumber >= 0;
    }

    /** Whether a segment waits that begins at this sequence number. */
    public boolean goesOnAt(int sequenceNumber) {
        return isWaiting() && waiting.isContinuedAt(sequenceNumber);
    }

    /** Whether two copies of a byte were seen that differ, as far as they are remembered. */
    public boolean isOverlapDifferent() {
        return isOverlapDifferent;
    }

    /** No more segments: hands out what waits, with its holes as gaps. */
    public void end() {
        while (isWaiting()) {
            skipHole();
        }
        if (waiting != null && waiting.isDroppedBehind(next)) {
            gap(waiting.droppedEnd());
        }
        waiting = null;
    }
}
