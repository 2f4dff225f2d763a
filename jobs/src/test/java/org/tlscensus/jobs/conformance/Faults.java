package org.tlscensus.jobs.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares the tables of a folder of faults, each a site of its own, with the right values that are
 * written beside them: {@code captures/NAME.truth.json}, a list of connections, and {@code
 * reports/NAME/truth.json}, queries with their answers. Exits as {@link Conformance} does.
 *
 * <p>Arguments: the folder, the reviewed list, the tables. {@code .ci/faults} makes them and calls
 * this.
 */
public final class Faults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Agreement agreement = new Agreement();
    private final TablesInDuckDb tables;

    private Faults(TablesInDuckDb tables) {
        this.tables = tables;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        if (arguments.length != 3) {
            System.err.println("usage: Faults FOLDER REVIEWED TABLES");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        try (TablesInDuckDb tables = new TablesInDuckDb(arguments[2])) {
            Faults faults = new Faults(tables);
            faults.captures(folder.resolve("captures"));
            faults.reports(folder.resolve("reports"));
            System.exit(Judgement.of(faults.agreement, Reviewed.read(Path.of(arguments[1]))));
        }
    }

    private void captures(Path folder) throws IOException, SQLException {
        FaultRows rows = new FaultRows(agreement, tables);
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".truth.json")) {
                String capture = name.substring(0, name.length() - ".truth.json".length());
                rows.compare(capture, JSON.readTree(file.toFile()));
            }
        }
    }

    private void reports(Path folder) throws IOException, SQLException {
        for (Path report : list(folder)) {
            String name = report.getFileName().toString();
            JsonNode truth = JSON.readTree(report.resolve("truth.json").toFile());
            for (JsonNode expected : truth.get("expects")) {
                String query = expected.get("sql").asText();
                JsonNode right = expected.get("right");
                JsonNode ours = tables.rows(query.replace("{S}", "site='report-" + name + "'"));
                agreement.compare(name, query, "report", text(right), text(unwrapped(ours, right)));
            }
        }
    }

    /** One row stands for the rows, and one value for the row, where that is what is written. */
    private static JsonNode unwrapped(JsonNode ours, JsonNode right) {
        JsonNode value = ours;
        while (value.isArray()
                && value.size() == 1
                && !(right.isArray() && !value.get(0).isArray())) {
            value = value.get(0);
        }
        return value;
    }

    /** As text in which 1 and "1" are one: large integers may be written as either. */
    static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return "null";
        }
        if (value.isArray()) {
            return Stream.iterate(0, i -> i < value.size(), i -> i + 1)
                    .map(i -> text(value.get(i)))
                    .toList()
                    .toString();
        }
        return value.asText();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
