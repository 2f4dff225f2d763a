package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.schema.Table;

/**
 * The logic of the tables of OCSP servers and clients: from a made-up input that has the published
 * proportions they give the published tables. Nothing is said of real traffic.
 */
class PublishedOcspTest {
    private static final Path PUBLISHED = CaptureRecords.demo().resolveSibling("published");

    @TempDir Path folder;

    private static List<String[]> published(String table) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(PUBLISHED.resolve(table + ".csv"));
        lines.subList(1, lines.size()).forEach(line -> rows.add(line.split(",", -1)));
        return rows;
    }

    /** Writes exchanges: for each kind of columns so many. */
    private void make(Map<String, Long> counts) throws IOException, SQLException {
        List<String> kinds = new ArrayList<>();
        counts.forEach(
                (columns, n) ->
                        kinds.add("SELECT " + columns + ", unnest(range(" + n + ")) AS nth"));
        Path file = folder.resolve(Table.OCSP.tableName()).resolve("made.parquet");
        Files.createDirectories(file.getParent());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT * EXCLUDE nth, CAST(row_number() OVER () AS VARCHAR) AS"
                            + " exchange_id, 'http_get' AS via FROM ("
                            + String.join(" UNION ALL ", kinds)
                            + ")) TO '"
                            + file
                            + "' (FORMAT parquet)");
        }
    }

    /** The rows of a table of ours; each by the names of its columns. */
    private static List<Map<String, Object>> rows(QueryEngine engine, String name) {
        SqlText query = TableFile.select(List.of(name), null).get(0).sql();
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Result result = engine.run(query)) {
            while (result.hasNext()) {
                Row row = result.next();
                Map<String, Object> cells = new LinkedHashMap<>();
                for (int i = 0; i < row.size(); i++) {
                    cells.put(result.columns().get(i).name(), row.get(i));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static String percent(Map<String, Object> row, String column, String likeThis) {
        int digits = new BigDecimal(likeThis).scale();
        return BigDecimal.valueOf((Double) row.get(column))
                .setScale(digits, RoundingMode.HALF_UP)
                .toPlainString();
    }

    @Test
    void serversArePublishedOnes() throws IOException, SQLException {
        long scale = 500;
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String[]> published = published("ocsp-servers");
        for (String[] row : published.subList(0, 10)) {
            String column = row[1].startsWith("self-hosted") ? "self_hosted_cdn" : "cdn";
            String other = column.equals("cdn") ? "self_hosted_cdn" : "cdn";
            counts.put(
                    String.format(
                            "'%s' AS host, %s AS cdn, %s AS self_hosted_cdn",
                            row[0],
                            column.equals("cdn") ? "'" + row[1] + "'" : "CAST(NULL AS STRING)",
                            other.equals("cdn") ? "'" + row[1] + "'" : "CAST(NULL AS STRING)"),
                    Long.parseLong(row[2]) / scale);
        }
        long others = Long.parseLong(published.get(10)[2]) / scale;
        for (int i = 0; i < 294; i++) {
            counts.put(
                    "'ocsp"
                            + i
                            + ".example' AS host, CAST(NULL AS STRING) AS cdn, CAST(NULL AS STRING)"
                            + " AS self_hosted_cdn",
                    others / 294 + (i < others % 294 ? 1 : 0));
        }
        make(counts);
        try (QueryEngine engine = new DuckEngine(folder.toString())) {
            List<Map<String, Object>> rows = rows(engine, "ocsp-servers");
            assertEquals(published.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                String[] wanted = published.get(i);
                Map<String, Object> row = rows.get(i);
                assertEquals(wanted[0], row.get("host"));
                assertEquals(wanted[1].isEmpty() ? null : wanted[1], row.get("cdn"));
                assertEquals(wanted[3], percent(row, "lookups_percent", wanted[3]), wanted[0]);
            }
            List<Map<String, Object>> shares = rows(engine, "ocsp-cdn-share");
            assertEquals(
                    List.of("CDN", "other", "total"),
                    shares.stream().map(row -> row.get("kind")).toList());
            assertEquals(304L, shares.get(2).get("servers"));
            assertEquals(10L, shares.get(0).get("servers"));
        }
    }

    @Test
    void clientsArePublishedOnes() throws IOException, SQLException {
        List<String[]> published = published("ocsp-clients");
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String[] row : published) {
            boolean isBound = !row[3].isEmpty();
            boolean isSum = row[1].isEmpty() && !row[0].equals("unknown");
            // Of two million requests; what is only bounded is a little less than the bound.
            long n =
                    new BigDecimal(row[2])
                            .movePointRight(4)
                            .multiply(BigDecimal.valueOf(2))
                            .longValue();
            n = isBound ? n * 19 / 20 : n;
            if (!isSum) {
                String application = row[1].equals("others") ? "(some)" : row[1];
                counts.put(
                        String.format(
                                "%s AS client_application, '%s' AS client_category",
                                row[1].isEmpty() ? "CAST(NULL AS STRING)" : "'" + application + "'",
                                row[0]),
                        Math.max(1, n));
            }
        }
        make(counts);
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        try (QueryEngine engine = new DuckEngine(folder.toString())) {
            for (Map<String, Object> row : rows(engine, "ocsp-clients")) {
                Object application = row.get("application");
                rows.put(row.get("category") + "," + (application == null ? "" : application), row);
            }
        }
        for (String[] wanted : published) {
            Map<String, Object> row = rows.remove(wanted[0] + "," + wanted[1]);
            if (wanted[3].isEmpty()) {
                assertEquals(
                        wanted[2],
                        percent(row, "requests_percent", wanted[2]),
                        wanted[0] + " " + wanted[1]);
            } else {
                double bound = Double.parseDouble(wanted[2]);
                assertTrue((Double) row.get("requests_percent") < bound, wanted[1]);
            }
        }
        assertEquals(Map.of(), rows);
    }
}
