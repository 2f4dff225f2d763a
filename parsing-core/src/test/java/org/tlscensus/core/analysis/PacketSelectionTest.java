package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.filter.FilterException;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.ConnectionRow;

/** Rows of some packets only. */
class PacketSelectionTest {
    private static final Path CAPTURE =
            Path.of("..", "datasets", "demo", "campus", "campus-01.pcap");

    private static AnalysisOptions options(PacketSelection selection) {
        return CutsDoNotMatterTest.ALL.with(List.of(), FlowScope.NONE, false, selection);
    }

    private static SiteRows rows(Captures files, PacketSelection selection) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("site", files, splits, options(selection));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static long all(CapturePart capture) {
        return capture.packetsByReason().values().stream().mapToLong(Long::longValue).sum();
    }

    private static PacketSelection expression(String text) {
        return new PacketSelection(text, null, null);
    }

    private static List<String> columns(SiteRows site) {
        List<String> columns = new ArrayList<>();
        for (ConnectionRow row : site.connections()) {
            String text = row.toString();
            columns.add(text.substring(0, text.lastIndexOf(", captures=")));
        }
        return columns;
    }

    /** Of each connection alone there is its row, and each packet has an outcome. */
    @Test
    void expressionsTakeWholeConnections() throws IOException {
        SiteRows all = rows(new OneFile(CAPTURE), PacketSelection.ALL);
        assertTrue(all.connections().size() > 3);
        for (ConnectionRow row : all.connections()) {
            String ends =
                    String.format(
                            "host %s and port %d and host %s and port %d",
                            row.clientAddress(),
                            row.clientPort(),
                            row.serverAddress(),
                            row.serverPort());
            SiteRows one = rows(new OneFile(CAPTURE), expression(ends));
            assertEquals(1, one.connections().size(), ends);
            SiteRows others = rows(new OneFile(CAPTURE), expression("not (" + ends + ")"));
            assertEquals(all.connections().size() - 1, others.connections().size(), ends);
            CapturePart told = one.captures().get(0);
            long packets = row.clientPackets() + row.serverPackets();
            assertEquals(packets, told.packetsByReason().get("decoded"));
            assertEquals(all(told) - packets, told.packetsByReason().get("filtered"));
        }
    }

    @Test
    void cutsDoNotMatter() throws IOException {
        BytesSource source = new BytesSource("some.pcap", Files.readAllBytes(CAPTURE));
        CutCapture cut = new CutCapture(source);
        SiteRows all = rows(cut.cutAt(), PacketSelection.ALL);
        long start = nanos(all.connections().get(1).startTime());
        PacketSelection late = new PacketSelection("tcp", start, start + 2_000_000_000L);
        List<String> expected = columns(rows(cut.cutAt(), late));
        assertTrue(!expected.isEmpty() && expected.size() < all.connections().size());
        for (int at = 1; at < cut.packets(); at += 3) {
            assertEquals(expected, columns(rows(cut.cutAt(at), late)), "cut at " + at);
        }
    }

    @ParameterizedTest
    @CsvSource({
        ",     ,     5,    9,    true",
        "5,    ,     ,     9,    true",
        "10,   ,     5,    9,    false",
        "9,    ,     5,    9,    true",
        "10,   ,     5,    ,     true",
        "10,   ,     ,     ,     true",
        ",     5,    5,    9,    false",
        ",     6,    5,    9,    true",
        ",     5,    ,     ,     true"
    })
    void capturesOutsideAreNotRead(Long from, Long to, Long first, Long last, boolean isRead) {
        assertEquals(isRead, new PacketSelection(null, from, to).mayTakeOf(first, last));
    }

    @Test
    void wrongExpressionsAreRefusedAtOnce() {
        assertThrows(FilterException.class, () -> expression("port https"));
    }
}
