package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a decoder tells of a packet beside its flow, and of the headers that it knows. */
class DecodedFieldsTest {
    private static final byte[] SEGMENT =
            Bytes.bytes("9c41 01bb 80000001 fffffffe 50 29 ffff 0000 0000 160301");

    private final PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);

    private void decode(byte[] frame) {
        assertEquals(Outcome.DECODED, decoder.decode(frame, 0, frame.length, frame.length, 1, 0));
    }

    @Test
    void fieldsOfTcp() {
        byte[] frame = Bytes.ethernetIp(Bytes.ip4(6, SEGMENT, 0xfedc, 0x4000));
        decode(frame);
        assertEquals(0x8000_0001, decoder.sequenceNumber());
        assertEquals(-2, decoder.acknowledgmentNumber());
        assertEquals(PacketDecoder.FIN | PacketDecoder.PSH | PacketDecoder.URG, decoder.tcpFlags());
        assertEquals(0xfedc, decoder.identification());
        assertSame(frame, decoder.payloadBytes());
        assertEquals(frame.length - 3, decoder.payloadOffset());
        decode(Bytes.ethernetIp(Bytes.ip6(6, SEGMENT)));
        assertEquals(0, decoder.identification());
    }

    @Test
    void vlansAreFoundByTheirIds() {
        byte[] frame = Bytes.ethernetIp(Bytes.ip4(6, SEGMENT, 1, 0));
        decode(frame);
        assertNull(decoder.vlan());
        assertFalse(decoder.hasVlan(-1));
        decode(Bytes.tagged(Bytes.tagged(frame, 0x8100, 8), 0x88a8, 7));
        assertEquals(List.of(7, 8), decoder.vlan());
        assertTrue(decoder.hasVlan(7));
        assertTrue(decoder.hasVlan(8));
        assertTrue(decoder.hasVlan(-1));
        assertFalse(decoder.hasVlan(9));
    }

    /** A tunnel that leads nowhere leaves nothing of its inside. */
    @Test
    void anOuterDatagramIsRestored() {
        byte[] unknown = Bytes.tagged(Bytes.ethernet(0xfade, new byte[9]), 0x8100, 7);
        byte[] broken = Bytes.bytes("08000000 00000100", unknown);
        byte[] outer = Bytes.ip6(17, Bytes.udp(50_000, 4789, broken));
        byte[] frame = Bytes.tagged(Bytes.ethernetIp(outer), 0x8100, 5);
        assertEquals(
                Outcome.UNDECODED_TUNNEL,
                decoder.decode(frame, 0, frame.length, frame.length, 1, 0));
        assertEquals(List.of(5), decoder.vlan());
        assertNull(decoder.tunnel());
        assertEquals(0x20010db800000000L, decoder.sourceHigh());
        assertEquals(broken.length, decoder.payloadLength());
    }

    /** Of two frames of one packet that counts which came furthest. */
    @ParameterizedTest
    @CsvSource({
        "DECODED, EAPOL, DECODED",
        "EAPOL, DECODED, DECODED",
        "FRAGMENT, UNDECODED_TUNNEL, UNDECODED_TUNNEL",
        "NOT_IP, FRAGMENT, FRAGMENT",
        "FRAGMENT, NOT_IP, FRAGMENT",
        "NOT_IP, ENCRYPTED, NOT_IP",
        "TRUNCATED, MALFORMED, TRUNCATED",
    })
    void outcomesOfTwoFrames(Outcome first, Outcome second, Outcome ofBoth) {
        assertEquals(ofBoth, first.or(second));
    }

    @ParameterizedTest
    @EnumSource
    void outcomesHaveMeanings(Outcome outcome) {
        assertFalse(outcome.meaning().isEmpty());
        assertEquals(
                outcome == Outcome.DECODED || outcome == Outcome.UNDECODED_TUNNEL,
                outcome.hasFlow());
        assertEquals(outcome.hasFlow() || outcome == Outcome.EAPOL, outcome.hasContent());
    }

    @Test
    void headersAreListedFromTheOutsideIn() {
        List<DecodedHeader> all = DecodedHeader.all();
        assertEquals(
                new DecodedHeader(
                        DecodedHeader.Layer.LINK_TYPE,
                        "0, 108",
                        "BSD loopback",
                        "tcpdump.org/linktypes",
                        null),
                all.get(0));
        List<DecodedHeader.Layer> layers =
                all.stream().map(DecodedHeader::layer).distinct().toList();
        assertEquals(List.of(DecodedHeader.Layer.values()), layers);
        for (DecodedHeader header : all) {
            assertFalse(header.name().isEmpty() || header.reference().isEmpty());
            assertFalse(header.layer().meaning().isEmpty());
        }
        String nsh = numbers(all, "Network service header: IP, Ethernet, NSH, MPLS");
        assertEquals("0x894f", nsh);
        assertEquals(
                "47",
                numbers(
                        all,
                        "GRE with any EtherType, PPTP, ERSPAN I to III, WCCP, Aruba's 802.11"));
        assertEquals(
                "4789, 4790, 8472, 48879",
                numbers(all, "VXLAN, VXLAN-GPE (IP, Ethernet, NSH, MPLS), Cisco ACI's variant"));
    }

    private static String numbers(List<DecodedHeader> all, String name) {
        return all.stream()
                .filter(header -> header.name().equals(name))
                .findFirst()
                .orElseThrow()
                .numbers();
    }

    @ParameterizedTest
    @EnumSource
    void aTunnelIsFoundByItsWord(UdpTunnel tunnel) {
        assertSame(tunnel, UdpTunnel.of(tunnel.word()));
        assertEquals(tunnel.word(), tunnel.tunnel().word());
        assertThrows(IllegalArgumentException.class, () -> UdpTunnel.of("gre"));
    }

    @ParameterizedTest
    @CsvSource({
        "vxlan, 1, true",
        "vxlan, 65535, true",
        "vxlan, 65536, false",
        "vxlan, 0, false",
        "ipip, 5, false"
    })
    void aPortIsOneOfUdp(String tunnel, int port, boolean isOne) {
        if (isOne) {
            assertEquals(port, new TunnelPort(tunnel, port).port());
        } else {
            assertThrows(IllegalArgumentException.class, () -> new TunnelPort(tunnel, port));
        }
    }
}
