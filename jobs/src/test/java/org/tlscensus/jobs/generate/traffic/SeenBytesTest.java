package org.tlscensus.jobs.generate.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a slow, obvious model. */
class SeenBytesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAsABitmapDoes(long seed) {
        Random random = new Random(seed);
        SeenBytes seen = new SeenBytes();
        seen.startAt(1);
        BitSet bits = new BitSet();
        int end = 1;
        for (int i = 0; i < 500; i++) {
            int from = 1 + random.nextInt(400);
            int to = from + random.nextInt(40);
            int before = bits.cardinality();
            bits.set(from, to);
            end = Math.max(end, Math.max(from, to));
            assertEquals(bits.cardinality() - before, seen.add(from, to), "seed " + seed);
            assertEquals(end - 1 - bits.cardinality(), seen.missing(), "seed " + seed);
            int askedFrom = 1 + random.nextInt(400);
            int askedTo = askedFrom + 1 + random.nextInt(20);
            assertEquals(
                    bits.nextClearBit(askedFrom) >= askedTo,
                    seen.has(askedFrom, askedTo),
                    "seed " + seed);
        }
    }

    @Test
    void whatTheSnapLengthLeavesOutIsSentButNotThere() {
        SeenBytes seen = new SeenBytes();
        seen.startAt(1);
        assertEquals(100, seen.add(1, 101));
        seen.leaveOut(41, 101);
        assertEquals(50, seen.add(101, 151));
        assertEquals(0, seen.missing());
        assertTrue(seen.has(1, 41));
        assertFalse(seen.has(1, 42));
        assertFalse(seen.has(100, 110));
        assertTrue(seen.has(101, 151));
    }
}
