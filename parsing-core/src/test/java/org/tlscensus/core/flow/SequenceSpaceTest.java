package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        int segments = SeenRanges.MAX_RANGES * 2;
        for (int i = 0; i < segments; i++) {
            space.add(i * 20, 10);
        }
        assertEquals(segments * 10L, space.coveredBytes());
        assertEquals((segments - 1) * 10L, space.missingBytes());
    }

    /** Segments of 7 bytes in the order that a name tells; some overlap, some never come. */
    private static List<int[]> disorder(String order, Random random) {
        List<int[]> segments = new ArrayList<>();
        for (int at = 0; at < 14_000; at += 7) {
            int more = order.equals("overlapping") ? random.nextInt(30) : 0;
            segments.add(new int[] {at, 7 + more});
        }
        switch (order) {
            case "in order" -> {}
            case "reversed" -> Collections.reverse(segments);
            case "shuffled", "overlapping" -> Collections.shuffle(segments, random);
            case "every second" -> segments.removeIf(s -> s[0] % 14 == 7);
            case "the others later" ->
                    segments.sort(Comparator.comparingInt(s -> s[0] % 14 * 20_000 + s[0]));
            case "the others backwards" ->
                    segments.sort(Comparator.comparingInt(s -> s[0] % 14 * 20_000 - s[0]));
            case "byte by byte, backwards" -> {
                segments.clear();
                for (int at = 5000; at >= 0; at--) {
                    segments.add(new int[] {at, 1});
                }
            }
            default -> throw new AssertionError(order);
        }
        return segments;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in order",
                "reversed",
                "shuffled",
                "overlapping",
                "every second",
                "the others later",
                "the others backwards",
                "byte by byte, backwards"
            })
    void anyDisorderIsTheSameSet(String order) {
        long seed = System.nanoTime();
        List<int[]> segments = disorder(order, new Random(seed));
        for (int initial : new int[] {0, Integer.MAX_VALUE - 3000, -7000}) {
            Model model = new Model();
            SequenceSpace space = new SequenceSpace();
            int first = segments.get(0)[0];
            for (int i = 0; i < segments.size(); i++) {
                int[] segment = segments.get(i);
                model.add(segment[0], segment[1]);
                space.add(initial + segment[0], segment[1]);
                if (i % 100 == 0 || i == segments.size() - 1) {
                    assertSame(model, space, order + " seed " + seed + " segment " + i);
                }
            }
            assertEquals(bounds(model, first), covered(space), order + " seed " + seed);
        }
    }

    private static List<Long> covered(SequenceSpace space) {
        return space.toPart(0, 0, null, null, null, null).covered();
    }

    /** What the model has seen as start, end, start, end … from a first position on. */
    private static List<Long> bounds(Model model, int first) {
        List<Long> bounds = new ArrayList<>();
        for (int at = model.seen.nextSetBit(0); at >= 0; ) {
            int end = model.seen.nextClearBit(at);
            bounds.add((long) at - first);
            bounds.add((long) end - first);
            at = model.seen.nextSetBit(end);
        }
        return bounds;
    }

    @Test
    void rangesThatGoLeaveNoBlocksBehind() {
        Random random = new Random(5);
        SeenRanges ranges = new SeenRanges(0);
        for (int round = 0; round < 400; round++) {
            int from = round * 1000;
            for (int i = 0; i < 100; i++) {
                ranges.add(from + 10L * i, from + 10L * i + 5);
            }
            ranges.add(from + random.nextInt(20), from + 999L);
        }
        assertTrue(ranges.blocks() < 40, "blocks: " + ranges.blocks());
    }

    /** What is missing since the SYN, whose sequence number is that before the first byte. */
    @ParameterizedTest
    @CsvSource({
        "1000, , 0",
        "1000, 999, 0",
        "1000, 998, 1",
        "1000, 1000, 0",
        "16778214, 998, 16777215",
        "16778215, 998, 0",
        "5, -3, 7",
    })
    void aLeadIsMissingToo(int first, Integer initial, long missing) {
        SequenceSpace space = new SequenceSpace();
        assertEquals(0, space.missingBytesSince(initial));
        space.add(first, 10);
        space.add(first + 15, 10);
        assertEquals(first, space.lowest());
        assertEquals(5, space.missingBytes());
        assertEquals(5 + missing, space.missingBytesSince(initial));
    }

    /** Holes that were forgotten stay missing in what is joined. */
    @Test
    void forgottenHolesAreJoined() {
        SequenceSpace one = new SequenceSpace();
        SequenceSpace other = new SequenceSpace();
        int segments = SeenRanges.MAX_RANGES * 2;
        for (int i = 0; i < segments; i++) {
            one.add(i * 20, 10);
            other.add((segments + i) * 20, 10);
        }
        SequenceSpace joined = new SequenceSpace();
        joined.join(one.toPart(0, 0, null, null, null, null));
        joined.join(other.toPart(0, 0, null, null, null, null));
        assertEquals(20L * segments, joined.coveredBytes());
        assertEquals((2L * segments - 1) * 10, joined.missingBytes());
        SequenceSpace whole = new SequenceSpace();
        whole.add(0, 5);
        whole.join(one.toPart(0, 0, null, null, null, null));
        assertEquals((segments - 1) * 10L, whole.missingBytes());
    }
}
