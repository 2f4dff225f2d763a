package org.tlscensus.core.flow;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Segments of one direction that wait ahead of a hole.
 *
 * <p>Each byte is kept once, by the segment that begins first; of copies that differ the one that
 * came first counts. Invariant: what the segments own is disjoint, and their starts, what they own,
 * and their ends all ascend alike.
 *
 * <p>When they are too much, the farthest ones are dropped: what is next to the hole is needed
 * first, and the beginning of a stream tells most.
 */
final class WaitingSegments {
    /** What a segment takes beside its bytes: two objects, the head of an array, rounding. */
    static final int SEGMENT_COST = 96;

    /** Segments before one that are compared with it, at most. */
    private static final int COMPARED = 8;

    /** Segments that share the place of one copy, at most, where it is put instead. */
    private static final int REPLACED = 64;

    private final int maxBytes;
    private final TreeSet<Segment> segments = new TreeSet<>(WaitingSegments::compare);
    private Segment first; // of them, the one next to the hole; null: none
    private int heldBytes;
    private boolean isDropped;
    private int droppedFrom;
    private int droppedEnd;
    private int acknowledged;
    private boolean isAcknowledgedKnown;
    private RivalCopies rivals; // null as long as all copies are alike

    /** A segment; it owns its bytes from one sequence number on. */
    static final class Segment {
        private final int start; // as it was sent
        private final long timeNanos;
        private int end;
        private int from; // first byte that it owns
        private byte[] bytes = {}; // the last ones of them are what it owns

        private Segment(int start, int end, long timeNanos) {
            this.start = start;
            this.end = end;
            this.timeNanos = timeNanos;
            from = start;
        }

        int from() {
            return from;
        }

        int end() {
            return end;
        }

        long timeNanos() {
            return timeNanos;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Place of a byte in the array. */
        int indexOf(int sequenceNumber) {
            return bytes.length - (end - sequenceNumber);
        }
    }

    /** Holds at most so many bytes, each segment's cost counted. */
    WaitingSegments(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** All lie within half the sequence space, so that the difference tells. */
    private static int compare(Segment one, Segment other) {
        return one.start != other.start ? one.start - other.start : one.end - other.end;
    }

    /** Takes a segment in, as far as its bytes are new and there is room. */
    void put(int start, long timeNanos, byte[] bytes, int offset, int length) {
        Segment segment = new Segment(start, start + length, timeNanos);
        confirm(start); // the sender goes on from there
        place(segment, bytes, offset);
        if (rivals != null && isContinuedAt(segment.end)) {
            confirm(segment.end);
        }
    }

    private void place(Segment segment, byte[] bytes, int offset) {
        if (first == null || segment.start - segments.last().end >= 0) {
            int size = SEGMENT_COST + segment.end - segment.start;
            if (heldBytes + size > maxBytes) {
                drop(segment.start, segment.end);
            } else {
                add(segment, bytes, offset);
            }
        } else if (segment.end - first.from <= 0) {
            add(segment, bytes, offset);
            dropFarthest();
        } else {
            placeAmong(segment, bytes, offset);
            dropFarthest();
        }
    }

    private void placeAmong(Segment segment, byte[] bytes, int offset) {
        int start = segment.start;
        Segment before = segments.lower(segment);
        Segment same = segments.ceiling(segment);
        boolean isSameStart = same != null && same.start == start; // and not shorter
        compare(isSameStart ? same : before, segment, bytes, offset);
        if (isSameStart || before != null && before.end - segment.end >= 0) {
            return;
        }
        if (before != null && before.end - start > 0) {
            segment.from = before.end;
        }
        add(segment, bytes, offset);
        takeOver(segment);
    }

    private void add(Segment segment, byte[] bytes, int offset) {
        int own = offset + segment.from - segment.start;
        segment.bytes = Arrays.copyOfRange(bytes, own, own + segment.end - segment.from);
        heldBytes += SEGMENT_COST + segment.bytes.length;
        segments.add(segment);
        if (first == null || compare(segment, first) < 0) {
            first = segment;
        }
    }

    private void dropFarthest() {
        while (heldBytes > maxBytes) {
            Segment farthest = segments.pollLast();
            heldBytes -= SEGMENT_COST + farthest.bytes.length;
            drop(farthest.from, farthest.end);
            first = farthest == first ? null : first;
        }
    }

    /**
     * Compares bytes with what is owned by a segment that begins before them, and its neighbours.
     */
    private void compare(Segment nearest, Segment segment, byte[] bytes, int offset) {
        int start = segment.start;
        Segment owner = nearest;
        for (int i = 0; i < COMPARED && owner != null && owner.end - start > 0; i++) {
            int from = owner.from - start > 0 ? owner.from : start;
            int count = (owner.end - segment.end < 0 ? owner.end : segment.end) - from;
            int at = offset + (from - start);
            if (count > 0 && differs(owner, from, bytes, at, count)) {
                differ(owner, from, segment.end, bytes, at, count);
            }
            owner = segments.lower(owner);
        }
    }

    /** Notes a later copy that differs from what a segment owns, and lets evidence decide. */
    private void differ(Segment first, int from, int end, byte[] bytes, int at, int count) {
        if (rivals == null) {
            rivals = new RivalCopies();
        }
        boolean isReceived = isAcknowledgedKnown && acknowledged - from > 0;
        if (!isReceived && !isContinuedAt(first.end)) {
            rivals.add(from, end, first.end, bytes, at, count);
        }
    }

    /** Whether a segment begins where another may end. */
    boolean isContinuedAt(int end) {
        Segment next = segments.ceiling(new Segment(end, end, 0));
        return next != null && next.start == end;
    }

    /** The other end has all before a number. */
    void acknowledged(int number) {
        if (!isAcknowledgedKnown || number - acknowledged > 0) {
            isAcknowledgedKnown = true;
            acknowledged = number;
        }
        confirm(number);
    }

    /** A segment ends here for certain: a copy that came second may be the stream's by that. */
    private void confirm(int end) {
        if (rivals == null) {
            return;
        }
        RivalCopies.Rival rival = rivals.takeConfirmed(end);
        while (rival != null) {
            putInstead(rival);
            rival = rivals.takeConfirmed(end);
        }
    }

    private void putInstead(RivalCopies.Rival rival) {
        int start = rival.start();
        int end = start + rival.bytes().length;
        Segment owner = segments.lower(new Segment(end, end, 0));
        for (int i = 0; i < REPLACED && owner != null && owner.end - start > 0; i++) {
            int from = owner.from - start > 0 ? owner.from : start;
            int count = (owner.end - end < 0 ? owner.end : end) - from;
            if (count > 0) {
                int of = owner.indexOf(from);
                System.arraycopy(rival.bytes(), from - start, owner.bytes, of, count);
                cutTail(owner, rival);
            }
            owner = segments.lower(owner);
        }
    }

    /** What is no part of the stream goes with all of its segment. */
    private void cutTail(Segment segment, RivalCopies.Rival rival) {
        int tail = segment.end - rival.end();
        Segment next = segments.higher(segment);
        boolean isFree = next == null || next.from != segment.end;
        if (segment.end == rival.firstEnd() && tail > 0 && isFree) {
            int length = segment.bytes.length - tail;
            segment.bytes = Arrays.copyOf(segment.bytes, length);
            segment.end = rival.end();
            heldBytes -= tail;
        }
    }

    private static boolean differs(Segment owner, int from, byte[] bytes, int at, int count) {
        int index = owner.indexOf(from);
        return !Arrays.equals(owner.bytes, index, index + count, bytes, at, at + count);
    }

    /** Takes from later segments what lies in a new one, with their bytes, which came first. */
    private void takeOver(Segment segment) {
        Segment later = segments.higher(segment);
        while (later != null && later.from - segment.end < 0) {
            int end = later.end - segment.end < 0 ? later.end : segment.end;
            int count = end - later.from;
            int index = segment.indexOf(later.from);
            if (differs(later, later.from, segment.bytes, index, count)) {
                differ(later, later.from, segment.end, segment.bytes, index, count);
                int of = later.indexOf(later.from);
                System.arraycopy(later.bytes, of, segment.bytes, index, count);
            }
            if (later.end - segment.end > 0) {
                trim(later, segment.end);
                return;
            }
            remove(later);
            later = segments.higher(segment);
        }
    }

    private void trim(Segment segment, int from) {
        segment.from = from;
        int owned = segment.end - from;
        if (owned < segment.bytes.length / 2) {
            int length = segment.bytes.length;
            segment.bytes = Arrays.copyOfRange(segment.bytes, length - owned, length);
            heldBytes -= length - owned;
        }
    }

    private void remove(Segment segment) {
        segments.remove(segment);
        heldBytes -= SEGMENT_COST + segment.bytes.length;
    }

    private void drop(int from, int end) {
        droppedFrom = isDropped && droppedFrom - from < 0 ? droppedFrom : from;
        droppedEnd = isDropped && droppedEnd - end > 0 ? droppedEnd : end;
        isDropped = true;
    }

    /**
     * The bytes of a segment that is next in the stream, as they were seen first unless it shows
     * that they are the stream's: themselves, or a copy at whose index 0 they begin, where what
     * waits had other bytes.
     */
    byte[] asSeenFirst(int start, byte[] bytes, int offset, int length) {
        byte[] agreed = bytes;
        for (Segment owner : segments) {
            if (owner.from - (start + length) >= 0) {
                break;
            }
            int end = owner.end - (start + length) < 0 ? owner.end : start + length;
            int at = offset + owner.from - start;
            int count = end - owner.from;
            if (differs(owner, owner.from, bytes, at, count)) {
                differ(owner, owner.from, start + length, bytes, at, count);
                if (isSecondBetter(owner, start + length)) {
                    continue;
                }
                if (agreed == bytes) {
                    agreed = Arrays.copyOfRange(bytes, offset, offset + length);
                }
                int of = owner.indexOf(owner.from);
                System.arraycopy(owner.bytes, of, agreed, owner.from - start, count);
            }
        }
        return agreed;
    }

    private boolean isSecondBetter(Segment first, int end) {
        boolean isReceived = isAcknowledgedKnown && acknowledged - first.from > 0;
        return !isReceived && end != first.end && isContinuedAt(end) && !isContinuedAt(first.end);
    }

    int heldBytes() {
        return heldBytes;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** The segment next to the hole. */
    Segment first() {
        return first;
    }

    Segment takeFirst() {
        Segment taken = segments.pollFirst();
        heldBytes -= SEGMENT_COST + taken.bytes.length;
        first = segments.isEmpty() ? null : segments.first();
        return taken;
    }

    /** Whether the stream, which has come so far, waits for what was dropped. */
    boolean isDroppedAt(int next) {
        return isDropped && droppedFrom - next <= 0 && droppedEnd - next > 0;
    }

    /** Whether any of these sequence numbers may have been dropped. */
    boolean isDroppedBetween(int from, int end) {
        return isDropped && droppedFrom - end < 0 && droppedEnd - from > 0;
    }

    /** Whether bytes were dropped that the stream, which has come so far, has not reached. */
    boolean isDroppedBehind(int next) {
        return isDropped && droppedEnd - next > 0;
    }

    int droppedEnd() {
        return droppedEnd;
    }

    /** Whether nothing waits, and nothing is to be told of what was dropped. */
    boolean isOfNoUse(int next) {
        isDropped = isDroppedBehind(next);
        return !isDropped && isEmpty();
    }

    /** Whether two copies of a byte came that differ. */
    boolean isOverlapDifferent() {
        return rivals != null;
    }
}
