package org.tlscensus.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the obvious model: an array and a bit per byte. */
class ByteRangesTest {
    private static final int SIZE = 64;
    private static final long SEED = 7;

    private final byte[] bytes = new byte[SIZE];
    private final BitSet there = new BitSet();
    private final ByteRanges ranges = new ByteRanges();
    private final Random random = new Random(SEED);

    @Test
    void isAnArrayWithHoles() {
        for (int round = 0; round < 20_000; round++) {
            if (random.nextInt(12) == 0) {
                int position = random.nextInt(SIZE + 1);
                ranges.dropBefore(position);
                there.clear(0, position);
            } else {
                add();
            }
            compare();
        }
    }

    private void add() {
        int from = random.nextInt(SIZE);
        byte[] added = new byte[random.nextInt(Math.min(9, SIZE - from) + 1)];
        random.nextBytes(added);
        ranges.add(from, added);
        for (int i = 0; i < added.length; i++) {
            if (!there.get(from + i)) {
                there.set(from + i);
                bytes[from + i] = added[i];
            }
        }
    }

    private void compare() {
        assertEquals(there.cardinality(), ranges.heldBytes(), "seed " + SEED);
        int from = random.nextInt(SIZE);
        int to = from + random.nextInt(SIZE - from + 1);
        boolean covered = there.nextClearBit(from) >= to;
        assertEquals(covered, ranges.covers(from, to), from + " to " + to + ", seed " + SEED);
        if (covered) {
            assertArrayEquals(Arrays.copyOfRange(bytes, from, to), ranges.copy(from, to));
        }
    }
}
