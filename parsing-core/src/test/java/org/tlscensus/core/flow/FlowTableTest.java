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

    private static final class Numbered extends FlowEntry {
        private final int number;

        Numbered(Numbered before) {
            super(before);
            number = before.number;
        }

        Numbered(FlowKey key, int number) {
            super(key);
            this.number = number;
        }
    }

    private Numbered entry(int number) {
        return new Numbered(key(number), number);
    }

    private Integer number(FlowTable<Numbered> table, int number) {
        Numbered entry = table.get(key(number));
        return entry == null ? null : (Integer) entry.number;
    }

    private FlowKey key(int number) {
        key.set(0, number, number & 0xffff, 1, 2, 443, FlowKey.TCP);
        return key;
    }

    @Test
    void agreesWithAMapUnderRandomUse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        FlowTable<Numbered> table = new FlowTable<>();
        Map<Integer, Integer> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int number = random.nextInt(5000);
            switch (random.nextInt(4)) {
                case 0 -> {
                    table.remove(key(number).words);
                    model.remove(number);
                }
                case 1 -> assertEquals(model.get(number), number(table, number), "seed " + seed);
                default -> {
                    table.put(entry(number));
                    model.put(number, number);
                }
            }
        }
        assertEquals(model.size(), table.size(), "seed " + seed);
        int[] visited = new int[1];
        table.forEach(entry -> visited[0]++);
        assertEquals(model.size(), visited[0], "seed " + seed);
        table.replaceAll(entry -> entry.number % 3 == 0 ? null : new Numbered(entry));
        model.values().removeIf(value -> value % 3 == 0);
        for (int number = 0; number < 5000; number++) {
            assertEquals(model.get(number), number(table, number), "seed " + seed);
        }
    }

    @Test
    void aRoundOfSweepingMeetsEveryEntry() {
        FlowTable<Numbered> table = new FlowTable<>();
        for (int i = 0; i < 1000; i++) {
            table.put(entry(i));
        }
        table.sweep(4096, entry -> entry.number % 2 == 1);
        assertEquals(500, table.size());
        assertNull(table.get(key(7)));
        assertEquals(8, number(table, 8));
    }

    @Test
    void anEntryTellsItsKey() {
        key.set(5, 6, 443, 1, 2, 50000, FlowKey.TCP);
        Numbered entry = new Numbered(key, 1);
        assertArrayEquals(key.words, entry.key());
        assertTrue(entry.isTcp());
        assertEquals(50000, entry.port(End.LOW));
        assertEquals(443, entry.port(End.HIGH));
    }

    @Test
    void bothDirectionsHaveOneKey() {
        FlowKey there = new FlowKey();
        FlowKey back = new FlowKey();
        there.set(1, 2, 50000, 3, 4, 443, FlowKey.TCP);
        back.set(3, 4, 443, 1, 2, 50000, FlowKey.TCP);
        assertArrayEquals(there.words, back.words);
        assertEquals(End.HIGH, back.sender());
        assertEquals(FlowKey.BYTES, FlowKey.toBytes(there.words).length);
        assertArrayEquals(there.words, FlowKey.fromBytes(FlowKey.toBytes(there.words)));
    }
}
