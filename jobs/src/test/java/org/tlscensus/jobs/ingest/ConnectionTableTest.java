package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.SharedSession;

@ExtendWith(SharedSession.class)
class ConnectionTableTest {
    private static final long ROWS = 450_000;
    private static final long ROWS_PER_FILE = 200_000;

    @TempDir private Path temporary;

    /** Ten busy minutes of a day are several files, none larger than it may be. */
    @Test
    void aBusyHourIsCutToo(SparkSession spark) {
        Dataset<Row> rows =
                spark.range(ROWS)
                        .selectExpr(
                                "'campus' AS site",
                                "false AS is_open",
                                "'a.pcap' AS first_capture",
                                "named_struct('connection_id', CAST(id AS STRING),"
                                        + " 'start_time', timestamp_micros(1790000000000000 + 1300 * id),"
                                        + " 'tls', named_struct('established', true)) AS connection");
        String folder = temporary.resolve("connections").toString();
        List<ConnectionTable.Count> counts = ConnectionTable.counts(rows);
        ConnectionTable.write(spark, rows, counts, folder);

        List<Row> files =
                spark.read().parquet(folder).groupBy("_metadata.file_name").count().collectAsList();
        assertTrue(files.size() >= ROWS / ROWS_PER_FILE, files.toString());
        assertTrue(
                files.stream().allMatch(file -> file.getLong(1) <= ROWS_PER_FILE),
                files.toString());
        assertEquals(ROWS, files.stream().mapToLong(file -> file.getLong(1)).sum());
    }
}
