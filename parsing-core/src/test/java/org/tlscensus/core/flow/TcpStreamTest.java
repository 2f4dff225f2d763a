package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        @Override
        public void dropped() {
            text.append('!');
        }
    }

    private final Written written = new Written();
    private final TcpStream stream = new TcpStream(78 + 2 * WaitingSegments.SEGMENT_COST, written);

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

    /** What goes by: a segment as sequence number and text, an acknowledgment as a number. */
    private void play(TcpStream to, String packets) {
        for (String packet : packets.split(" ", -1)) {
            String number = packet.replaceAll("[^0-9].*", "");
            byte[] bytes = packet.substring(number.length()).getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length == 0) {
                to.acknowledged(Integer.parseInt(number));
            } else {
                to.segment(Integer.parseInt(number), 0, bytes, 0, bytes.length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            the first copy             | 4abcd 4wxyz 0....                | ....abcd     | true
            also behind it             | 4abcd 6wxyz 0....                | ....abcdyz   | true
            and before it              | 6abcd 4wxyz 0....                | ....wxabcd   | true
            and within                 | 4abcdef 6xy 0....                | ....abcdef   | true
            and around                 | 6cd 4abxyef 0....                | ....abcdef   | true
            also what fills the hole   | 4abcd 0....wxyz                  | ....abcd     | true
            copies that are alike      | 4abcd 4abcdef 5bcd 0....abc      | ....abcdef   | false
            the acknowledged one       | 4abcdef 4wxyz 8 0....            | ....wxyz     | true
            which is the first         | 4abcdef 4wxyz 10 8 0....         | ....abcdef   | true
            received before the second | 4abcdef 10 4wxyz 8 0....         | ....abcdef   | true
            the one that goes on       | 4abcdef 4wxyz 8klmn 0....        | ....wxyzklmn | true
            which went on before       | 8klmn 4abcdef 4wxyz 0....        | ....wxyzklmn | true
            which is the first         | 10klmn 4abcdef 4wxyz 0....       | ....abcdefklmn | true
            of which neither           | 9klmn 4abcdef 4wxyz 0....        | ....abcdeklmn | true
            the hole's, that goes on   | 8klmn 4abcdef 0....wxyz          | ....wxyzklmn | true
            """)
    void ofCopiesThatDifferOneCounts(String which, String packets, String bytes, boolean differs) {
        stream.start(0);
        play(stream, packets);
        assertEquals(bytes, written.text.toString(), which);
        assertEquals(differs, stream.isOverlapDifferent(), which);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 100, 5, false, the same again",
        "0, 10, 40, 5, false, a part of it",
        "0, 3, 90, 50, true, one byte differs",
        "0, 0, 100, 0, true, the first",
        "0, 80, 30, 90, true, what reaches beyond",
        "3, 0, 15, 7, true, fifteen bytes at least",
        "0, 99, 1, 99, false, a keep-alive",
        "0, 94, 6, 94, false, padding",
        "-50, 0, 100, 60, true, around the end of the numbers",
        "-50, 0, 100, 200, false, and the same there",
    })
    void aLaterCopyIsCompared(
            int initial, int from, int length, int other, boolean differs, String kind) {
        byte[] sent = new byte[200];
        new Random(3).nextBytes(sent);
        TcpStream remembering = TcpStream.remembering(1000, written);
        remembering.start(initial);
        for (int at = 0; at < 100; at += 10) {
            remembering.segment(initial + at, 0, sent, at, 10);
        }
        if (other < sent.length && differs || length < 10) {
            sent[other] ^= 1;
        }
        remembering.segment(initial + from, 0, sent, from, length);
        assertEquals(differs, remembering.isOverlapDifferent(), kind);
    }

    @ParameterizedTest
    @CsvSource({
        "1 x60|61 y60|0 a1             , ax60!|gap 60, the farthest is dropped",
        "61 y60|1 x60|0 a1             , ax60!|gap 60, also when it came first",
        "1 x60|61 y60|0 a1|121 z10     , ax60!|gap 60|z10, what was dropped is not waited for",
        "1 x60|61 y60|0 a1|61 y60      , ax60|y60, unless it comes again",
        "1 x60|61 y60                  , gap 1|x60!|gap 60, the first hole stays a hole",
        "1 x9|11 y9|21 z9|0 a1         , ax9|gap 1|y9!|gap 10, a segment costs more than its bytes",
        "1 x150|0 a1                   , ax150, one may be large",
        "1 x500|0 a1                   , a!|gap 500, but not larger than all",
    })
    void tooMuchWaitingDropsTheFarthest(String segments, String expected, String why) {
        stream.start(0);
        for (String segment : segments.split("[|]", -1)) {
            String[] words = segment.split(" ", -1);
            int length = Integer.parseInt(words[1].substring(1));
            segment(Integer.parseInt(words[0]), words[1].substring(0, 1).repeat(length));
        }
        stream.end();
        StringBuilder text = new StringBuilder();
        for (String run : expected.split("[|]", -1)) {
            boolean isDropped = run.endsWith("!");
            String word = isDropped ? run.substring(0, run.length() - 1) : run;
            if (word.startsWith("gap ")) {
                text.append('[').append(word.substring(4)).append(']');
            } else {
                Matcher part = Pattern.compile("([a-z])([0-9]*)").matcher(word);
                while (part.find()) {
                    int times = part.group(2).isEmpty() ? 1 : Integer.parseInt(part.group(2));
                    text.append(part.group(1).repeat(times));
                }
            }
            text.append(isDropped ? "!" : "");
        }
        assertEquals(text.toString(), written.text.toString(), why);
    }

    @Test
    void theEndHandsOutWhatWaits() {
        segment(0, "ab");
        segment(4, "ef");
        segment(8, "ij");
        stream.end();
        assertEquals("ab[2]ef[2]ij", written.text.toString());
    }

    /** How far a stream has come, as segments arrive. */
    @Test
    void aStreamTellsHowFarItIs() {
        assertFalse(stream.isStarted());
        assertTrue(stream.isUnused());
        assertFalse(stream.reached(0));
        stream.start(100);
        assertTrue(stream.isStarted());
        assertTrue(stream.isUnused());
        assertTrue(stream.reached(100));
        assertFalse(stream.reached(101));
        assertEquals(7, stream.beyond(107));
        assertEquals(-3, stream.beyond(97));
        assertEquals(0, stream.heldBytes());
        segment(105, "fg");
        assertFalse(stream.isUnused());
        assertTrue(stream.goesOnAt(105));
        assertFalse(stream.goesOnAt(104));
        assertEquals(2 + WaitingSegments.SEGMENT_COST, stream.heldBytes());
        segment(100, "abcde");
        assertFalse(stream.goesOnAt(105));
        assertEquals(0, stream.heldBytes());
        assertTrue(stream.reached(107));
        assertFalse(stream.reached(108));
        stream.start(5000); // it has one start
        assertEquals(0, stream.beyond(107));
    }

    @Test
    void whatIsRememberedIsHeld() {
        TcpStream remembering = TcpStream.remembering(1000, written);
        assertEquals(0, remembering.heldBytes());
        remembering.segment(0, 0, new byte[100], 0, 100);
        assertTrue(remembering.heldBytes() > 0);
        remembering.segment(200, 0, new byte[10], 0, 10);
        int held = remembering.heldBytes();
        assertTrue(held > 10 + WaitingSegments.SEGMENT_COST, "held: " + held);
    }

    /** Bytes that waited were complete when the hole before them was filled. */
    @Test
    void bytesComeWithTheTimeAtWhichAllBeforeWereThere() {
        StringBuilder times = new StringBuilder();
        TcpStream timed =
                new TcpStream(
                        1000,
                        new TcpStream.Receiver() {
                            @Override
                            public void bytes(long t, byte[] bytes, int offset, int length) {
                                times.append(t).append(' ');
                            }

                            @Override
                            public void gap(long missingBytes) {
                                times.append("gap ");
                            }
                        });
        timed.start(0);
        timed.segment(0, 10, new byte[2], 0, 2);
        timed.segment(4, 20, new byte[2], 0, 2);
        timed.segment(2, 30, new byte[2], 0, 2);
        timed.segment(6, 40, new byte[2], 0, 2);
        timed.segment(9, 50, new byte[2], 0, 2);
        timed.end();
        assertEquals("10 30 30 40 gap 50 ", times.toString());
    }

    /** Farther than a window before or behind, an acknowledgment is of another SYN's stream. */
    @ParameterizedTest
    @CsvSource({
        "16777216, false",
        "16777217, true",
        "-16777216, false",
        "-16777217, true",
    })
    void anotherSynsNumberIsTaken(int distance, boolean isTaken) {
        stream.start(100);
        stream.acknowledged(100 + distance);
        assertEquals(isTaken ? 0 : distance, stream.beyond(100 + distance));
        segment(100 + (isTaken ? distance : 0), "ab");
        stream.acknowledged(5000);
        assertEquals("ab", written.text.toString());
    }
}
