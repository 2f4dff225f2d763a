package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long, and how much of, datagrams wait for their fragments; which mark they bear. */
class FragmentBoundsTest {
    private static final int RAW = 101;
    private static final int UDP = 17;
    private static final long WAIT_NANOS = 1000;
    private static final int HELD = 2048; // what a short datagram takes

    private PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);

    private Outcome decode(byte[] packet, long nanos) {
        return decoder.decode(packet, 0, packet.length, packet.length, RAW, nanos);
    }

    private static byte[] datagram(int bytes) {
        return Bytes.ip4(UDP, Bytes.udp(40_001, 53, new byte[bytes - 8]), 0, 0);
    }

    /** The first sixteen bytes of a datagram. */
    private static byte[] first(int id) {
        return Bytes.fragments(datagram(24), id)[0];
    }

    private static byte[] last(int id) {
        return Bytes.fragments(datagram(24), id)[1];
    }

    private static PacketDecoder bounded(int datagrams, int bytes) {
        return new PacketDecoder(new PacketLimits(32, datagrams, bytes, WAIT_NANOS, false));
    }

    @ParameterizedTest
    @CsvSource({"0, DECODED", "1000, DECODED", "1001, FRAGMENT", "-5000, DECODED"})
    void aDatagramWaitsForItsTime(long laterNanos, Outcome expected) {
        decoder = bounded(10, 1 << 20);
        assertEquals(Outcome.FRAGMENT, decode(first(1), 0));
        assertEquals(expected, decode(last(1), laterNanos));
    }

    /** What is too old or too much makes room before the next fragment is taken, oldest first. */
    @ParameterizedTest
    @CsvSource({
        "3, 1000000, 1 FRAGMENT 2 DECODED 3 DECODED, the number of datagrams",
        "9, 6143, 1 FRAGMENT 2 DECODED 3 DECODED, their bytes",
        "9, 6144, 1 DECODED 2 DECODED 3 DECODED, as many bytes as may be",
        "4, 1000000, 1 DECODED 2 DECODED 3 DECODED, as many datagrams as may be",
    })
    void theOldestIsDropped(int datagrams, int bytes, String expected, String bound) {
        String[] words = expected.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            decoder = bounded(datagrams, bytes);
            for (int id = 1; id <= 3; id++) {
                assertEquals(Outcome.FRAGMENT, decode(first(id), 0));
            }
            int id = Integer.parseInt(words[i]);
            assertEquals(Outcome.valueOf(words[i + 1]), decode(last(id), 0), bound + ", " + id);
        }
    }

    /** What is complete, or was dropped, takes no more room. */
    @Test
    void roomIsGivenBack() {
        decoder = bounded(1000, 3 * HELD);
        for (int id = 0; id < 100; id++) {
            assertEquals(Outcome.FRAGMENT, decode(first(id), 0));
            assertEquals(Outcome.DECODED, decode(last(id), 0));
        }
        for (int id = 100; id < 200; id++) {
            assertEquals(Outcome.FRAGMENT, decode(first(id), 2 * WAIT_NANOS * id));
        }
        assertEquals(1, decoder.pendingDatagrams(0));
        assertEquals(Outcome.FRAGMENT, decode(first(300), 400 * WAIT_NANOS));
        assertEquals(Outcome.FRAGMENT, decode(first(301), 400 * WAIT_NANOS));
        assertEquals(Outcome.DECODED, decode(last(300), 400 * WAIT_NANOS));
    }

    @Test
    void aLargeDatagramIsJoined() {
        int size = 60_000;
        byte[] whole = datagram(size);
        int piece = 1480;
        for (int at = 20; at < whole.length; at += piece) {
            boolean isLast = at + piece >= whole.length;
            int end = isLast ? whole.length : at + piece;
            byte[] part = Arrays.copyOfRange(whole, at, end);
            int word = (isLast ? 0 : 0x2000) | (at - 20) / 8;
            Outcome expected = isLast ? Outcome.DECODED : Outcome.FRAGMENT;
            assertEquals(expected, decode(Bytes.ip4(UDP, part, 7, word), 0));
        }
        assertEquals(size - 8, decoder.payloadLength());
        assertEquals(size - 8, decoder.payloadOriginalLength());
    }

    /** A whole packet bears the present mark, a datagram that of its earliest fragment. */
    @Test
    void aDatagramBearsTheMarkOfItsEarliestFragment() {
        decoder.setMark(3);
        assertEquals(Outcome.FRAGMENT, decode(last(1), 0));
        assertEquals(3, decoder.pendingDatagramMark());
        assertEquals(1, decoder.pendingDatagrams(3));
        decoder.setMark(4);
        assertEquals(Outcome.FRAGMENT, decode(first(2), 0));
        assertEquals(4, decoder.pendingDatagramMark());
        assertEquals(1, decoder.pendingDatagrams(3));
        assertEquals(1, decoder.pendingDatagrams(4));
        assertEquals(Outcome.DECODED, decode(datagram(9), 0));
        assertEquals(4, decoder.firstFragmentMark());
        assertEquals(Outcome.DECODED, decode(first(1), 0));
        assertEquals(3, decoder.firstFragmentMark());
        assertEquals(0, decoder.pendingDatagrams(3));
        decoder.setMark(5);
        assertEquals(Outcome.DECODED, decode(last(2), 0));
        assertEquals(4, decoder.firstFragmentMark());
    }

    /** A datagram in fragments that brings a fragment of another: the earliest of all counts. */
    @Test
    void marksReachIntoTunnels() {
        byte[][] inner = Bytes.fragments(datagram(24), 9);
        byte[][] outer = Bytes.fragments(Bytes.ip4(4, inner[0], 0, 0), 8);
        decoder.setMark(1);
        assertEquals(Outcome.FRAGMENT, decode(outer[0], 0));
        decoder.setMark(2);
        assertEquals(Outcome.FRAGMENT, decode(outer[1], 0));
        assertEquals(1, decoder.pendingDatagramMark());
        decoder.setMark(3);
        assertEquals(Outcome.DECODED, decode(inner[1], 0));
        assertEquals(1, decoder.firstFragmentMark());
    }

    /** Datagrams with the same identification in other VLANs are others, where VLANs count. */
    @ParameterizedTest
    @CsvSource({"true, FRAGMENT", "false, DECODED"})
    void aScopeTellsDatagramsApart(boolean vlansCount, Outcome expected) {
        decoder =
                new PacketDecoder(
                        PacketLimits.DEFAULTS, List.of(), new FlowScope(vlansCount, false));
        byte[] one = Bytes.tagged(Bytes.ethernetIp(first(1)), 0x8100, 7);
        byte[] other = Bytes.tagged(Bytes.ethernetIp(last(1)), 0x8100, 8);
        assertEquals(Outcome.FRAGMENT, decoder.decode(one, 0, one.length, one.length, 1, 0));
        assertEquals(expected, decoder.decode(other, 0, other.length, other.length, 1, 0));
    }
}
