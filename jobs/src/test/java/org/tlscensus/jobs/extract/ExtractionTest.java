package org.tlscensus.jobs.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.PacketSelection;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.read.CaptureConnections;
import org.tlscensus.core.read.CaptureFiles;
import org.tlscensus.core.row.ConnectionRow;

/** What is extracted, read again, has the rows of the captures. */
class ExtractionTest {
    private static final Path DATASETS = Path.of("..", "datasets");

    @TempDir private Path folder;

    static List<Path> sites() {
        return Stream.of("demo/campus", "quic", "starttls", "faults")
                .map(DATASETS::resolve)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void extractHasTheRowsOfTheCaptures(Path site) throws IOException {
        List<Path> captures = captures(site);
        List<List<Path>> archives =
                site.endsWith("campus")
                        ? List.of(captures) // rotated: connections go on from file to file
                        : captures.stream().map(List::of).toList();
        for (List<Path> archive : archives) {
            List<ConnectionRow> rows = rows(CaptureFiles.of(archive));
            Path out = folder.resolve("extract.pcapng");
            Map<String, Long> found = extract(archive, rows, out);
            for (ConnectionRow row : rows) {
                if (row.transport().equals("tcp") || row.transport().equals("udp")) {
                    long packets = row.clientPackets() + row.serverPackets();
                    assertEquals(packets, found.get(row.connectionId()), archive + " " + row);
                }
            }
            assertEquals(
                    comparable(rows),
                    comparable(rows(CaptureFiles.of(List.of(out)))),
                    archive.toString());
        }
    }

    @Test
    void onlyWantedPacketsComeOut() throws IOException {
        List<Path> captures = captures(DATASETS.resolve("demo/campus"));
        List<ConnectionRow> one = List.of(rows(CaptureFiles.of(captures)).get(0));
        Path out = folder.resolve("one.pcapng");
        extract(captures, one, out);
        assertEquals(comparable(one), comparable(rows(CaptureFiles.of(List.of(out)))));
        long packets = 0;
        long before = Long.MIN_VALUE;
        try (FileByteSource source = new FileByteSource(out);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                packets++;
                assertTrue(reader.timeNanos() >= before, "out of order");
                before = reader.timeNanos();
            }
        }
        assertEquals(one.get(0).clientPackets() + one.get(0).serverPackets(), packets);
    }

    /** The same addresses and ports at the same time, in another VLAN or network. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void otherNetworksAreLeftOut(boolean vlans, boolean networks) throws IOException {
        FlowScope scope = new FlowScope(vlans, networks);
        Path plain = captures(DATASETS.resolve("demo/campus")).get(0);
        Path both = folder.resolve("both.pcap");
        TwiceWrapped.write(plain, both, vlans);
        List<ConnectionRow> alone = rows(CaptureFiles.of(List.of(plain)));
        List<ConnectionRow> rows = rows(CaptureFiles.of(List.of(both)), scope);
        assertEquals(2 * alone.size(), rows.size());
        for (ConnectionRow row : rows) {
            Path out = folder.resolve("one.pcapng");
            Map<String, Long> found = extract(List.of(both), List.of(row), scope, out);
            assertEquals(row.clientPackets() + row.serverPackets(), found.get(row.connectionId()));
            assertEquals(
                    comparable(List.of(row)),
                    comparable(rows(CaptureFiles.of(List.of(out)), scope)));
        }
    }

    @Test
    void secretsStandBeforeThePackets() throws IOException {
        Path capture = DATASETS.resolve("keylog").resolve("tls12-AES128-SHA256.pcap");
        byte[] keys =
                Extract.keyLogLines(
                        Files.readAllBytes(
                                DATASETS.resolve("keylog").resolve("tls12-AES128-SHA256.keys")));
        assertTrue(keys.length > 0);
        List<ConnectionRow> rows = rows(CaptureFiles.of(List.of(capture)));
        Path out = folder.resolve("secrets.pcapng");
        try (PcapngOutput output = new PcapngOutput(Files.newOutputStream(out), "test")) {
            output.secrets(keys);
            new Extraction(
                            opened(List.of(capture)),
                            wanted(rows),
                            List.of(),
                            FlowScope.NONE,
                            output)
                    .run();
        }
        assertFalse(CaptureFiles.of(List.of(out)).secrets().isEmpty());
    }

    private static List<Path> captures(Path site) throws IOException {
        try (Stream<Path> files = Files.list(site)) {
            return files.filter(file -> file.getFileName().toString().contains(".pcap"))
                    .sorted()
                    .toList();
        }
    }

    private static List<ConnectionRow> rows(CaptureFiles files) throws IOException {
        return rows(files, FlowScope.NONE);
    }

    private static List<ConnectionRow> rows(CaptureFiles files, FlowScope scope)
            throws IOException {
        AnalysisOptions options =
                AnalysisOptions.DEFAULTS.with(List.of(), scope, false, PacketSelection.ALL);
        List<ConnectionRow> rows = new ArrayList<>();
        try (CaptureConnections connections =
                CaptureConnections.read(files, "s", options, c -> {})) {
            connections.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static Map<String, Long> extract(
            List<Path> captures, List<ConnectionRow> rows, Path out) throws IOException {
        return extract(captures, rows, FlowScope.NONE, out);
    }

    private static Map<String, Long> extract(
            List<Path> captures, List<ConnectionRow> rows, FlowScope scope, Path out)
            throws IOException {
        try (PcapngOutput output = new PcapngOutput(Files.newOutputStream(out), "test")) {
            Extraction extraction =
                    new Extraction(opened(captures), wanted(rows), List.of(), scope, output);
            extraction.run();
            return extraction.packetsById();
        }
    }

    private static List<Extraction.Capture> opened(List<Path> captures) {
        List<Extraction.Capture> opened = new ArrayList<>();
        for (int i = 0; i < captures.size(); i++) {
            Path file = captures.get(i);
            // In order, and none known to overlap.
            opened.add(
                    new Extraction.Capture(
                            "s",
                            file.toString(),
                            i,
                            WantedBytes.ALL,
                            () -> new FileByteSource(file)));
        }
        return opened;
    }

    private static List<WantedConnection> wanted(List<ConnectionRow> rows) {
        return rows.stream().map(ExtractionTest::wanted).toList();
    }

    private static WantedConnection wanted(ConnectionRow row) {
        return new WantedConnection(
                row.connectionId(),
                "s",
                row.transport(),
                row.clientAddress(),
                row.clientPort(),
                row.serverAddress(),
                row.serverPort(),
                micros(row.startTime()),
                micros(row.endTime()),
                row.clientPackets() + row.serverPackets(),
                row.vlan(),
                row.captures());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Ids, counters and handshakes. */
    private static List<String> comparable(List<ConnectionRow> rows) {
        List<String> lines = new ArrayList<>();
        for (ConnectionRow row : rows) {
            lines.add(
                    row.connectionId()
                            + " "
                            + row.clientPackets()
                            + " "
                            + row.serverPackets()
                            + " "
                            + row.clientBytes()
                            + " "
                            + row.serverBytes()
                            + " "
                            + row.tunnel()
                            + " "
                            + Objects.toString(row.tls()));
        }
        Collections.sort(lines);
        return lines;
    }
}
