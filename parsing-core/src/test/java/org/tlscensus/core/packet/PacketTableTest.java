package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.packet.PacketTable.Packet;
import org.tlscensus.core.packet.PacketTable.Row;

/** Packets byte by byte, without any of the code that reads or writes them elsewhere. */
class PacketTableTest {
    private static final int UNKNOWN_ETHER_TYPE = 0xfade;
    private static final int UNKNOWN_PROTOCOL = 253; // RFC 3692
    private static final int UNKNOWN_PORT = 9;

    static List<Row> rows() throws IOException {
        return PacketTable.rows();
    }

    private static Outcome decode(PacketDecoder decoder, Packet packet, int linkType, int margin) {
        byte[] bytes = new byte[packet.bytes().length + 2 * margin];
        System.arraycopy(packet.bytes(), 0, bytes, margin, packet.bytes().length);
        return decoder.decode(
                bytes, margin, packet.bytes().length, packet.originalLength(), linkType, 0);
    }

    /** What is before and behind a packet in its array is nobody's. */
    @ParameterizedTest
    @MethodSource("rows")
    void isDecodedAsWritten(Row row) {
        for (int margin : new int[] {0, 5}) {
            PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
            for (Packet packet : row.packets()) {
                Outcome outcome = decode(decoder, packet, row.linkType(), margin);
                assertEquals(packet.outcome(), outcome.columnName());
                assertEquals(packet.flow(), FlowText.of(decoder, outcome));
            }
        }
    }

    /** A decoder keeps nothing of a packet but fragments. */
    @Test
    void packetsDoNotTouchEachOther() throws IOException {
        PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
        for (int round = 0; round < 2; round++) {
            for (Row row : rows()) {
                if (row.packets().size() == 1) {
                    Packet packet = row.packets().get(0);
                    Outcome outcome = decode(decoder, packet, row.linkType(), 0);
                    assertEquals(packet.outcome(), outcome.columnName(), row::toString);
                    assertEquals(packet.flow(), FlowText.of(decoder, outcome), row::toString);
                }
            }
        }
    }

    /**
     * Cut after any byte, a packet shows a flow of its own or none; never bytes that are missing.
     */
    @ParameterizedTest
    @MethodSource("rows")
    void mayBeCutAnywhere(Row row) {
        Packet packet = row.packets().get(0);
        for (int length = 0; length < packet.bytes().length; length++) {
            PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
            byte[] longer = packet.bytes();
            Outcome outcome =
                    decoder.decode(longer, 0, length, packet.originalLength(), row.linkType(), 0);
            if (outcome.hasContent() && decoder.payloadBytes() == longer) {
                int end = decoder.payloadOffset() + decoder.payloadLength();
                assertTrue(end <= length, "cut to " + length);
            }
        }
    }

    @Test
    void everyOutcomeOfDecodingOccurs() throws IOException {
        Set<String> expected = new TreeSet<>();
        // Decided elsewhere: by what a user wants, by what its sums say, by a guard.
        for (Outcome outcome :
                EnumSet.complementOf(
                        EnumSet.of(Outcome.FILTERED, Outcome.BAD_CHECKSUM, Outcome.FAILED))) {
            expected.add(outcome.columnName());
        }
        Set<String> found = new TreeSet<>();
        for (Row row : rows()) {
            row.packets().forEach(packet -> found.add(packet.outcome()));
        }
        assertEquals(expected, found);
    }

    @Test
    void everyTunnelOccurs() throws IOException {
        List<String> flows = flows();
        for (Tunnel tunnel : Tunnel.values()) {
            assertTrue(
                    flows.stream().anyMatch(flow -> flow.matches(".*[ ,]" + tunnel.word())),
                    tunnel.word());
        }
    }

    private static List<String> flows() throws IOException {
        List<String> flows = new ArrayList<>();
        for (Row row : rows()) {
            row.packets().forEach(packet -> flows.add(packet.flow()));
        }
        return flows;
    }

    /** Each number that leads on does so in a row: with another one in its place it does not. */
    @Test
    void everyNumberLeadsOn() throws IOException {
        List<Row> leading =
                rows().stream()
                        .filter(row -> row.packets().size() == 1)
                        .filter(row -> !row.packets().get(0).flow().isEmpty())
                        .toList();
        List<String> missing = new ArrayList<>();
        for (DecodedHeader header : DecodedHeader.all()) {
            for (String text : header.numbers().split(", ", -1)) {
                int number = Integer.decode(text);
                if (leading.stream().noneMatch(row -> leadsOn(header.layer(), number, row))) {
                    missing.add(header.layer() + " " + text);
                }
            }
        }
        // Carries nothing, or its carrying is what the outcome says.
        missing.removeAll(List.of("IP_PROTOCOL 44", "IP_PROTOCOL 50", "IP_PROTOCOL 135"));
        assertEquals(List.of(), missing);
    }

    private static boolean leadsOn(DecodedHeader.Layer layer, int number, Row row) {
        return switch (layer) {
            case LINK_TYPE -> row.linkType() == number;
            case ETHER_TYPE -> changes(row, number, 2, UNKNOWN_ETHER_TYPE);
            case IP_PROTOCOL -> changes(row, number, 1, UNKNOWN_PROTOCOL);
            case UDP_PORT -> changes(row, number, 2, UNKNOWN_PORT);
        };
    }

    /** Whether the row's flow is another or none once a number in its bytes is an unknown one. */
    private static boolean changes(Row row, int number, int size, int unknown) {
        Packet packet = row.packets().get(0);
        for (int at = 0; at + size <= packet.bytes().length; at++) {
            byte[] bytes = packet.bytes().clone();
            int found =
                    size == 1 ? bytes[at] & 0xff : (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            if (found == number) {
                bytes[at + size - 1] = (byte) unknown;
                bytes[at] = (byte) (unknown >>> 8 * (size - 1));
                PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
                Outcome outcome = decode(decoder, packet.with(bytes), row.linkType(), 0);
                boolean isLost =
                        size == 1
                                ? outcome == Outcome.NOT_TCP_OR_UDP
                                : !packet.flow().equals(FlowText.of(decoder, outcome));
                if (isLost) {
                    return true;
                }
            }
        }
        return false;
    }
}
