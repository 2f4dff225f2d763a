package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowTableTest {
    private final FlowKey key = new FlowKey();

    private FlowKey key(int number) {
        key.set(0, number, number & 0xffff, 1, 2, 443, FlowKey.TCP);
        return key;
    }

    @Test
    void agreesWithAMapUnderRandomUse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        FlowTable<Integer> table = new FlowTable<>();
        Map<Integer, Integer> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int number = random.nextInt(5000);
            switch (random.nextInt(4)) {
                case 0 -> {
                    table.remove(key(number).words);
                    model.remove(number);
                }
                case 1 -> assertEquals(model.get(number), table.get(key(number)), "seed " + seed);
                default -> {
                    table.put(key(number), number);
                    model.put(number, number);
                }
            }
        }
        assertEquals(model.size(), table.size(), "seed " + seed);
        table.removeIf(value -> value % 3 == 0);
        model.values().removeIf(value -> value % 3 == 0);
        for (int number = 0; number < 5000; number++) {
            assertEquals(model.get(number), table.get(key(number)), "seed " + seed);
        }
    }

    @Test
    void aRoundOfSweepingMeetsEveryValue() {
        FlowTable<Integer> table = new FlowTable<>();
        for (int i = 0; i < 1000; i++) {
            table.put(key(i), i);
        }
        table.sweep(4096, value -> value % 2 == 1);
        assertEquals(500, table.size());
        assertNull(table.get(key(7)));
        assertEquals(8, table.get(key(8)));
    }

    @Test
    void bothDirectionsHaveOneKey() {
        FlowKey there = new FlowKey();
        FlowKey back = new FlowKey();
        there.set(1, 2, 50000, 3, 4, 443, FlowKey.TCP);
        back.set(3, 4, 443, 1, 2, 50000, FlowKey.TCP);
        assertArrayEquals(there.words, back.words);
        assertTrue(back.isFromHigh());
        assertEquals(FlowKey.BYTES, FlowKey.toBytes(there.words).length);
        assertArrayEquals(there.words, FlowKey.fromBytes(FlowKey.toBytes(there.words)));
    }
}
