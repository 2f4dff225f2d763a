package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link layer, tag and tunnel, with IPv4 and IPv6, VLANs and fragments inside and outside. */
class EncapsulationTest {
    private static final int CLIENT = 40_001;
    private static final int SERVER = 443;
    private static final int TCP = 6;
    private static final int C_TAG = 0x8100;
    private static final int S_TAG = 0x88a8;
    private static final String PAYLOAD =
            "16030100051122334455 6677889900aabbccddeeff00112233445566";

    private final PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);

    static List<Wrapping> wrappings() {
        return Wrapping.all();
    }

    private static byte[] packet(int version) {
        return Bytes.ip(version, TCP, Bytes.tcp(CLIENT, SERVER, PAYLOAD));
    }

    private static byte[] frame(byte[] ip, int vlans) {
        byte[] frame = Bytes.ethernetIp(ip);
        for (int i = vlans; i > 0; i--) {
            frame = Bytes.tagged(frame, i == 1 && vlans > 1 ? S_TAG : C_TAG, 10 * i);
        }
        return frame;
    }

    private static List<Integer> vlans(int count) {
        return count == 0 ? null : count == 1 ? List.of(10) : List.of(10, 20);
    }

    private Outcome decode(int linkType, byte[] packet) {
        return decoder.decode(packet, 0, packet.length, packet.length, linkType, 0);
    }

    private void assertFlow(Wrapping wrapping, List<Integer> vlans, Outcome outcome) {
        assertEquals(Outcome.DECODED, outcome);
        assertTrue(decoder.isTcp());
        assertEquals(CLIENT, decoder.sourcePort());
        assertEquals(SERVER, decoder.destinationPort());
        assertEquals(PAYLOAD.replace(" ", "").length() / 2, decoder.payloadLength());
        assertEquals(decoder.payloadLength(), decoder.payloadOriginalLength());
        assertEquals(wrapping.tunnels().isEmpty() ? null : wrapping.tunnels(), decoder.tunnel());
        assertEquals(vlans, decoder.vlan());
        assertNull(decoder.nextFrame());
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void flowIsFound(Wrapping wrapping) {
        for (int version : new int[] {4, 6}) {
            for (int vlans = 0; vlans <= (wrapping.isIp() ? 0 : 2); vlans++) {
                byte[] ip = packet(version);
                byte[] packet = wrapping.wrap().apply(wrapping.isIp() ? ip : frame(ip, vlans));
                assertFlow(wrapping, vlans(vlans), decode(wrapping.linkType(), packet));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void flowIsFoundInVlans(Wrapping wrapping) {
        if (wrapping.linkType() == 1) {
            byte[] ip = packet(4);
            byte[] packet = wrapping.wrap().apply(wrapping.isIp() ? ip : frame(ip, 0));
            byte[] tagged = Bytes.tagged(Bytes.tagged(packet, C_TAG, 8), S_TAG, 7);
            assertFlow(wrapping, List.of(7, 8), decode(1, tagged));
        }
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void fragmentsInsideAreJoined(Wrapping wrapping) {
        for (int version : new int[] {4, 6}) {
            Outcome outcome = Outcome.FRAGMENT;
            for (byte[] fragment : Bytes.fragments(packet(version), 77)) {
                assertEquals(Outcome.FRAGMENT, outcome);
                byte[] inner = wrapping.isIp() ? fragment : frame(fragment, 1);
                outcome = decode(wrapping.linkType(), wrapping.wrap().apply(inner));
            }
            assertFlow(wrapping, wrapping.isIp() ? null : List.of(10), outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void fragmentsOutsideAreJoined(Wrapping wrapping) {
        byte[] inner = wrapping.isIp() ? packet(4) : frame(packet(4), 0);
        byte[] packet = wrapping.wrap().apply(inner);
        if (wrapping.linkType() != 1 || wrapping.tunnels().isEmpty() || packet[13] == 0x4f) {
            return; // no IP outside
        }
        Outcome outcome = Outcome.FRAGMENT;
        byte[] outer = Arrays.copyOfRange(packet, 14, packet.length);
        for (byte[] fragment : Bytes.fragments(outer, 78)) {
            assertEquals(Outcome.FRAGMENT, outcome);
            outcome = decode(1, Bytes.ethernetIp(fragment));
        }
        assertFlow(wrapping, null, outcome);
    }

    @Test
    void everyHeaderIsTried() {
        List<String> listed =
                DecodedHeader.all().stream()
                        .filter(header -> header.layer() == DecodedHeader.Layer.UDP_PORT)
                        .map(DecodedHeader::tunnel)
                        .toList();
        assertEquals(DecodedHeader.udpTunnels(), listed);
        List<String> tried = new ArrayList<>();
        Wrapping.all().forEach(wrapping -> tried.addAll(wrapping.tunnels()));
        for (String tunnel : listed) {
            boolean isOfIpv6Alone = tunnel.equals("teredo") || tunnel.equals("ayiya");
            assertTrue(isOfIpv6Alone || tried.contains(tunnel), tunnel);
        }
    }

    /** No byte beyond the captured ones is touched, whatever is missing or wrong. */
    @ParameterizedTest
    @MethodSource("wrappings")
    void brokenPacketsAreBorne(Wrapping wrapping) {
        byte[] ip = packet(4);
        byte[] packet = wrapping.wrap().apply(wrapping.isIp() ? ip : frame(ip, 1));
        for (int length = 0; length <= packet.length; length++) {
            byte[] cut = Arrays.copyOf(packet, length);
            Outcome outcome = decoder.decode(cut, 0, length, packet.length, wrapping.linkType(), 0);
            assertNotNull(outcome);
            while (outcome != null) {
                outcome = decoder.nextFrame();
            }
        }
        Random random = new Random(wrapping.name().hashCode());
        for (int i = 0; i < 2000; i++) {
            byte[] broken = packet.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            Outcome outcome = decode(wrapping.linkType(), broken);
            assertNotNull(outcome);
            while (outcome != null) {
                outcome = decoder.nextFrame();
            }
        }
    }

    @Test
    void nothingIsAllocated() {
        List<byte[]> packets = new ArrayList<>();
        List<Wrapping> wrappings = Wrapping.all();
        for (Wrapping wrapping : wrappings) {
            byte[] ip = packet(4);
            packets.add(wrapping.wrap().apply(wrapping.isIp() ? ip : frame(ip, 1)));
        }
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the first ones load classes
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < packets.size(); i++) {
                decode(wrappings.get(i).linkType(), packets.get(i));
                decoder.nextFrame();
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated < packets.size(), allocated + " bytes"); // the question's own
    }
}
