package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reassembly against a slow, obvious model: a list of segments, and of each byte its first copy.
 */
class TcpStreamModelTest {
    private static final int PATIENCE = 8; // packets that an acknowledged hole is waited for

    /** What came out, with its times. */
    private static class Trace implements TcpStream.Receiver {
        final List<String> events = new ArrayList<>();

        @Override
        public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            events.add(timeNanos + " " + Arrays.toString(copy));
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
        private int next;
        private int patience = -1;
        private long latest = Long.MIN_VALUE;

        void segment(int at, long time, byte[] bytes) {
            if (at > next) {
                int place = 0;
                while (place < waiting.size() && waiting.get(place).at() <= at) {
                    place++;
                }
                waiting.add(place, new Sent(at, time, bytes));
            } else if (at + bytes.length > next) {
                latest = Math.max(latest, time);
                bytes(time, bytes, next - at, at + bytes.length - next);
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
    @ValueSource(ints = {0, Integer.MAX_VALUE, -5, -3000})
    void agreesWithTheModel(int initial) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 400; run++) {
            byte[] sent = bytes(random);
            Model model = new Model();
            Trace trace = new Trace();
            TcpStream stream = new TcpStream(1 << 20, trace);
            stream.start(initial);
            int span = 1 + random.nextInt(400);
            int longest = 1 + random.nextInt(60);
            for (int i = 0; i < 120; i++) {
                model.packetPassed();
                stream.packetPassed();
                if (random.nextInt(4) == 0) {
                    int acknowledged = random.nextInt(span + 100);
                    model.acknowledged(acknowledged);
                    stream.acknowledged(initial + acknowledged);
                }
                int at = random.nextInt(span) + (random.nextInt(3) == 0 ? i * 4 : 0);
                int length = 1 + random.nextInt(longest);
                long time = 1000L + i + (random.nextInt(20) == 0 ? -50 : 0);
                model.segment(at, time, Arrays.copyOfRange(sent, at, at + length));
                stream.segment(initial + at, time, sent, at, length);
                String where = "seed " + seed + " run " + run + " segment " + i;
                assertEquals(model.events, trace.events, where);
            }
            model.end();
            stream.end();
            assertEquals(model.events, trace.events, "seed " + seed + " run " + run);
            assertFalse(stream.isOverlapDifferent(), "seed " + seed + " run " + run);
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[4000];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Whichever copies count: each byte comes out at its place, as one of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE - 100, -5})
    void copiesThatDifferStayInPlace(int initial) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int different = 0;
        for (int run = 0; run < 400; run++) {
            byte[] sent = bytes(random);
            Places places = new Places(sent);
            TcpStream stream = TcpStream.remembering(2000 + random.nextInt(20_000), places);
            stream.start(initial);
            int span = 1 + random.nextInt(400);
            for (int i = 0; i < 120; i++) {
                stream.packetPassed();
                if (random.nextInt(4) == 0) {
                    stream.acknowledged(initial + random.nextInt(span + 100));
                }
                int at = random.nextInt(span) / 5 * 5 + (random.nextInt(3) == 0 ? i * 4 : 0);
                int length = 1 + random.nextInt(50);
                byte[] bytes = Arrays.copyOfRange(sent, at, at + length);
                if (random.nextInt(4) == 0) {
                    bytes[random.nextInt(length)] ^= 1;
                }
                stream.segment(initial + at, 0, bytes, 0, length);
            }
            stream.end();
            assertTrue(places.isRight, "seed " + seed + " run " + run);
            different += stream.isOverlapDifferent() ? 1 : 0;
        }
        assertTrue(different > 100, "different: " + different);
    }

    /** Checks bytes but for their lowest bit. */
    private static final class Places implements TcpStream.Receiver {
        private final byte[] sent;
        private int next;
        private boolean isRight = true;

        Places(byte[] sent) {
            this.sent = sent;
        }

        @Override
        public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                isRight &= (bytes[offset + i] ^ sent[next++]) >>> 1 == 0;
            }
        }

        @Override
        public void gap(long missingBytes) {
            isRight &= missingBytes > 0;
            next += (int) missingBytes;
        }
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
        Trace trace = new Trace();
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
        String[] numbers = list.split(", ", -1);
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Byte.parseByte(numbers[i]);
        }
        return bytes;
    }
}
