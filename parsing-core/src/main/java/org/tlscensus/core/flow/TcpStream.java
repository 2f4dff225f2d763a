package org.tlscensus.core.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts one end's segments in order and hands the bytes out once each; the first copy of a byte
 * counts.
 *
 * <p>Segments ahead of a hole wait, within a bound. A hole is given up, and announced as a gap,
 * when the receiver has acknowledged it and the missing segment does not turn up among the next
 * packets of the connection (a capture can show an acknowledgment before what it acknowledges), or
 * when too much waits.
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
    }

    /** Packets that a segment may come after its own acknowledgment. */
    private static final int PATIENCE = 8;

    /** Farther than an acknowledgment lies from the start of a stream none of which was seen. */
    private static final int ONE_WINDOW = 1 << 24;

    /** Of a segment that waits: its object, its array's head, its place. */
    private static final int WAITING_OVERHEAD = 48;

    private final Receiver receiver;
    private final int maxWaitingBytes;

    private boolean isStarted;
    private boolean isUnused = true; // no segment yet
    private int next; // the sequence number that is to come
    private final List<Segment> waiting = new ArrayList<>(0); // ascending, all beyond next
    private int waitingBytes;
    private long latestNanos = Long.MIN_VALUE; // of the bytes handed out
    private int patience =
            -1; // packets left to wait for an acknowledged hole; -1: not acknowledged

    private record Segment(int sequenceNumber, long timeNanos, byte[] bytes) {}

    /** A stream that holds at most {@code maxWaitingBytes} of payload ahead of a hole. */
    public TcpStream(int maxWaitingBytes, Receiver receiver) {
        this.maxWaitingBytes = maxWaitingBytes;
        this.receiver = receiver;
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
            hold(sequenceNumber, timeNanos, Arrays.copyOfRange(bytes, offset, offset + length));
            if (waitingBytes > maxWaitingBytes) {
                skipHole();
            }
            return;
        }
        if (length + ahead > 0) { // not wholly old
            next = sequenceNumber + length;
            latestNanos = Math.max(latestNanos, timeNanos);
            receiver.bytes(timeNanos, bytes, offset - ahead, length + ahead);
            release();
        }
    }

    private void hold(int sequenceNumber, long timeNanos, byte[] bytes) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).sequenceNumber() - sequenceNumber > 0) {
            at--;
        }
        waiting.add(at, new Segment(sequenceNumber, timeNanos, bytes));
        waitingBytes += bytes.length;
    }

    /** Hands out what is no longer ahead. */
    private void release() {
        while (!waiting.isEmpty() && waiting.get(0).sequenceNumber() - next <= 0) {
            Segment segment = waiting.remove(0);
            waitingBytes -= segment.bytes().length;
            int old = next - segment.sequenceNumber();
            int fresh = segment.bytes().length - old;
            if (fresh > 0) {
                next += fresh;
                // It waited: the stream was complete up to it only when the hole before was filled.
                latestNanos = Math.max(latestNanos, segment.timeNanos());
                receiver.bytes(latestNanos, segment.bytes(), old, fresh);
            }
        }
        patience = -1;
    }

    private void skipHole() {
        int missing = waiting.get(0).sequenceNumber() - next;
        next = waiting.get(0).sequenceNumber();
        receiver.gap(missing);
        release();
    }

    /** The other end has acknowledged all before this number. */
    public void acknowledged(int acknowledgmentNumber) {
        if (isUnused && isStarted && isFar(acknowledgmentNumber - next)) {
            next = acknowledgmentNumber; // of several SYN-ACKs the receiver took another one
        }
        if (waiting.isEmpty()) {
            return;
        }
        if (patience < 0 && acknowledgmentNumber - waiting.get(0).sequenceNumber() >= 0) {
            patience = PATIENCE;
        }
    }

    private static boolean isFar(int distance) {
        return distance > ONE_WINDOW || distance < -ONE_WINDOW;
    }

    /** A packet of the connection went by. */
    public void packetPassed() {
        if (patience > 0 && --patience == 0 && !waiting.isEmpty()) {
            skipHole();
        }
    }

    /** Bytes of memory of segments that wait. */
    public int heldBytes() {
        return waitingBytes + WAITING_OVERHEAD * waiting.size();
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

    /** No more segments: hands out what waits, with its holes as gaps. */
    public void end() {
        while (!waiting.isEmpty()) {
            skipHole();
        }
    }
}
