package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpStreamTest {
    /** Bytes as text, a gap as [n]. */
    private static final class Written implements TcpStream.Receiver {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
            text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void gap(long missingBytes) {
            text.append('[').append(missingBytes).append(']');
        }
    }

    private final Written written = new Written();
    private final TcpStream stream = new TcpStream(100, written);

    private void segment(int sequenceNumber, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        stream.segment(sequenceNumber, 0, bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, -5, -1})
    void anyOrderWithOverlapsGivesTheBytesOnce(int initial) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] sent = new byte[2000];
        random.nextBytes(sent);
        for (int run = 0; run < 200; run++) {
            List<int[]> segments = new ArrayList<>();
            for (int at = 0; at < sent.length; ) {
                int length = Math.min(1 + random.nextInt(200), sent.length - at);
                int from = Math.max(0, at - random.nextInt(50)); // overlaps the one before
                segments.add(new int[] {from, at + length - from});
                at += length;
            }
            Collections.shuffle(segments, random);
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            TcpStream any =
                    new TcpStream(
                            1 << 20,
                            new TcpStream.Receiver() {
                                @Override
                                public void bytes(long t, byte[] bytes, int offset, int length) {
                                    received.write(bytes, offset, length);
                                }

                                @Override
                                public void gap(long missingBytes) {
                                    throw new AssertionError("a gap, seed " + seed);
                                }
                            });
            any.start(initial);
            for (int[] s : segments) {
                any.segment(initial + s[0], 0, sent, s[0], s[1]);
            }
            any.end();
            assertTrue(
                    java.util.Arrays.equals(sent, received.toByteArray()),
                    "seed " + seed + " run " + run);
        }
    }

    @Test
    void aRetransmissionKeepsTheFirstCopy() {
        stream.start(10);
        segment(10, "abc");
        segment(10, "XYZdef");
        assertEquals("abcdef", written.text.toString());
    }

    @Test
    void anAcknowledgedHoleIsGivenUpAfterAFewPackets() {
        stream.start(0);
        segment(0, "ab");
        segment(5, "fg");
        stream.acknowledged(7);
        for (int i = 0; i < 7; i++) {
            stream.packetPassed();
        }
        assertEquals("ab", written.text.toString());
        stream.packetPassed();
        assertEquals("ab[3]fg", written.text.toString());
    }

    @Test
    void anAcknowledgmentBeforeItsSegmentCostsNothing() {
        stream.start(0);
        segment(2, "cd");
        stream.acknowledged(4);
        stream.packetPassed();
        segment(0, "ab");
        for (int i = 0; i < 20; i++) {
            stream.packetPassed();
        }
        assertEquals("abcd", written.text.toString());
    }

    @Test
    void ofSeveralStartsTheAcknowledgedOneCounts() {
        stream.start(5);
        stream.acknowledged(1 << 28);
        segment(1 << 28, "ab");
        assertEquals("ab", written.text.toString());
    }

    @Test
    void tooMuchWaitingGivesTheHoleUp() {
        stream.start(0);
        segment(1, "x".repeat(60));
        assertEquals("", written.text.toString());
        segment(61, "y".repeat(60));
        assertEquals("[1]" + "x".repeat(60) + "y".repeat(60), written.text.toString());
    }

    @Test
    void theEndHandsOutWhatWaits() {
        segment(0, "ab");
        segment(4, "ef");
        segment(8, "ij");
        stream.end();
        assertEquals("ab[2]ef[2]ij", written.text.toString());
    }
}
