package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.ConnectionRow;

/** Splits of several files: each has its own account. */
class SplitReaderTest {
    private static final Path CAPTURE = Path.of("../datasets/ocsp/ocsp.pcap");
    private static final int PCAP_HEADER = 24;

    private static Captures captures(byte[]... files) {
        List<BytesSource> sources = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            sources.add(new BytesSource("file-" + i, files[i]));
        }
        return CutCapture.of(sources);
    }

    private static Map<String, CapturePart> accounts(Captures captures) throws IOException {
        CaptureSplit all = new CaptureSplit(0, 0, captures.count(), 0, Long.MAX_VALUE, null);
        Map<String, CapturePart> parts = new TreeMap<>();
        SiteRows.run("s", captures, List.of(all), AnalysisOptions.DEFAULTS)
                .captures()
                .forEach(part -> parts.put(part.capture(), part));
        return parts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cut in its last record  | torn    | a packet record runs past the end of the file
                    garbled in its middle   | garbled | no packet record
                    another kind of file    | text    | no capture: begins with
                    without a byte          | empty   | the file is empty
                    """)
    void damageOfAFileDoesNotTouchTheNext(String name, String how, String expected)
            throws IOException {
        byte[] sound = Files.readAllBytes(CAPTURE);
        Map<String, CapturePart> parts = accounts(captures(sound, damaged(sound, how), sound));
        assertEquals(3, parts.size());
        CapturePart first = parts.get("file-0");
        CapturePart last = parts.get("file-2");
        assertEquals(List.of(), first.damages());
        assertEquals(List.of(), last.damages());
        assertEquals(first.packetsByReason(), last.packetsByReason());
        assertEquals(first.lastNanos(), last.lastNanos());
        assertEquals(sound.length, last.endedAt());
        String damage = parts.get("file-1").damages().get(0).description();
        assertEquals(expected, damage.substring(0, expected.length()));
    }

    private static byte[] damaged(byte[] sound, String how) {
        return switch (how) {
            case "torn" -> Arrays.copyOf(sound, sound.length - 5);
            case "garbled" -> {
                byte[] garbled = sound.clone();
                Arrays.fill(garbled, PCAP_HEADER, PCAP_HEADER + 16, (byte) 0xff);
                yield garbled;
            }
            case "text" -> "These are no packets.\n".repeat(9).getBytes(StandardCharsets.US_ASCII);
            case "empty" -> new byte[0];
            default -> throw new IllegalArgumentException(how);
        };
    }

    @Test
    void aConnectionNamesEachOfItsFilesOnce() throws IOException {
        CutCapture cut = new CutCapture(new BytesSource("all", Files.readAllBytes(CAPTURE)));
        Captures files = cut.cutEvery(3);
        CaptureSplit all = new CaptureSplit(0, 0, files.count(), 0, Long.MAX_VALUE, null);
        SiteRows rows = SiteRows.run("s", files, List.of(all), AnalysisOptions.DEFAULTS);
        List<String> named = rows.connections().get(0).captures();
        assertEquals(named.stream().distinct().toList(), named);
        assertTrue(named.size() > 1, named.toString());
    }

    /** What stands in the middle at the end of a split is not read on for. */
    @ParameterizedTest
    @CsvSource({"2000,40", "2000,7", "100,1"})
    void hardlyAByteIsReadTwice(int files, int perSplit) throws IOException {
        MadeArchive archive = new MadeArchive(3000, 5000);
        SiteRows whole = rows(archive.files(1), 1);
        SiteRows split = rows(archive.files(files), perSplit);
        long readTwice = split.captures().stream().mapToLong(CapturePart::lookaheadBytes).sum();
        long bytes = archive.bytes();
        assertTrue(readTwice < bytes / 20, readTwice + " of " + bytes + " bytes read twice");
        List<ConnectionRow> expected = whole.connections();
        assertEquals(12_000, expected.size());
        assertEquals(
                3000,
                expected.stream()
                        .filter(row -> row.tls() != null && row.tls().serverHello() != null)
                        .count());
        assertEquals(withoutCaptures(expected), withoutCaptures(split.connections()));
    }

    private static SiteRows rows(Captures captures, int perSplit) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int at = 0; at < captures.count(); at += perSplit) {
            int count = Math.min(perSplit, captures.count() - at);
            splits.add(new CaptureSplit(splits.size(), at, count, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("s", captures, splits, AnalysisOptions.DEFAULTS);
    }

    private static List<String> withoutCaptures(List<ConnectionRow> rows) {
        return rows.stream()
                .map(ConnectionRow::toString)
                .map(row -> row.substring(0, row.lastIndexOf(", captures=")))
                .toList();
    }
}
