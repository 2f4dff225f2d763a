package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.core.packet.Bytes;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.wire.Side;

/** Which end of a flow is the low one, and how a key is written. */
class FlowKeyTest {
    private final FlowKey key = new FlowKey();

    /**
     * Source address, source port, destination address, destination port; addresses as two words.
     */
    @ParameterizedTest
    @CsvSource({
        "1 5, 9, 2 4, 8, false",
        "2 4, 8, 1 5, 9, true",
        "1 5, 9, 1 6, 8, false",
        "1 6, 8, 1 5, 9, true",
        "1 5, 8, 1 5, 9, false",
        "1 5, 9, 1 5, 8, true",
        "1 5, 9, 1 5, 9, false",
        "1 5, 9, -1 4, 8, false", // addresses have no sign
        "1 5, 9, 1 -1, 8, false",
    })
    void theLowerAddressComesFirst(
            String source, int sourcePort, String destination, int destinationPort, boolean high) {
        long[] from = words(source);
        long[] to = words(destination);
        key.set(from[0], from[1], sourcePort, to[0], to[1], destinationPort, FlowKey.UDP);
        assertEquals(End.of(high), key.sender());
        long[] low = high ? to : from;
        long[] other = high ? from : to;
        long lowPort = high ? destinationPort : sourcePort;
        long highPort = high ? sourcePort : destinationPort;
        long last = lowPort << 24 | highPort << 8 | FlowKey.UDP;
        assertArrayEquals(new long[] {low[0], low[1], other[0], other[1], last}, key.copy());
    }

    private static long[] words(String text) {
        String[] words = text.split(" ", -1);
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    @ParameterizedTest
    @CsvSource({
        "6, tcp, true, false, false",
        "17, udp, false, false, false",
        "253, eapol, false, true, true",
        "254, radius, false, true, false",
    })
    void protocols(int protocol, String word, boolean tcp, boolean conversation, boolean lan) {
        key.set(1, 2, 0xff06, 3, 4, 0xfd11, protocol);
        assertEquals(word, FlowKey.transport(key.words));
        assertEquals(tcp, FlowKey.isTcp(key.words));
        assertEquals(conversation, FlowKey.isConversation(key.words));
        assertEquals(lan, FlowKey.isOfLan(key.words));
    }

    /** The columns of parts and the hashes of ids stay readable from one version to the next. */
    @ParameterizedTest
    @CsvSource({
        "tcp, 0, 0000000000000000 0000ffff0a000001 0000000000000000 0000ffffc0a80102 9c41 01bb 06",
        "udp, 0, 0000000000000000 0000ffff0a000001 0000000000000000 0000ffffc0a80102 9c41 01bb 11",
        "tcp, 7, 0000000000000000 0000ffff0a000001 0000000000000000 0000ffffc0a80102 9c41 01bb 06"
                + " 000007",
    })
    void bytesAreAsDocumented(String transport, int vlan, String expected) {
        FlowScope scope = new FlowScope(true, false);
        PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS, List.of(), scope);
        byte[] segment =
                transport.equals("tcp")
                        ? Bytes.tcp(40_001, 443, "16")
                        : Bytes.udp(40_001, 443, new byte[1]);
        byte[] ip = Bytes.ip(4, transport.equals("tcp") ? FlowKey.TCP : FlowKey.UDP, segment);
        byte[] frame = Bytes.tagged(Bytes.ethernetIp(ip), 0x8100, vlan);
        decoder.decode(frame, 0, frame.length, frame.length, 1, 0);
        key.set(decoder);
        byte[] bytes = FlowKey.toBytes(key.words);
        assertEquals(expected.replace(" ", ""), HexFormat.of().formatHex(bytes));
        assertArrayEquals(key.words, FlowKey.fromBytes(bytes));
        assertEquals(transport, FlowKey.transport(FlowKey.fromBytes(bytes)));
    }

    /** A conversation has what tells it apart behind its key, and no scope. */
    @Test
    void whatFollowsAConversationsKeyIsNoScope() {
        key.set(1, 2, 3, 4, 5, 6, FlowKey.EAPOL);
        byte[] bytes = Bytes.bytes(FlowKey.toBytes(key.words), "00000a");
        assertArrayEquals(key.words, FlowKey.fromBytes(bytes));
    }

    /** Connection ids are made of it. */
    @Test
    void theHashIsAsItAlwaysWas() {
        assertEquals(-3878888152735459162L, FlowKey.hash(new long[] {1, 2, 3, 4, 5}));
        assertNotEquals(
                FlowKey.hash(new long[] {1, 2, 3, 4, 5}), FlowKey.hash(new long[] {1, 2, 3, 4, 6}));
    }

    @Test
    void portsOfAnEntry() {
        key.set(1, 2, 0x1234, 3, 4, 0xfedc, FlowKey.UDP);
        FlowEntry entry = new FlowEntry(key) {};
        assertEquals(0x1234, entry.port(End.LOW));
        assertEquals(0xfedc, entry.port(End.HIGH));
        assertEquals(false, entry.isTcp());
        key.set(1, 2, 0x1235, 3, 4, 0xfedc, FlowKey.UDP);
        assertEquals(false, entry.has(key.words));
    }

    @ParameterizedTest
    @EnumSource
    void anEndIsTheClientOrTheServer(End end) {
        assertEquals(end, End.of(end.isHigh()));
        assertNotEquals(end, end.other());
        assertEquals(Side.CLIENT, end.side(end));
        assertEquals(Side.SERVER, end.side(end.other()));
        for (Side side : Side.values()) {
            assertEquals(side, end.ofSide(side).side(end));
        }
    }
}
