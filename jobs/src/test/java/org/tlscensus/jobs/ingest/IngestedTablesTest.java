package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.store.Mode;

/** What the tables of one ingest hold, and who can read them. */
@ExtendWith(SharedSession.class)
class IngestedTablesTest {
    @TempDir static Path folder;

    private static Archive archive;
    private static IngestSummary summary;

    @BeforeAll
    static void ingest(SparkSession spark) throws IOException {
        archive = new Archive(spark, folder.resolve("tables"));
        summary = archive.ingest(Mode.NEW, null, CaptureRecords.demo().resolve("campus"));
    }

    @Test
    void tablesHoldWhatWasCaptured() {
        assertEquals(6, summary.captures().size());
        assertEquals(
                List.of(
                        "{\"n\":"
                                + summary.connections()
                                + ",\"tls\":"
                                + summary.tlsConnections()
                                + "}"),
                archive.rows("SELECT count(*) AS n, count(tls) AS tls FROM connections"));
        assertTrue(summary.tlsConnections() > 50, "campus has some 57 handshakes");
        assertEquals(
                List.of("{\"unknown\":0}"),
                archive.rows(
                        "SELECT count(*) AS unknown FROM (SELECT explode(tls.server_chain) AS sha256"
                                + " FROM connections) ANTI JOIN certificates USING (sha256)"));
        assertEquals(
                List.of("{\"odd\":0}"),
                archive.rows(
                        "SELECT count(*) AS odd FROM captures WHERE packets"
                                + " != list_sum(map_values(packets_by_reason))"));
        assertEquals(
                archive.rows("SELECT count(*) AS n FROM connections"),
                archive.rows("SELECT sum(flows) AS n FROM captures"),
                "with all connections in the table, each began in some capture");
    }

    @Test
    void otherProgramsReadTheTables() throws SQLException {
        String counts = "SELECT '%s' AS t, count(*) AS n FROM %s";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (String table : List.of("connections", "certificates", "captures")) {
                String files =
                        String.format(
                                "read_parquet('%s/%s/**/*.parquet', hive_partitioning = true)",
                                folder.resolve("tables"), table);
                try (ResultSet result =
                        statement.executeQuery(String.format(counts, table, files))) {
                    assertTrue(result.next());
                    assertEquals(
                            List.of("{\"t\":\"" + table + "\",\"n\":" + result.getLong("n") + "}"),
                            archive.rows(String.format(counts, table, table)));
                }
            }
            String versions =
                    "SELECT tls.version AS v, site, CAST(date AS VARCHAR(10)) AS day, count(*) AS n"
                            + " FROM %s WHERE tls.version IS NOT NULL GROUP BY ALL ORDER BY ALL";
            String files =
                    String.format(
                            "read_parquet('%s/connections/**/*.parquet', hive_partitioning = true)",
                            folder.resolve("tables"));
            try (ResultSet result = statement.executeQuery(String.format(versions, files))) {
                for (String row : archive.rows(String.format(versions, "connections"))) {
                    assertTrue(result.next());
                    assertEquals(
                            row,
                            String.format(
                                    "{\"v\":\"%s\",\"site\":\"%s\",\"day\":\"%s\",\"n\":%d}",
                                    result.getString("v"),
                                    result.getString("site"),
                                    result.getString("day"),
                                    result.getLong("n")));
                }
                assertFalse(result.next());
            }
        }
    }

    @Test
    void rowsOfAFileAreSorted(SparkSession spark) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("tables/connections"))) {
            files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            List<String> keys =
                    spark
                            .read()
                            .parquet(file.toString())
                            .selectExpr("concat(unix_micros(start_time), ' ', connection_id)")
                            .collectAsList()
                            .stream()
                            .map(row -> row.getString(0))
                            .toList();
            assertEquals(keys.stream().sorted().toList(), keys);
        }
    }
}
