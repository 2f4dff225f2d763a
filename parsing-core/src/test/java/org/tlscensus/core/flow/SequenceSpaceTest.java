package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSpaceTest {
    private static final int SPAN = 3000;

    /** The obvious model: a bit per byte. */
    private static final class Model {
        private final BitSet seen = new BitSet();
        private int start = Integer.MAX_VALUE;
        private int end = Integer.MIN_VALUE;

        void mark(int position) {
            start = Math.min(start, position);
            end = Math.max(end, position);
        }

        void add(int position, int length) {
            mark(position);
            mark(position + length);
            seen.set(position, position + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, -5, 12345})
    void agreesWithABitPerByteInAnyOrder(int initial) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            Model model = new Model();
            SequenceSpace space = new SequenceSpace();
            for (int i = 0; i < 40; i++) {
                addRandom(random, initial, model, space);
            }
            assertSame(model, space, "seed " + seed + " run " + run);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, -5})
    void piecesJoinToTheWhole(int initial) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            Model model = new Model();
            SequenceSpace joined = new SequenceSpace();
            for (int piece = 0; piece < 4; piece++) {
                SequenceSpace space = new SequenceSpace();
                int segments = random.nextInt(12);
                for (int i = 0; i < segments; i++) {
                    addRandom(random, initial, model, space);
                }
                joined.join(space.toPart(segments, 0, null, null, null, null));
            }
            assertSame(model, joined, "seed " + seed + " run " + run);
        }
    }

    private static void addRandom(Random random, int initial, Model model, SequenceSpace space) {
        int position = random.nextInt(SPAN);
        if (random.nextInt(10) == 0) {
            model.mark(position);
            space.mark(initial + position);
        } else {
            int length = 1 + random.nextInt(300);
            model.add(position, length);
            space.add(initial + position, length);
        }
    }

    private static void assertSame(Model model, SequenceSpace space, String run) {
        assertEquals(model.seen.cardinality(), space.coveredBytes(), run);
        int span = model.end < model.start ? 0 : model.end - model.start;
        assertEquals(span - model.seen.cardinality(), space.missingBytes(), run);
    }

    @Test
    void numbersMayWrapManyTimes() {
        SequenceSpace space = new SequenceSpace();
        int next = 7;
        long total = 0;
        for (int i = 0; i < 20; i++) {
            space.add(next, 1 << 30);
            next += 1 << 30;
            total += 1 << 30;
        }
        assertEquals(total, space.coveredBytes());
        assertEquals(0, space.missingBytes());
    }

    @Test
    void tooManyGapsAreForgottenButStayMissing() {
        SequenceSpace space = new SequenceSpace();
        int segments = SequenceSpace.MAX_RANGES * 2;
        for (int i = 0; i < segments; i++) {
            space.add(i * 20, 10);
        }
        assertEquals(segments * 10L, space.coveredBytes());
        assertEquals((segments - 1) * 10L, space.missingBytes());
    }
}
