package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.FactsLine;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * Handshakes that were recorded with their key logs, beside what tshark reads of them with these
 * keys ({@code datasets/keylog}).
 */
class KeyLogTest {
    private static final Path FOLDER = Path.of("..", "datasets", "keylog");

    /** A capture with what is known of its secrets. */
    private record WithSecrets(Captures files, KeyLog secrets) implements Captures {
        @Override
        public int count() {
            return files.count();
        }

        @Override
        public String name(int index) {
            return files.name(index);
        }

        @Override
        public KeyLog secrets() {
            return secrets;
        }

        @Override
        public ByteSource open(int index) throws IOException {
            return files.open(index);
        }
    }

    static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
        }
    }

    private static KeyLog keysOf(Path capture) throws IOException {
        KeyLog keys = new KeyLog();
        String name = capture.getFileName().toString().replace(".pcap", ".keys");
        try (InputStream in = Files.newInputStream(FOLDER.resolve(name))) {
            keys.read(in);
        }
        return keys;
    }

    /** The same randoms, with secrets that are others. */
    private static KeyLog wrongKeysOf(Path capture) throws IOException {
        String name = capture.getFileName().toString().replace(".pcap", ".keys");
        StringBuilder lines = new StringBuilder();
        for (String line : Files.readAllLines(FOLDER.resolve(name))) {
            int secret = line.lastIndexOf(' ') + 1;
            lines.append(line, 0, secret);
            lines.append(new StringBuilder(line.substring(secret)).reverse()).append('\n');
        }
        KeyLog keys = new KeyLog();
        keys.read(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        return keys;
    }

    private static SiteRows rows(Path capture, KeyLog keys) throws IOException {
        return rows(new OneFile(capture), keys);
    }

    private static SiteRows rows(Captures files, KeyLog keys) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("site", new WithSecrets(files, keys), splits, AnalysisOptions.DEFAULTS);
    }

    private static List<Map<?, ?>> expected(Path capture) throws IOException {
        List<Map<?, ?>> lines = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("expected.jsonl"))) {
            Map<?, ?> facts = FactsLine.parse(line);
            if (facts.get("capture").equals(capture.getFileName().toString())) {
                lines.add(facts);
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void readsWhatTsharkReads(Path capture) throws IOException {
        Map<Integer, TlsRow> byPort = new TreeMap<>();
        for (ConnectionRow row : rows(capture, keysOf(capture)).connections()) {
            byPort.put(row.clientPort(), row.tls());
        }
        assertFalse(byPort.isEmpty());
        for (Map<?, ?> facts : expected(capture)) {
            TlsRow ours = byPort.get(Integer.valueOf((String) facts.get("client_port")));
            assertEquals(facts.get("server_chain"), ours.serverChain());
            assertEquals(facts.get("client_chain"), ours.clientChain());
            assertEquals(facts.get("alpn_selected"), ours.alpnSelected());
            assertEquals(facts.get("requested"), ours.clientCertificateRequested());
            String lifetime = (String) facts.get("ticket_lifetime");
            boolean isQuic = ours.transport().equals("quic"); // its tickets are in 1-RTT packets
            if (!isQuic) {
                assertEquals(
                        lifetime == null ? null : Long.valueOf(lifetime),
                        ours.serverHello().ticketLifetimeHint());
            }
            assertTrue(ours.decrypted(), capture.toString());
        }
    }

    @Test
    void staplesAreRead() throws IOException {
        int staples = 0;
        for (Path capture : captures()) {
            String name = capture.getFileName().toString();
            if (name.startsWith("tls13-") && !name.contains("early")) {
                for (ConnectionRow row : rows(capture, keysOf(capture)).connections()) {
                    assertTrue(row.tls().stapledOcsp(), name);
                    staples++;
                }
            }
        }
        assertEquals(7, staples);
    }

    /** Without what only keys tell: the row must be as it is without them. */
    private static String withoutKeys(ConnectionRow row) {
        TlsRow tls = row.tls();
        return Stream.of(
                        row.connectionId(),
                        row.endTime(),
                        tls.version(),
                        tls.recordVersion(),
                        tls.cipherSuite(),
                        tls.selectedGroup(),
                        tls.resumed(),
                        tls.resumption(),
                        tls.established(),
                        tls.clientHello(),
                        tls.ja3(),
                        tls.ja4(),
                        tls.clientHelloTime(),
                        tls.serverHelloTime(),
                        tls.establishedTime(),
                        tls.firstApplicationDataTime(),
                        tls.clientApplicationBytes(),
                        tls.serverApplicationBytes())
                .map(Objects::toString)
                .toList()
                .toString();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void keysOnlyAdd(Path capture) throws IOException {
        List<ConnectionRow> without = rows(capture, KeyLog.EMPTY).connections();
        List<ConnectionRow> with = rows(capture, keysOf(capture)).connections();
        assertEquals(
                without.stream().map(KeyLogTest::withoutKeys).toList(),
                with.stream().map(KeyLogTest::withoutKeys).toList());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void wrongKeysAreAnAnomalyAndNothingElse(Path capture) throws IOException {
        List<ConnectionRow> without = rows(capture, KeyLog.EMPTY).connections();
        List<ConnectionRow> with = rows(capture, wrongKeysOf(capture)).connections();
        assertEquals(without.size(), with.size());
        int anomalies = 0;
        for (int i = 0; i < with.size(); i++) {
            assertEquals(without.get(i).tls(), with.get(i).tls());
            TreeSet<String> more = new TreeSet<>(with.get(i).anomalies());
            without.get(i).anomalies().forEach(more::remove);
            anomalies += more.remove("secrets_do_not_fit") ? 1 : 0;
            assertTrue(more.isEmpty(), more::toString);
        }
        boolean isLong = !capture.toString().contains("quic"); // there a lone packet proves little
        assertTrue(anomalies > 0 || !isLong, "the keys were not tried");
    }

    @ParameterizedTest
    @MethodSource("captures")
    void cutsDoNotMatter(Path capture) throws IOException {
        KeyLog keys = keysOf(capture);
        List<TlsRow> whole =
                rows(capture, keys).connections().stream().map(ConnectionRow::tls).toList();
        CutCapture cut = new CutCapture(new FileByteSource(capture));
        for (int packet = 1; packet < cut.packets(); packet++) {
            List<TlsRow> rows =
                    rows(cut.cutAt(packet), keys).connections().stream()
                            .map(ConnectionRow::tls)
                            .toList();
            assertEquals(whole, rows, "cut before packet " + packet);
        }
    }

    /** Blocks of secrets in a pcapng file tell the same as the key log beside it. */
    @Test
    void pcapngCarriesItsSecrets() throws IOException {
        int tried = 0;
        for (Path capture : captures()) {
            Path inside =
                    FOLDER.resolve(
                            capture.getFileName().toString().replace(".pcap", "-inside.pcapng"));
            if (!Files.exists(inside)) {
                continue;
            }
            SiteRows first = rows(inside, KeyLog.EMPTY);
            byte[] secrets = first.captures().get(0).secrets();
            KeyLog keys = new KeyLog();
            keys.read(new ByteArrayInputStream(secrets));
            assertEquals(
                    rows(capture, keysOf(capture)).connections().stream()
                            .map(ConnectionRow::tls)
                            .toList(),
                    rows(inside, keys).connections().stream().map(ConnectionRow::tls).toList());
            tried++;
        }
        assertEquals(3, tried);
    }

    /** Captures of the corpus that carry secrets, which others read too. */
    @Test
    void readsWhatTsharkReadsInTheCorpus() throws IOException {
        int connections = 0;
        for (Path capture : CorpusFolder.captures()) {
            for (Map<?, ?> facts : withSecrets(capture)) {
                SiteRows first = rows(capture, KeyLog.EMPTY);
                KeyLog keys = new KeyLog();
                keys.read(new ByteArrayInputStream(first.captures().get(0).secrets()));
                Map<?, ?> secrets = (Map<?, ?>) facts.get("with_secrets");
                boolean isFound =
                        rows(capture, keys).connections().stream()
                                .map(ConnectionRow::tls)
                                .filter(Objects::nonNull)
                                .anyMatch(
                                        tls ->
                                                secrets.get("certificate_sha256")
                                                                .equals(tls.serverChain())
                                                        && secrets.get("alpn_selected")
                                                                .equals(tls.alpnSelected()));
                assertTrue(isFound, capture + " " + secrets);
                connections++;
            }
        }
        assertEquals(3, connections);
    }

    private static List<Map<?, ?>> withSecrets(Path capture) throws IOException {
        List<Map<?, ?>> found = new ArrayList<>();
        for (String line : CorpusFolder.facts(capture)) {
            if (line.contains("\"with_secrets\"")) {
                Map<?, ?> facts = FactsLine.parse(line);
                if (facts.get("tls") instanceof Map<?, ?> tls && tls.get("with_secrets") != null) {
                    found.add(tls);
                } else if (facts.get("with_secrets") != null) {
                    found.add(facts);
                }
            }
        }
        return found;
    }
}
