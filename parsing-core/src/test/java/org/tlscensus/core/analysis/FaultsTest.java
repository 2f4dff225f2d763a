package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.x509.CertificateParser;

/**
 * Captures that once came out wrong, or easily do, each with the right values of its rows: a line a
 * row of connections, certificates or exchanges, what it is and then columns. They were made by
 * real programs, or after public reports.
 */
class FaultsTest {
    private static final AnalysisOptions OPTIONS = AnalysisOptions.DEFAULTS;
    private static final Path FOLDER =
            Path.of("src/test/resources/org/tlscensus/core/analysis/faults");

    /** The captures, by path. */
    static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rowsAreRight(Path capture) throws IOException {
        Path truth = Path.of(capture.toString().replace(".pcap", ".truth"));
        SiteRows site = SiteRows.of("site", capture, OPTIONS);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String line : Files.readAllLines(truth)) {
            String[] cells = line.split(" \\| ", -1);
            expected.add(line);
            List<? extends Record> found = found(site, cells[0]);
            String columns =
                    Stream.of(cells)
                            .skip(1)
                            .map(cell -> cell.substring(0, cell.indexOf('=')))
                            .map(column -> column + "=" + text(found, column))
                            .collect(Collectors.joining(" | "));
            actual.add(cells[0] + " | " + columns);
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    /** A connection by its ends or its place, an exchange by its place, a certificate by hash. */
    private static List<? extends Record> found(SiteRows site, String item) {
        String name = item.substring(item.indexOf(' ') + 1);
        List<ConnectionRow> connections = site.connections();
        if (item.startsWith("certificate ")) {
            byte[] der = site.certificates().get(name);
            return der == null ? List.of() : List.of(CertificateParser.parse(der));
        }
        if (item.startsWith("exchange ")) {
            return List.of(site.exchanges().get(Integer.parseInt(name)).row());
        }
        if (item.startsWith("connection ")) {
            return List.of(connections.get(Integer.parseInt(name)));
        }
        return connections.stream().filter(row -> ends(row).equals(item)).toList();
    }

    private static String ends(ConnectionRow row) {
        return String.join(
                " ",
                row.clientAddress(),
                String.valueOf(row.clientPort()),
                row.serverAddress(),
                String.valueOf(row.serverPort()));
    }

    private static String text(List<? extends Record> rows, String column) {
        if (column.equals("rows")) {
            return String.valueOf(rows.size());
        }
        Object value = rows.size() == 1 ? rows.get(0) : null;
        for (String name : column.split("\\.", -1)) {
            value =
                    name.equals("size") && value instanceof List<?> list
                            ? (Object) list.size()
                            : component(value, name);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value == null ? "-" : String.valueOf(value);
    }

    private static Object component(Object row, String column) {
        if (row == null) {
            return null;
        }
        RecordComponent found = null;
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1");
            found = name.toLowerCase(Locale.ROOT).equals(column) ? component : found;
        }
        assertNotNull(found, column);
        try {
            return found.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
