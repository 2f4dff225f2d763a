package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.tls.FactsLine;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * Captures of what rows once lacked, beside the values that are right ({@code datasets/faults}),
 * and of what wants an option: whole, and cut at every packet.
 */
class FaultCapturesTest {
    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("..", "datasets", "faults"),
                    Path.of("src/test/resources/org/tlscensus/core/analysis/options"));

    static List<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".pcap"))
                        .sorted()
                        .forEach(captures::add);
            }
        }
        return captures;
    }

    private static Path beside(Path capture, String ending) {
        String name = capture.getFileName().toString();
        return capture.resolveSibling(name.replace(".pcap", ending));
    }

    private static KeyLog keysOf(Path capture) throws IOException {
        KeyLog keys = new KeyLog();
        Path file = beside(capture, ".keylog");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                keys.read(in);
            }
        }
        return keys;
    }

    /** The defaults, with what the values want that is not. */
    private static AnalysisOptions options(Path capture) throws IOException {
        Object wanted = truths(capture).get(0).get("options");
        Map<?, ?> options = wanted == null ? Map.of() : (Map<?, ?>) wanted;
        return AnalysisOptions.DEFAULTS.with(
                List.of(),
                new FlowScope("vlan".equals(options.get("flow_key")), false),
                "drop".equals(options.get("duplicates")),
                PacketSelection.ALL);
    }

    private static SiteRows rows(Captures files, KeyLog keys, AnalysisOptions options)
            throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("site", new WithSecrets(files, keys), splits, options);
    }

    private static Object column(Object row, String path) {
        Object value = row;
        for (String name : path.split("\\.", -1)) {
            if (value == null) {
                return null;
            }
            value = component((Record) value, name);
        }
        return value;
    }

    private static Object component(Record row, String name) {
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            String column = component.getName().replaceAll("([A-Z])", "_$1");
            if (column.toLowerCase(Locale.ROOT).equals(name)) {
                try {
                    return component.getAccessor().invoke(row);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    private static ConnectionRow find(List<ConnectionRow> rows, Map<String, Object> truth) {
        return rows.stream()
                .filter(row -> row.transport().equals(truth.get("transport")))
                .filter(row -> row.clientAddress().equals(truth.get("client_address")))
                .filter(row -> text(row.clientPort()).equals(truth.get("client_port")))
                .filter(row -> isOfVlan(row, (Map<?, ?>) truth.get("expect")))
                .findFirst()
                .orElse(null);
    }

    /** Of connections with the same ends the VLAN tells which is meant. */
    private static boolean isOfVlan(ConnectionRow row, Map<?, ?> expected) {
        return !expected.containsKey("vlan") || text(expected.get("vlan")).equals(text(row.vlan()));
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private static List<Map<String, Object>> truths(Path capture) throws IOException {
        List<Map<String, Object>> truths = new ArrayList<>();
        for (String line : Files.readAllLines(beside(capture, ".truth.jsonl"))) {
            truths.add(FactsLine.parse(line));
        }
        return truths;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rowsAreRight(Path capture) throws IOException {
        SiteRows site = rows(new OneFile(capture), keysOf(capture), options(capture));
        List<ConnectionRow> rows = site.connections();
        int values = 0;
        for (Map<String, Object> truth : truths(capture)) {
            ConnectionRow row = find(rows, truth);
            Map<?, ?> expected = (Map<?, ?>) truth.get("expect");
            boolean hasNothing = expected.containsKey("tls") && expected.get("tls") == null;
            if (row == null && hasNothing) {
                continue;
            }
            assertNotNull(row, () -> "no row: " + truth);
            for (Map.Entry<?, ?> value : expected.entrySet()) {
                String column = text(value.getKey());
                if (!column.equals("certificates_rows")) {
                    assertEquals(
                            text(value.getValue()), text(column(row, column)), row + " " + column);
                    values++;
                }
            }
            if (truth.containsKey("rows")) {
                assertEquals(truth.get("rows"), text(rows.size()));
            }
        }
        assertTrue(values > 0);
        site.certificates().values().forEach(der -> assertNotNull(der));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void cutsDoNotMatter(Path capture) throws IOException {
        KeyLog keys = keysOf(capture);
        AnalysisOptions options = options(capture);
        String name = capture.getFileName().toString();
        CutCapture cut = new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
        String expected = text(rows(cut.cutAt(), keys, options));
        for (int at = 1; at < cut.packets(); at++) {
            assertEquals(
                    expected, text(rows(cut.cutAt(at), keys, options)), name + " cut at " + at);
        }
        for (int size = 2; size < 8; size++) {
            int[] cuts = new int[(cut.packets() - 1) / size];
            for (int i = 0; i < cuts.length; i++) {
                cuts[i] = size * (i + 1);
            }
            assertEquals(
                    expected,
                    text(rows(cut.cutAt(cuts), keys, options)),
                    name + " in " + size + "s");
        }
    }

    /** Everything but the names of the files. */
    private static String text(SiteRows site) {
        StringBuilder text = new StringBuilder();
        for (ConnectionRow row : site.connections()) {
            String columns = row.toString();
            text.append(columns, 0, columns.lastIndexOf(", captures=")).append('\n');
        }
        return text.append(site.certificates().keySet()).toString();
    }
}
