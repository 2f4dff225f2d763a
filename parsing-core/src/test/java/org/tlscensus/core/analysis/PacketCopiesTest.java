package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureFormat;
import org.tlscensus.core.capture.CaptureFormat.Packet;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.packet.Bytes;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.row.ConnectionRow;

/** Captures in which packets come twice: counted once with {@code --duplicates drop}. */
class PacketCopiesTest {
    private static final int ETHERNET = 1;
    private static final int MOST_PACKETS = 300;
    private static final Path DATASETS = Path.of("..", "datasets");

    private static final AnalysisOptions DROP =
            CutsDoNotMatterTest.ALL.with(List.of(), FlowScope.NONE, true, PacketSelection.ALL);

    /** What happens to a copy on its way. */
    private enum Way {
        SAME(frame -> frame),
        ROUTED(PacketCopiesTest::routed),
        TAGGED(frame -> Bytes.tagged(frame, 0x8100, 7));

        @SuppressWarnings("ImmutableEnumChecker") // of functions without state
        private final UnaryOperator<byte[]> change;

        Way(UnaryOperator<byte[]> change) {
            this.change = change;
        }
    }

    /** One router on: other MAC addresses, a lower time to live, another checksum. */
    private static byte[] routed(byte[] frame) {
        byte[] changed = frame.clone();
        changed[5] ^= 1;
        changed[11] ^= 1;
        boolean isIpv4 = frame[12] == 8 && frame[13] == 0;
        changed[isIpv4 ? 22 : 21]--;
        if (isIpv4) {
            changed[24]++;
        }
        return changed;
    }

    private static List<Packet> packets(Path file) throws IOException {
        List<Packet> packets = new ArrayList<>();
        BytesSource source = new BytesSource(file.toString(), Files.readAllBytes(file));
        try (CaptureReader reader = CaptureReader.open(source)) {
            while (packets.size() < MOST_PACKETS && reader.next()) {
                int start = reader.offset();
                byte[] bytes =
                        Arrays.copyOfRange(reader.bytes(), start, start + reader.capturedLength());
                packets.add(new Packet(reader.timeNanos() / 1000 * 1000, bytes));
            }
        }
        return packets;
    }

    /** Each packet again, some microseconds later, so that copies of several are mixed. */
    private static List<Packet> doubled(List<Packet> packets, Way way) {
        List<Packet> doubled = new ArrayList<>(packets);
        for (Packet packet : packets) {
            doubled.add(new Packet(packet.timeNanos() + 3_000, way.change.apply(packet.bytes())));
        }
        doubled.sort((one, other) -> Long.compare(one.timeNanos(), other.timeNanos()));
        return doubled;
    }

    private static SiteRows rows(Captures files) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("site", files, splits, DROP);
    }

    private static CutCapture capture(List<Packet> packets) throws IOException {
        byte[] bytes = CaptureFormat.PCAP_LITTLE.write(ETHERNET, packets);
        return new CutCapture(new BytesSource("doubled.pcap", bytes));
    }

    private static String counts(ConnectionRow row) {
        return String.format(
                "%s:%d %d %d %d %d %s %s",
                row.clientAddress(),
                row.clientPort(),
                row.clientPackets(),
                row.serverPackets(),
                row.clientBytes(),
                row.serverBytes(),
                row.clientRetransmittedBytes(),
                row.serverRetransmittedBytes());
    }

    private static List<Path> recorded() {
        return List.of(
                DATASETS.resolve("ocsp/ocsp.pcap"), DATASETS.resolve("demo/campus/campus-01.pcap"));
    }

    @ParameterizedTest
    @EnumSource
    void copiesDoNotCount(Way way) throws IOException {
        for (Path file : recorded()) {
            List<Packet> packets = packets(file);
            List<ConnectionRow> once = rows(capture(packets).cutAt()).connections();
            List<ConnectionRow> twice = rows(capture(doubled(packets, way)).cutAt()).connections();
            assertEquals(
                    once.stream().map(PacketCopiesTest::counts).toList(),
                    twice.stream().map(PacketCopiesTest::counts).toList());
            for (int i = 0; i < once.size(); i++) {
                long packetsOfRow = once.get(i).clientPackets() + once.get(i).serverPackets();
                long before = once.get(i).duplicatePackets();
                assertEquals(packetsOfRow + 2 * before, twice.get(i).duplicatePackets());
            }
        }
    }

    /** A copy in another file than its packet. */
    @Test
    void cutsDoNotMatter() throws IOException {
        Random random = new Random(5);
        int tried = 0;
        for (Path file : recorded()) {
            CutCapture cut = capture(doubled(packets(file), Way.ROUTED));
            String expected = text(rows(cut.cutAt()));
            for (int at = 1; at < cut.packets(); at++) {
                assertEquals(expected, text(rows(cut.cutAt(at))), file + " cut at " + at);
                tried++;
            }
            for (int i = 0; i < 40; i++) {
                int[] cuts = random.ints(40, 1, cut.packets()).distinct().sorted().toArray();
                assertEquals(expected, text(rows(cut.cutAt(cuts))));
                tried++;
            }
        }
        assertTrue(tried > 600, "cuts tried: " + tried);
    }

    private static String text(SiteRows site) {
        StringBuilder text = new StringBuilder();
        for (ConnectionRow row : site.connections()) {
            String columns = row.toString();
            text.append(columns, 0, columns.lastIndexOf(", captures=")).append('\n');
        }
        return text.toString();
    }

    /** Sent again is not captured again: the identification is another, or it is too late. */
    @Test
    void whatIsSentAgainCounts() throws IOException {
        List<Packet> packets = new ArrayList<>();
        byte[] payload = Bytes.udp(50_000, 53, new byte[20]);
        for (int id = 1; id <= 3; id++) {
            packets.add(new Packet(id * 1_000_000L, frame(payload, id)));
        }
        packets.add(new Packet(20_000_000, frame(payload, 3)));
        ConnectionRow row = rows(capture(packets).cutAt()).connections().get(0);
        assertEquals(4, row.clientPackets());
        assertEquals(0, row.duplicatePackets());
        packets.add(new Packet(20_003_000, frame(payload, 3)));
        row = rows(capture(packets).cutAt()).connections().get(0);
        assertEquals(4, row.clientPackets());
        assertEquals(1, row.duplicatePackets());
    }

    private static byte[] frame(byte[] payload, int id) {
        return Bytes.ethernetIp(Bytes.ip4(17, payload, id, 0));
    }
}
