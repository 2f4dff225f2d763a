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

/**
 * Captures that once came out wrong, each with the right values of its rows: a line a connection,
 * its ends and then columns. They were made by real programs, or after public reports.
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
        List<ConnectionRow> rows = SiteRows.of("site", capture, OPTIONS).connections();
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String line : Files.readAllLines(truth)) {
            String[] cells = line.split(" \\| ", -1);
            expected.add(line);
            List<ConnectionRow> found =
                    rows.stream().filter(row -> ends(row).equals(cells[0])).toList();
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

    private static String ends(ConnectionRow row) {
        return String.join(
                " ",
                row.clientAddress(),
                String.valueOf(row.clientPort()),
                row.serverAddress(),
                String.valueOf(row.serverPort()));
    }

    private static String text(List<ConnectionRow> rows, String column) {
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
