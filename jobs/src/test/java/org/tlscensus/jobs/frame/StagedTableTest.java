package org.tlscensus.jobs.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.MadeTables;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.schema.ConsensusRow;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;

@ExtendWith(SharedSession.class)
class StagedTableTest {
    @TempDir Path folder;

    private static JavaSparkContext context(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    private static ConsensusRow relay(int number, String name) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * number);
        return new ConsensusRow(time, time, name, "aa", "192.0.2.1", number, List.of("Guard"));
    }

    private StagedTable<String> replace(SparkSession spark, JavaRDD<ConsensusRow> rows)
            throws IOException {
        Broadcast<SerializableConfiguration> hadoop = hadoop(spark);
        try (TablesFolder tables = tables(spark)) {
            StagedTable<String> staged =
                    StagedTable.write(
                            rows, Table.CONSENSUS, ConsensusRow::nickname, tables, hadoop);
            Changes changes = new Changes();
            staged.replace(changes);
            tables.commit(changes);
            return staged;
        }
    }

    private static Broadcast<SerializableConfiguration> hadoop(SparkSession spark) {
        JavaSparkContext context = context(spark);
        return context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    }

    private TablesFolder tables(SparkSession spark) {
        return TablesFolder.ofTables(
                folder.toString(), List.of(), context(spark).hadoopConfiguration());
    }

    private List<FileStatus> files(SparkSession spark) {
        return ArchiveFiles.open(folder.toString(), context(spark).hadoopConfiguration())
                .files("consensus")
                .orElseThrow();
    }

    private List<ConsensusRow> stored(SparkSession spark) {
        return StoredRecords.of(
                        context(spark),
                        ArchiveFiles.open(folder.toString(), context(spark).hadoopConfiguration()),
                        Table.CONSENSUS,
                        ConsensusRow.class,
                        hadoop(spark))
                .collect();
    }

    @Test
    void takesThePlaceOfAnEarlierOne(SparkSession spark) throws IOException {
        new MadeTables(spark, folder).rows("names", "SELECT 'a' AS name");
        List<ConsensusRow> rows = List.of(relay(1, "x"), relay(2, "y"), relay(3, "x"));
        StagedTable<String> staged = replace(spark, context(spark).parallelize(rows, 2));
        assertEquals(3, staged.rows());
        assertEquals(Map.of("x", 2L, "y", 1L), staged.kinds());
        assertEquals(2, files(spark).size());
        assertEquals(rows, stored(spark));
        replace(spark, context(spark).parallelize(rows.subList(2, 3), 1));
        assertEquals(rows.subList(2, 3), stored(spark));
    }

    /** Else it would count as one that was never made. */
    @Test
    void withoutRowsThereIsAFile(SparkSession spark) throws IOException {
        new MadeTables(spark, folder).rows("names", "SELECT 'a' AS name");
        replace(spark, context(spark).parallelize(List.<ConsensusRow>of(), 3));
        assertEquals(1, files(spark).size());
        assertEquals(List.of(), stored(spark));
    }

    @Test
    void aTaskThatFailsLeavesTheTableAsItWas(SparkSession spark) throws IOException {
        new MadeTables(spark, folder).rows("names", "SELECT 'a' AS name");
        List<ConsensusRow> rows = List.of(relay(1, "x"), relay(2, "y"));
        replace(spark, context(spark).parallelize(rows, 1));
        JavaRDD<ConsensusRow> failing =
                context(spark)
                        .parallelize(rows, 1)
                        .map(
                                row -> {
                                    if (row.port() == 2) {
                                        throw new IllegalStateException("made to fail");
                                    }
                                    return row;
                                });
        assertThrows(SparkException.class, () -> replace(spark, failing));
        assertEquals(rows, stored(spark));
    }
}
