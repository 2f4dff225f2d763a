package org.tlscensus.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.Archive;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.store.Mode;

/** Zeek's logs of the demo's captures. */
@ExtendWith(SharedSession.class)
class ZeekExportTest {
    @TempDir Path folder;

    private Path tables;
    private Archive archive;

    private void ingest(SparkSession spark) throws IOException {
        tables = folder.resolve("tables");
        archive = new Archive(spark, tables);
        archive.ingest(Mode.NEW, null, CaptureRecords.demo().resolve("campus"));
    }

    private Map<String, Long> export(Path out, ZeekFormat format) throws IOException {
        return new ZeekExport(tables.toString(), out, format).run(this::duckDb);
    }

    private QueryEngine duckDb() {
        return new DuckEngine(tables.toString());
    }

    private static List<Path> logs(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void logsAreWholeAndRotatedByDay(SparkSession spark) throws Exception {
        ingest(spark);
        Path out = folder.resolve("logs");
        Map<String, Long> told = export(out, ZeekFormat.TSV);
        Map<String, Long> rows = new TreeMap<>();
        Set<Object> connections = new HashSet<>();
        Set<Object> handshakes = new HashSet<>();
        for (Path file : logs(out)) {
            ZeekLogReader log = ZeekLogReader.read(file);
            assertTrue(log.isClosed(), file.toString());
            assertEquals(log.path() + ".log", file.getFileName().toString());
            assertTrue(file.getParent().getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d"));
            rows.merge(log.path(), (long) log.rows().size(), Long::sum);
            for (Map<String, Object> row : log.rows()) {
                Set<Object> seen = log.path().equals("conn") ? connections : handshakes;
                if (row.containsKey("uid")) {
                    assertTrue(seen.add(row.get("uid")), "an id stands for one connection");
                }
            }
        }
        assertEquals(told, rows);
        assertEquals(
                List.of("{\"n\":" + rows.get("conn") + "}"),
                archive.rows("SELECT count(*) AS n FROM connections"));
        assertTrue(connections.containsAll(handshakes), "each handshake has its connection");
        assertEquals(rows.get("conn"), readByDuckDb(out, "conn"));
        assertEquals(rows.get("ssl"), readByDuckDb(out, "ssl"));
    }

    /** Reads the log's rows, with the names that the file tells, as DuckDB's users do. */
    private static long readByDuckDb(Path out, String log) throws SQLException {
        String files = "'" + out + "/*/*/" + log + ".log'";
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result =
                        duckDb.createStatement()
                                .executeQuery(
                                        "SELECT count(*) FROM read_csv("
                                                + files
                                                + ", delim='\\t', comment='#', header=false,"
                                                + " nullstr='-', quote='', escape='')")) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void formsAndEnginesTellTheSame(SparkSession spark) throws Exception {
        ingest(spark);
        Path tsv = folder.resolve("tsv");
        Path json = folder.resolve("json");
        Map<String, Long> rows = export(tsv, ZeekFormat.TSV);
        assertEquals(rows, export(json, ZeekFormat.JSON));
        for (Path file : logs(json)) {
            assertTrue(Files.readString(file).startsWith("{\"ts\":"), file.toString());
        }
        Path bySpark = folder.resolve("spark");
        new ZeekExport(tables.toString(), bySpark, ZeekFormat.TSV)
                .run(() -> new SparkEngine(spark, tables.toString()));
        for (Path file : logs(tsv)) {
            assertEquals(
                    Files.readString(file),
                    Files.readString(bySpark.resolve(tsv.relativize(file))),
                    file.toString());
        }
    }

    @Test
    void nothingIsOverwritten(SparkSession spark) throws Exception {
        ingest(spark);
        Path out = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(out.resolve("conn.log"), "mine");
        assertThrows(UserError.class, () -> export(out, ZeekFormat.TSV));
        assertEquals("mine", Files.readString(out.resolve("conn.log")));
        Path inside = tables.resolve("logs");
        assertThrows(UserError.class, () -> export(inside, ZeekFormat.TSV));
        assertFalse(Files.exists(inside));
    }

    @Test
    void failureLeavesNothing(SparkSession spark) throws Exception {
        ingest(spark);
        Path out = folder.resolve("failed");
        assertThrows(
                IllegalStateException.class,
                () ->
                        new ZeekExport(tables.toString(), out, ZeekFormat.TSV)
                                .run(() -> new FailingEngine(duckDb(), 2)));
        assertFalse(Files.exists(out));
    }
}
