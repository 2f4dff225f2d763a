package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a packet with a tunnel that does not lead on, and of one with several frames. */
class TunnelOutcomeTest {
    private static final String ARP =
            "0001 0800 0604 0001 020000000001 0a000001 000000000000 0a000002";

    private final PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);

    private Outcome decode(byte[] packet) {
        return decoder.decode(packet, 0, packet.length, packet.length, 1, 0);
    }

    private static byte[] udp(int source, int destination, Object... payload) {
        return Bytes.ethernetIp(
                Bytes.ip(4, 17, Bytes.udp(source, destination, Bytes.bytes(payload))));
    }

    /** The datagram is one of its flow, but it is told that it should have been a tunnel's. */
    @ParameterizedTest
    @EnumSource(UdpTunnel.class)
    void anotherProtocolOnATunnelsPort(UdpTunnel tunnel) {
        for (int port : tunnel.ports()) {
            for (String other : List.of("00", "ff".repeat(60), "47455420".repeat(12))) {
                assertEquals(Outcome.UNDECODED_TUNNEL, decode(udp(50_000, port, other)), other);
                assertEquals(port, decoder.destinationPort());
                assertEquals(Outcome.UNDECODED_TUNNEL, decode(udp(port, 50_000, other)));
                assertEquals(Outcome.DECODED, decode(udp(port, 443, other)), "a client's port");
                assertEquals(Outcome.DECODED, decode(udp(53, port, other)), "a client's port");
                assertNull(decoder.tunnel());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        GTP-U echo             | 2152  | 32010004 00000000 0001 0000           | DECODED
        GTP prime              | 2152  | 0e020000 00000000                     | UNDECODED_TUNNEL
        L2TP control           | 1701  | c802 000c 0001 0000 0000 0000         | DECODED
        L2TP version 3         | 1701  | 0003 0000 00000001                    | UNDECODED_TUNNEL
        AYIYA heartbeat        | 5072  | 4200 00 3b 00000000                   | DECODED
        CAPWAP keep-alive      | 5247  | 00 104208 0000 0000 0014              | DECODED
        CAPWAP DTLS            | 5247  | 01 000000 16fefd 0000                 | DECODED
        CAPWAP of version 1    | 5247  | 10 104200 0000 0000                   | UNDECODED_TUNNEL
        CAPWAP of EPCglobal    | 5247  | 00 104700 0000 0000 0801              | UNDECODED_TUNNEL
        CAPWAP, a beacon       | 5247  | 00 104300 0000 0000 80000000 ffffffffffff 020000000002 020000000003 0010 | DECODED
        CAPWAP, encrypted      | 5247  | 00 104300 0000 0000 08410000 020000000001 020000000002 020000000003 0010 00112233 | DECODED
        TZSP keep-alive        | 37008 | 01 04 0000                            | DECODED
        TZSP port opener       | 37008 | 01 05 0000 01                         | DECODED
        TZSP without an end    | 37008 | 01 00 0001 0a01c4                     | UNDECODED_TUNNEL
        TZSP of version 2      | 37008 | 02 00 0001 01                         | UNDECODED_TUNNEL
        VXLAN without a number | 4789  | 00000000 00000100 020000000001 020000000002 0806 0001 | UNDECODED_TUNNEL
        VXLAN, ARP             | 4789  | 08000000 00000100 020000000001 020000000002 0806 0001 | DECODED
        VXLAN, spanning tree   | 4789  | 08000000 00000100 0180c2000000 020000000002 0026 424203 0000000000 | DECODED
        VXLAN, unknown type    | 4789  | 08000000 00000100 020000000001 020000000002 fade 0001 | UNDECODED_TUNNEL
        VXLAN, cut             | 4789  | 08000000 00000100 020000000001 020000000002 0800 4500 | UNDECODED_TUNNEL
        GENEVE, OAM            | 6081  | 0080 0000 00000100                    | DECODED
        GENEVE of version 1    | 6081  | 4000 6558 00000100                    | UNDECODED_TUNNEL
        NSH, unknown           | 4790  | 0c000004 00000100 0fc2 02 06 00000aff | UNDECODED_TUNNEL
        """)
    void headersThatDoNotLeadOn(String name, int port, String payload, String expected) {
        Outcome outcome = decode(udp(50_000, port, payload));
        assertEquals(Outcome.valueOf(expected), outcome);
        assertEquals(port, decoder.destinationPort());
    }

    @Test
    void aUserNamesMorePorts() {
        byte[] frame = Bytes.ethernetIp(Bytes.ip(4, 6, Bytes.tcp(1000, 443, "16")));
        byte[] vxlan = udp(50_000, 12_345, "08000000 00000100", frame);
        assertEquals(Outcome.DECODED, decode(vxlan));
        assertEquals(12_345, decoder.destinationPort());
        PacketDecoder told =
                new PacketDecoder(
                        PacketLimits.DEFAULTS,
                        List.of(new TunnelPort("vxlan", 12_345), new TunnelPort("geneve", 4789)),
                        FlowScope.NONE);
        assertEquals(Outcome.DECODED, told.decode(vxlan, 0, vxlan.length, vxlan.length, 1, 0));
        assertEquals(443, told.destinationPort());
        assertEquals(List.of("vxlan"), told.tunnel());
        byte[] geneve = udp(50_000, 4789, "0000 6558 00000100", frame);
        assertEquals(Outcome.DECODED, told.decode(geneve, 0, geneve.length, geneve.length, 1, 0));
        assertEquals(List.of("geneve"), told.tunnel());
        assertThrows(IllegalArgumentException.class, () -> new TunnelPort("vxlan", 0));
        assertThrows(IllegalArgumentException.class, () -> new TunnelPort("gre", 5));
    }

    /** CAPWAP cuts frames itself; the pieces come in any order. */
    @Test
    void capwapFragmentsAreJoined() {
        byte[] frame = Bytes.ethernetIp(Bytes.ip(4, 6, Bytes.tcp(1000, 443, "16".repeat(40))));
        byte[] wifi = Bytes.wifi("8801", "0000", Bytes.snap(frame));
        byte[][] pieces = {
            Bytes.bytes("00 104380 0007 0000", Arrays.copyOfRange(wifi, 0, 48)),
            Bytes.bytes("00 104380 0007", Bytes.u16(48), Arrays.copyOfRange(wifi, 48, 64)),
            Bytes.bytes("00 1043c0 0007", Bytes.u16(64), Arrays.copyOfRange(wifi, 64, wifi.length))
        };
        for (int first = 0; first < 3; first++) {
            for (int i = 0; i < 2; i++) {
                byte[] piece = pieces[(first + i) % 3];
                assertEquals(Outcome.FRAGMENT, decode(udp(50_000 + first, 5247, piece)));
            }
            byte[] other = Bytes.bytes("00 1043c0 0007 0000", wifi);
            assertEquals(Outcome.DECODED, decode(udp(49_000, 5247, other)), "of another sender");
            Outcome last = decode(udp(50_000 + first, 5247, pieces[(first + 2) % 3]));
            assertEquals(Outcome.DECODED, last);
            assertEquals(443, decoder.destinationPort());
            assertEquals(40, decoder.payloadLength());
            assertEquals(List.of("capwap"), decoder.tunnel());
        }
    }

    private static byte[] tcp(int port) {
        return Bytes.ethernetIp(Bytes.ip(4, 6, Bytes.tcp(port, 443, "16".repeat(port % 7))));
    }

    /** The ports of the flows in an aggregate, and the outcome of the packet. */
    private String frames(byte[]... frames) {
        byte[] packet = Bytes.wifi("8801", "8000", Bytes.aggregate(frames));
        return framesOf(packet);
    }

    private String framesOf(byte[] wifi) {
        Outcome all = decoder.decode(wifi, 0, wifi.length, wifi.length, 105, 0);
        StringBuilder ports = new StringBuilder();
        for (Outcome frame = all;
                frame != null && frame.hasContent();
                frame = decoder.nextFrame()) {
            String source =
                    frame == Outcome.EAPOL
                            ? Long.toHexString(decoder.linkSource())
                            : String.valueOf(decoder.sourcePort());
            ports.append(source).append(' ');
            all = all.or(frame);
        }
        return ports + all.columnName();
    }

    @Test
    void allFramesOfAnAggregateCount() {
        byte[] arp = Bytes.ethernet(0x0806, Bytes.bytes(ARP));
        byte[] icmp = Bytes.ethernetIp(Bytes.ip(4, 1, Bytes.bytes("0800000000000000")));
        byte[][] pieces = Bytes.fragments(Bytes.ip(4, 17, Bytes.udp(9, 9, new byte[30])), 9);
        byte[] oneHalf = Bytes.ethernetIp(pieces[0]);
        byte[] otherHalf = Bytes.ethernetIp(pieces[1]);
        byte[] lostTunnel = udp(50_000, 4789, "00");
        assertEquals("1 2 3 decoded", frames(tcp(1), tcp(2), tcp(3)));
        assertEquals("1 2 decoded", frames(arp, tcp(1), icmp, tcp(2), arp));
        assertEquals("not_ip", frames(arp, icmp));
        assertEquals("not_tcp_or_udp", frames(icmp, arp));
        assertEquals("fragment", frames(arp, oneHalf));
        assertEquals("1 9 decoded", frames(tcp(1), otherHalf));
        assertEquals("9 1 decoded", frames(oneHalf, otherHalf, tcp(1)));
        assertEquals("50000 undecoded_tunnel", frames(arp, lostTunnel));
        assertEquals("50000 1 decoded", frames(lostTunnel, tcp(1)));
        assertEquals("truncated", frames());
        assertEquals("1 decoded", frames(tcp(1)), "what was left of the packets before");
    }

    /** EAP over a LAN is looked at as flows are: in an aggregate, and in a tunnel. */
    @Test
    void eapIsFoundWhereverItIs() {
        byte[] eap = Bytes.ethernet(0x888e, Bytes.bytes("01000005 0101 0005 01"));
        byte[] arp = Bytes.ethernet(0x0806, Bytes.bytes(ARP));
        byte[][] pieces = Bytes.fragments(Bytes.ip(4, 17, Bytes.udp(9, 9, new byte[30])), 9);
        String source = Long.toHexString(source(eap));
        assertEquals(source + " eapol", frames(eap));
        assertEquals(source + " 1 decoded", frames(eap, tcp(1)));
        assertEquals("1 " + source + " decoded", frames(arp, tcp(1), eap));
        assertEquals(source + " eapol", frames(Bytes.ethernetIp(pieces[0]), eap));
        assertEquals(source + " eapol", frames(arp, eap, Bytes.ethernetIp(pieces[0])));
        assertEquals(Outcome.EAPOL, decode(udp(50_000, 4789, "08000000 00000100", eap)));
        assertEquals(source(eap), decoder.linkSource());
        assertEquals(List.of("vxlan"), decoder.tunnel());
    }

    private static long source(byte[] ethernet) {
        return ByteBuffer.wrap(ethernet).getLong(4) & 0xffff_ffff_ffffL;
    }

    /** A mesh that carries an access point's tunnel. */
    @Test
    void aggregatesMayBeInEachOther() {
        byte[] inside = Bytes.wifi("8801", "8000", Bytes.aggregate(tcp(2), tcp(3)));
        byte[] aruba = Bytes.ethernetIp(Bytes.ip(4, 47, Bytes.bytes("0000 8200", inside)));
        byte[] capwap = udp(50_000, 5247, "00 104300 0000 0000", inside);
        assertEquals("1 2 3 4 decoded", frames(tcp(1), aruba, tcp(4)));
        assertEquals("2 3 2 3 decoded", frames(capwap, aruba));
        byte[] deep = tcp(5);
        for (int i = 0; i < 6; i++) {
            byte[] aggregate = Bytes.wifi("8801", "8000", Bytes.aggregate(deep, tcp(6)));
            deep = Bytes.ethernetIp(Bytes.ip(4, 47, Bytes.bytes("0000 8200", aggregate)));
        }
        assertEquals("6 6 6 6 decoded", frames(deep, tcp(6)).replaceFirst("^(5 )?", ""));
    }

    /** What the snap length cut off is told of the frame that it is missing in. */
    @Test
    void aCutAggregate() {
        byte[] packet = Bytes.wifi("8801", "8000", Bytes.aggregate(tcp(6), tcp(13)));
        int captured = packet.length - 3;
        byte[] cut = Arrays.copyOf(packet, captured);
        assertEquals(Outcome.DECODED, decoder.decode(cut, 0, captured, packet.length, 105, 0));
        assertEquals(decoder.payloadLength(), decoder.payloadOriginalLength());
        assertEquals(Outcome.DECODED, decoder.nextFrame());
        assertEquals(decoder.payloadLength() + 3, decoder.payloadOriginalLength());
        assertNull(decoder.nextFrame());
    }
}
