package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.PacketSequenceRow;

/**
 * The first packets with payload of made connections. That cuts and memory do not change them is
 * held by the tests of these, which ask for 30 packets.
 */
class PacketSequenceTest {
    private static final AnalysisOptions ALL = CutsDoNotMatterTest.ALL;

    private static PacketSequenceRow sequence(String segments, AnalysisOptions options)
            throws IOException {
        Captures captures = MadePackets.segments(segments).captures();
        List<CaptureSplit> whole = List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null));
        return only(SiteRows.run("site", captures, whole, options));
    }

    private static PacketSequenceRow only(SiteRows rows) {
        assertEquals(1, rows.connections().size());
        return rows.connections().get(0).packetSequence();
    }

    private static String text(PacketSequenceRow row) {
        return row.lengths() + " " + row.directions() + " " + row.interPacketMilliseconds();
    }

    private static final String OPENING = "0 > S 100; 0.01 < SA 500 101; 0.02 > A 101 501; ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            only with payload | 30 | 1 > A 101 501 aabb; 1.5 < A 501 103; 2 < A 501 103 cc \
                              | [2, 1] [1, -1] [0.0, 1000.0]
            as many as asked  | 2  | 1 > A 101 501 aa; 2 > A 102 501 bb; 3 > A 103 501 cc \
                              | [1, 1] [1, 1] [0.0, 1000.0]
            sent again        | 30 | 1 > A 101 501 aabb; 2 > A 101 501 aabb \
                              | [2, 2] [1, 1] [0.0, 1000.0]
            by time           | 2  | 2 > A 101 501 aa; 1 > A 102 501 bbbb; 3 > A 104 501 cc \
                              | [2, 1] [1, 1] [0.0, 1000.0]
            of one time       | 30 | 1 < A 501 101 aaaa; 1 > A 101 501 bb; 1 < A 503 102 cc \
                              | [2, 1, 1] [-1, 1, -1] [0.0, 0.0, 0.0]
            no payload        | 30 | 1 > FA 101 501; 2 < FA 501 102 | [] [] []
            """)
    void firstPacketsAreTold(String name, int most, String segments, String expected)
            throws IOException {
        String all = OPENING + segments;
        assertEquals(expected, text(sequence(all, ALL.withPacketSequence(most))));
    }

    @Test
    void nothingIsKeptWhenNobodyAsks() throws IOException {
        assertNull(sequence(OPENING + "1 > A 101 501 aa", ALL.withPacketSequence(0)));
        assertNull(PacketSequence.of(AnalysisOptions.DEFAULTS));
    }

    /** Who sent the SYN-ACK is the server, though it was seen first. */
    @Test
    void directionsAreThoseOfTheRow() throws IOException {
        String text = "0.01 < SA 500 101; 0.02 > A 101 501 aa; 0.03 < A 501 102 bbbb";
        assertEquals("[1, 2] [1, -1] [0.0, 10.0]", text(sequence(text, ALL)));
    }

    /** Of two copies one counts, though it is in another file, and its place goes to the next. */
    @Test
    void copiesGiveTheirPlacesToOthers() throws IOException {
        AnalysisOptions once =
                ALL.with(List.of(), ALL.flowScope(), true, PacketSelection.ALL)
                        .withPacketSequence(3);
        String text =
                OPENING
                        + "1 > A 101 501 aa; 1.001 > A 101 501 aa; 2 > A 102 501 bbbb;"
                        + "2.001 > A 102 501 bbbb; 3 > A 104 501 cccccc; 4 > A 107 501 dddd";
        String expected = "[1, 2, 3] [1, 1, 1] [0.0, 1000.0, 1000.0]";
        byte[] capture = MadePackets.segments(text).capture();
        CutCapture cut = new CutCapture(new BytesSource("made.pcap", capture));
        for (int at = 1; at < cut.packets(); at++) {
            List<CaptureSplit> splits =
                    List.of(
                            new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null),
                            new CaptureSplit(1, 1, 0, Long.MAX_VALUE, null));
            SiteRows rows = SiteRows.run("site", cut.cutAt(at), splits, once);
            assertEquals(expected, text(only(rows)), "cut at " + at);
        }
    }

    @Test
    void memoryIsBounded() {
        PacketSequence sequence = PacketSequence.of(ALL.withPacketSequence(1_000));
        for (int i = 0; i < 10_000; i++) {
            sequence.packet(100, End.LOW, i % 3);
        }
        assertTrue(sequence.isGrown());
        assertTrue(sequence.heldBytes() <= 14_100, sequence.heldBytes() + " bytes");
        PacketSequence other = PacketSequence.of(ALL.withPacketSequence(10));
        other.join(sequence.toBytes(), Set.of());
        assertEquals(140, other.toBytes().length);
    }
}
