package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.schema.Table;

/**
 * The logic of the tables of OCSP servers and clients: from a made-up input that has the published
 * proportions they give the published tables. Nothing is said of real traffic.
 */
@ExtendWith(SharedSession.class)
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
    private void make(SparkSession spark, Map<String, Long> counts) {
        StringBuilder kinds = new StringBuilder();
        counts.forEach(
                (columns, n) ->
                        kinds.append(kinds.length() == 0 ? "" : " UNION ALL ")
                                .append("SELECT ")
                                .append(columns)
                                .append(", ")
                                .append(n)
                                .append(" AS n"));
        String rows =
                "SELECT kind.* EXCEPT (n), concat_ws(' ', kind.*, i) AS exchange_id, 'http_get' AS"
                        + " via FROM (SELECT kind, explode(sequence(1, kind.n)) AS i FROM (SELECT"
                        + " struct(*) AS kind FROM ("
                        + kinds
                        + ")))";
        spark.sql(rows)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve(Table.OCSP.tableName()).toString());
        MadeTables.write(spark, folder, Table.CAPTURES, List.of());
        TableViews.register(spark, folder.toString());
    }

    private static List<Row> rows(SparkSession spark, String name) {
        String query = TableFile.select(List.of(name), null).get(0).sql().query();
        return spark.sql(query).collectAsList();
    }

    private static String percent(Row row, String column, String likeThis) {
        int digits = new BigDecimal(likeThis).scale();
        return BigDecimal.valueOf(row.<Double>getAs(column))
                .setScale(digits, RoundingMode.HALF_UP)
                .toPlainString();
    }

    @Test
    void serversArePublishedOnes(SparkSession spark) throws IOException {
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
        make(spark, counts);
        List<Row> rows = rows(spark, "ocsp-servers");
        assertEquals(published.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String[] wanted = published.get(i);
            Row row = rows.get(i);
            assertEquals(wanted[0], row.getAs("host"));
            assertEquals(wanted[1].isEmpty() ? null : wanted[1], row.getAs("cdn"));
            assertEquals(wanted[3], percent(row, "lookups_percent", wanted[3]), wanted[0]);
        }
        List<Row> shares = rows(spark, "ocsp-cdn-share");
        assertEquals(
                List.of("CDN", "other", "total"),
                shares.stream().map(r -> r.getAs("kind")).toList());
        assertEquals(304L, shares.get(2).<Long>getAs("servers"));
        assertEquals(10L, shares.get(0).<Long>getAs("servers"));
    }

    @Test
    void clientsArePublishedOnes(SparkSession spark) throws IOException {
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
        make(spark, counts);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Row row : rows(spark, "ocsp-clients")) {
            String application = row.getAs("application");
            rows.put(row.getAs("category") + "," + (application == null ? "" : application), row);
        }
        for (String[] wanted : published) {
            Row row = rows.remove(wanted[0] + "," + wanted[1]);
            if (wanted[3].isEmpty()) {
                assertEquals(
                        wanted[2],
                        percent(row, "requests_percent", wanted[2]),
                        wanted[0] + " " + wanted[1]);
            } else {
                double bound = Double.parseDouble(wanted[2]);
                assertTrue(row.<Double>getAs("requests_percent") < bound, wanted[1]);
            }
        }
        assertEquals(Map.of(), rows);
    }
}
