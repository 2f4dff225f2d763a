package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reassembly against a slow, obvious model: a list of segments, and of each byte its first copy.
 */
class TcpStreamModelTest {
    private static final int PATIENCE = 8; // packets that an acknowledged hole is waited for

    /** What came out, with its times. */
    private static class Trace implements TcpStream.Receiver {
        private final boolean isOfLengths;
        final List<String> events = new ArrayList<>();

        Trace(boolean isOfLengths) {
            this.isOfLengths = isOfLengths;
        }

        @Override
        public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            events.add(timeNanos + " " + (isOfLengths ? length : Arrays.toString(copy)));
        }

        @Override
        public void gap(long missingBytes) {
            events.add("gap " + missingBytes);
        }
    }

    private record Sent(int at, long time, byte[] bytes) {}

    /** Keeps all that waits in a list by its start, and looks at all of it each time. */
    private static final class Model extends Trace {
        private final List<Sent> waiting = new ArrayList<>();
        private final byte[] firstCopy = new byte[1 << 16];
        private final boolean[] isSeen = new boolean[1 << 16];
        private int next;
        private int patience = -1;
        private long latest = Long.MIN_VALUE;
        private boolean isDifferent;

        Model(boolean isOfLengths) {
            super(isOfLengths);
        }

        void segment(int at, long time, byte[] bytes) {
            byte[] agreed = bytes.clone();
            for (int i = 0; i < bytes.length; i++) {
                if (isSeen[at + i]) {
                    isDifferent |= at + i >= next && firstCopy[at + i] != bytes[i];
                    agreed[i] = firstCopy[at + i];
                }
                firstCopy[at + i] = agreed[i];
                isSeen[at + i] = true;
            }
            for (int w = 0; w < waiting.size(); w++) {
                // A copy that begins earlier shows the bytes that came first all the same.
                Sent old = waiting.get(w);
                byte[] same = Arrays.copyOfRange(firstCopy, old.at(), old.at() + old.bytes.length);
                waiting.set(w, new Sent(old.at(), old.time(), same));
            }
            if (at > next) {
                int place = 0;
                while (place < waiting.size() && waiting.get(place).at() <= at) {
                    place++;
                }
                waiting.add(place, new Sent(at, time, agreed));
            } else if (at + bytes.length > next) {
                latest = Math.max(latest, time);
                bytes(time, agreed, next - at, at + bytes.length - next);
                next = at + bytes.length;
                release();
            }
        }

        private void release() {
            while (!waiting.isEmpty() && waiting.get(0).at() <= next) {
                Sent first = waiting.remove(0);
                int end = first.at() + first.bytes().length;
                if (end > next) {
                    latest = Math.max(latest, first.time());
                    bytes(latest, first.bytes(), next - first.at(), end - next);
                    next = end;
                }
            }
            patience = -1;
        }

        private void skip() {
            gap(waiting.get(0).at() - next);
            next = waiting.get(0).at();
            release();
        }

        void acknowledged(int number) {
            if (patience < 0 && !waiting.isEmpty() && number >= waiting.get(0).at()) {
                patience = PATIENCE;
            }
        }

        void packetPassed() {
            if (patience > 0 && --patience == 0 && !waiting.isEmpty()) {
                skip();
            }
        }

        void end() {
            while (!waiting.isEmpty()) {
                skip();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, false",
        "2147483647, false",
        "-5, false",
        "-3000, false",
        "0, true",
        "-5, true"
    })
    void agreesWithTheModel(int initial, boolean isConflicting) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int different = 0;
        for (int run = 0; run < 400; run++) {
            byte[] sent = new byte[4000];
            random.nextBytes(sent);
            int span = 1 + random.nextInt(400);
            int longest = 1 + random.nextInt(60);
            Model model = new Model(isConflicting); // evidence may decide on bytes
            Trace trace = new Trace(isConflicting);
            TcpStream stream = new TcpStream(1 << 20, trace);
            stream.start(initial);
            for (int i = 0; i < 120; i++) {
                int at = random.nextInt(span) + (random.nextInt(3) == 0 ? i * 4 : 0);
                int length = 1 + random.nextInt(longest);
                long time = 1000 + i + (random.nextInt(20) == 0 ? -50 : 0);
                byte[] bytes = Arrays.copyOfRange(sent, at, at + length);
                if (isConflicting && random.nextInt(4) == 0) {
                    bytes[random.nextInt(length)] ^= 1;
                }
                model.packetPassed();
                stream.packetPassed();
                if (random.nextInt(4) == 0) {
                    int acknowledged = random.nextInt(span + 100);
                    model.acknowledged(acknowledged);
                    stream.acknowledged(initial + acknowledged);
                }
                model.segment(at, time, bytes);
                stream.segment(initial + at, time, bytes, 0, length);
                String where = "seed " + seed + " run " + run + " segment " + i;
                assertEquals(model.events, trace.events, where);
            }
            model.end();
            stream.end();
            assertEquals(model.events, trace.events, "seed " + seed + " run " + run);
            assertTrue(model.isDifferent || !stream.isOverlapDifferent(), "seed " + seed);
            different += stream.isOverlapDifferent() ? 1 : 0;
        }
        assertTrue(isConflicting == different > 100, "different: " + different);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reversed", "shuffled", "odd ones first", "overlapping", "bytes"})
    void whatIsLeftOfADisorderBeginsAtTheHole(String order) {
        Random random = new Random(9);
        byte[] sent = new byte[60_000];
        random.nextBytes(sent);
        List<int[]> segments = new ArrayList<>();
        int size = order.equals("bytes") ? 1 : 20;
        for (int at = size; at < sent.length - 100; at += size) {
            segments.add(new int[] {at, order.equals("overlapping") ? 100 : size});
        }
        switch (order) {
            case "reversed", "bytes" -> Collections.reverse(segments);
            case "odd ones first" -> {
                List<int[]> even = new ArrayList<>(segments);
                even.removeIf(s -> s[0] % 40 != 0);
                segments.removeIf(s -> s[0] % 40 == 0);
                segments.addAll(even);
            }
            default -> Collections.shuffle(segments, random);
        }
        int bound = 30_000;
        Trace trace = new Trace(false);
        TcpStream stream = new TcpStream(bound, trace);
        stream.start(-700);
        for (int[] segment : segments) {
            stream.segment(-700 + segment[0], 0, sent, segment[0], segment[1]);
        }
        assertEquals(List.of(), trace.events, "the hole is there");
        stream.segment(-700, 0, sent, 0, size);
        int complete = bound / (WaitingSegments.SEGMENT_COST + 100) / 2;
        assertTrue(trace.events.size() > complete, "events: " + trace.events.size());
        int at = 0;
        for (int i = 0; i < complete; i++) {
            byte[] bytes = parse(trace.events.get(i));
            byte[] expected = Arrays.copyOfRange(sent, at, at + bytes.length);
            assertEquals(Arrays.toString(expected), Arrays.toString(bytes), order + " at " + at);
            at += bytes.length;
        }
    }

    private static byte[] parse(String event) {
        String list = event.substring(event.indexOf('[') + 1, event.length() - 1);
        String[] numbers = list.split(", ");
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Byte.parseByte(numbers[i]);
        }
        return bytes;
    }
}
