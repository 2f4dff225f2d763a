package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.SparkEngine;

/** The laboratory's exchanges and names, value by value as Spark SQL once labelled them. */
@ExtendWith(SharedSession.class)
class LaboratoryTablesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {OcspTables.ONE_TASK_BYTES, 0})
    void rowsAreAsRecorded(long oneTaskBytes, SparkSession spark) throws IOException {
        new MadeTables(spark, folder)
                .add(
                        LaboratoryRows.read().asOneStep(),
                        OcspLists.read(LaboratoryRows.CONF, null),
                        oneTaskBytes);
        assertEquals(
                recorded("ocsp.jsonl"),
                rows(
                        spark,
                        "SELECT * FROM ocsp ORDER BY coalesce(request_time, response_time),"
                                + " exchange_id, position, serial_number"));
        assertEquals(recorded("names.jsonl"), rows(spark, "SELECT * FROM names ORDER BY ALL"));
    }

    private List<String> rows(SparkSession spark, String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Query(new SparkEngine(spark, folder.toString()), out, Format.JSON).run(query);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> recorded(String name) throws IOException {
        try (InputStream in = LaboratoryTablesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
