package org.tlscensus.core.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of bytes that came second and differ from the first, while what was first waits. The other
 * end or the sender may still tell which of the two is the stream's: who acknowledges the end of a
 * segment has it, and who sends on from there has sent it.
 */
final class RivalCopies {
    private static final int MAX_COPIES = 4;
    private static final int MAX_BYTES = 2048;

    private final List<Rival> rivals = new ArrayList<>(1);

    /**
     * A copy that came second.
     *
     * @param start sequence number of its bytes
     * @param end of the segment that had it
     * @param firstEnd of the segment that had the first copy
     */
    record Rival(int start, int end, int firstEnd, byte[] bytes) {}

    /** Keeps a copy, unless the ends of both segments are the same, so that nothing can tell. */
    void add(int start, int end, int firstEnd, byte[] bytes, int at, int count) {
        if (end != firstEnd && count <= MAX_BYTES && rivals.size() < MAX_COPIES) {
            byte[] copy = Arrays.copyOfRange(bytes, at, at + count);
            rivals.add(new Rival(start, end, firstEnd, copy));
        }
    }

    /**
     * A segment ends here for certain: first copies that end there are settled.
     *
     * @return a second copy that is the stream's by that; null when there is none left
     */
    Rival takeConfirmed(int end) {
        rivals.removeIf(rival -> rival.firstEnd() == end);
        for (int i = 0; i < rivals.size(); i++) {
            if (rivals.get(i).end() == end) {
                return rivals.remove(i);
            }
        }
        return null;
    }
}
