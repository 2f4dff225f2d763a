package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnfinishedFlowsTest {
    @Test
    void fewAreKnownExactly() {
        UnfinishedFlows.Found one = found(1, 1000);
        UnfinishedFlows.Found other = found(2, 1000);
        other.add(0);
        UnfinishedFlows flows = UnfinishedFlows.of(List.of(one, other));
        assertTrue(flows.contains(0));
        assertAll(flows, 1, 1000);
        assertAll(flows, 2, 1000);
        assertEquals(0, strangersTaken(flows));
    }

    @Test
    void noneIsEmpty() {
        UnfinishedFlows flows = UnfinishedFlows.of(List.of(new UnfinishedFlows.Found()));
        assertTrue(flows.isEmpty());
        assertFalse(flows.contains(0));
    }

    @Test
    void repetitionsTakeNoRoom() {
        UnfinishedFlows.Found found = new UnfinishedFlows.Found();
        for (int i = 0; i < 10_000_000; i++) {
            found.add(i % 100);
        }
        UnfinishedFlows flows = UnfinishedFlows.of(List.of(found));
        for (int i = 0; i < 100; i++) {
            assertTrue(flows.contains(i));
        }
        assertFalse(flows.contains(100));
    }

    /** Then a stranger is taken for one of them now and then, but none of them is missed. */
    @Test
    void manyAreBounded() {
        int many = 9_000_000;
        UnfinishedFlows flows = UnfinishedFlows.of(List.of(found(3, many), found(4, 1000)));
        assertFalse(flows.isEmpty());
        assertAll(flows, 3, many);
        assertAll(flows, 4, 1000);
        assertTrue(strangersTaken(flows) < 1000 * 0.05);
    }

    private static UnfinishedFlows.Found found(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        UnfinishedFlows.Found found = new UnfinishedFlows.Found();
        for (int i = 0; i < count; i++) {
            found.add(random.nextLong());
        }
        return found;
    }

    private static void assertAll(UnfinishedFlows flows, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            assertTrue(flows.contains(random.nextLong()));
        }
    }

    private static long strangersTaken(UnfinishedFlows flows) {
        return new SplittableRandom(99).longs(1000).filter(flows::contains).count();
    }
}
