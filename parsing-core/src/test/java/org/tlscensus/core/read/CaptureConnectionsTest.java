package org.tlscensus.core.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.ServerNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.StreamSource;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.keys.KeyLog;

class CaptureConnectionsTest {
    private static final Path DEMO = Path.of("..", "datasets", "demo", "campus");

    static List<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>(demo());
        captures.addAll(CorpusFolder.dataSet("starttls"));
        captures.addAll(CorpusFolder.dataSet("quic"));
        captures.addAll(CorpusFolder.dataSet("tor"));
        return captures;
    }

    private static List<Path> demo() throws IOException {
        try (Stream<Path> files = Files.list(DEMO)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rowsAreThoseOfAnIngest(Path capture) throws IOException {
        List<ConnectionRow> expected =
                SiteRows.of("s", capture, AnalysisOptions.DEFAULTS).connections();
        List<ConnectionRow> actual = whole(List.of(capture));
        assertEquals(texts(expected, capture), texts(actual, capture));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void handshakesAtOnceAreThoseOfTheRows(Path capture) throws IOException {
        List<String> later = handshakes(whole(List.of(capture)));
        assertEquals(later, handshakes(atOnce(CaptureFiles.of(List.of(capture)))));
        byte[] bytes = Files.readAllBytes(capture);
        assertEquals(later, handshakes(atOnce(stream(new ByteArrayInputStream(bytes)))));
    }

    /** All of it, where the corpus is: what single captures cannot show. */
    @Test
    void handshakesAtOnceAreThoseOfTheRowsInTheCorpus() throws IOException {
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (Path capture : CorpusFolder.captures()) {
            List<String> later = handshakes(whole(List.of(capture)));
            lines += later.size();
            if (!later.equals(handshakes(atOnce(CaptureFiles.of(List.of(capture)))))) {
                wrong.add(capture.toString());
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(lines > 1000, "too few were looked at: " + lines);
    }

    @Test
    void filesAreReadInTheOrderOfTheirTimes() throws IOException {
        List<Path> backwards = new ArrayList<>(demo());
        Collections.reverse(backwards);
        assertEquals(texts(whole(demo()), DEMO), texts(whole(backwards), DEMO));
        assertTrue(
                whole(backwards).stream().anyMatch(row -> row.captures().size() > 1),
                "no connection goes on from file to file");
    }

    @Test
    void aRowComesBeforeTheStreamEnds() throws IOException {
        byte[] capture = Files.readAllBytes(demo().get(0));
        Trickle stream = new Trickle(capture);
        try (CaptureConnections rows =
                CaptureConnections.readAtOnce(
                        stream(stream), AnalysisOptions.DEFAULTS, certificate -> {})) {
            assertTrue(rows.hasNext());
            assertTrue(stream.given < capture.length / 2, "read so far: " + stream.given);
        }
    }

    @Test
    void theExampleRuns() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ServerNames.print(demo().get(0), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("c02.demo.test tls1.3"));
    }

    @Test
    void thePageHasTheExample() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "sql.md"));
        String example =
                Files.readString(Path.of("src", "test", "java", "example", "ServerNames.java"));
        int body = example.indexOf("        try (");
        String lines = example.substring(body, example.indexOf("\n    }\n", body));
        assertTrue(page.contains(lines.indent(-8).strip()), lines);
    }

    @Test
    void whatCannotBeReadIsTold() throws IOException {
        List<Path> files = List.of(Path.of("no-such-file"), demo().get(0));
        try (CaptureConnections rows = CaptureConnections.read(files.toArray(Path[]::new))) {
            assertTrue(rows.hasNext());
            rows.forEachRemaining(Objects::requireNonNull);
            assertFalse(rows.captures().get(0).damages().isEmpty());
            assertTrue(rows.captures().get(1).damages().isEmpty());
        }
    }

    @Test
    void keptBytesOfAStreamComeAgain() throws IOException {
        byte[] bytes = new byte[10_000];
        new Random(24).nextBytes(bytes);
        Trickle stream = new Trickle(bytes);
        try (StreamSource source = new StreamSource("in", stream)) {
            byte[] first = read(source, 0, 5000);
            assertArrayEquals(first, read(source, 0, 5000));
            assertArrayEquals(Arrays.copyOfRange(bytes, 4000, 10_000), read(source, 4000, 6000));
            assertEquals(-1, source.read(10_000, first, 0, 1));
            assertEquals(10_000, source.length());
        }
    }

    private static byte[] read(ByteSource source, long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        int length = 0;
        while (length < count) {
            length += source.read(position + length, bytes, length, count - length);
        }
        return bytes;
    }

    /** Gives a packet or so at a time, as a live capture does. */
    private static final class Trickle extends InputStream {
        private final byte[] bytes;
        private int given;

        Trickle(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return given == bytes.length ? -1 : bytes[given++] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (given == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(length, 100), bytes.length - given);
            System.arraycopy(bytes, given, into, offset, count);
            given += count;
            return count;
        }
    }

    private static CaptureFiles stream(InputStream in) {
        return CaptureFiles.ofStream("in", in, new KeyLog());
    }

    private static List<ConnectionRow> whole(List<Path> captures) throws IOException {
        return all(
                CaptureConnections.read(
                        CaptureFiles.of(captures), "s", AnalysisOptions.DEFAULTS, c -> {}));
    }

    private static List<ConnectionRow> atOnce(CaptureFiles files) throws IOException {
        return all(CaptureConnections.readAtOnce(files, AnalysisOptions.DEFAULTS, c -> {}));
    }

    private static List<ConnectionRow> all(CaptureConnections connections) throws IOException {
        List<ConnectionRow> rows = new ArrayList<>();
        try (connections) {
            connections.forEachRemaining(rows::add);
        }
        rows.sort(
                Comparator.comparing(ConnectionRow::startTime)
                        .thenComparing(ConnectionRow::connectionId));
        return rows;
    }

    /** The rows as text; the one file is called by its path or not. */
    private static String texts(List<ConnectionRow> rows, Path capture) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row).append('\n'));
        return text.toString().replace("[" + capture + "]", "[capture]");
    }

    /** What is told of handshakes as soon as they are over. */
    private static List<String> handshakes(List<ConnectionRow> rows) {
        List<String> lines = new ArrayList<>();
        for (ConnectionRow row : rows) {
            TlsRow tls = row.tls();
            if (tls != null) {
                lines.add(
                        String.join(
                                " ",
                                row.clientAddress() + ":" + row.clientPort(),
                                row.serverAddress() + ":" + row.serverPort(),
                                String.valueOf(tls.clientHelloTime()),
                                tls.version(),
                                tls.cipherSuite(),
                                tls.serverName(),
                                tls.alpnSelected(),
                                tls.ja4(),
                                String.valueOf(tls.serverChain())));
            }
        }
        Collections.sort(lines);
        return lines;
    }
}
