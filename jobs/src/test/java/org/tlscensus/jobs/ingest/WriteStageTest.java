package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import scala.Tuple2;

@ExtendWith(SharedSession.class)
class WriteStageTest {
    private static final int ROWS_PER_FILE = 10_000;
    private static final int ROWS = 22_500;
    private static final long START_MICROS = 1_790_000_000_000_000L;
    private static final Map<String, SiteFrontier> ENDS =
            Map.of("campus", new SiteFrontier(Long.MAX_VALUE, Long.MAX_VALUE));

    @TempDir private Path temporary;

    /** Ten busy minutes of a day are several files, none larger than it may be, all in order. */
    @Test
    void aBusyHourIsCutToo(SparkSession spark) {
        List<StagedRun> staged = staged();
        ReadTotals totals = ReadTotals.of(staged.iterator());
        FilePlan plan = new FilePlan(totals.splits, ENDS, 2, ROWS_PER_FILE);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop =
                context.broadcast(new SerializableConfiguration(new Configuration()));
        JavaRDD<TableRun> rows =
                context.parallelize(staged, 2)
                        .map(run -> new TableRun(run.kind(), run.site(), false, run.run()));
        List<TableRun> made =
                WriteStage.run(
                                rows,
                                context.broadcast(plan),
                                hadoop,
                                new TaskBudget(100_000L), // files spill
                                temporary.toString(),
                                "c0ffee")
                        .collect();

        assertTrue(made.size() > ROWS / ROWS_PER_FILE, made.size() + " files");
        RecordBytes<FileMade> codec = RecordBytes.of(FileMade.class);
        long written = 0;
        for (TableRun run : made) {
            RecordRun.Cursor cursor = run.cursor();
            cursor.next();
            FileMade file = codec.toRecord(cursor.record());
            assertTrue(file.rows() <= ROWS_PER_FILE, file.toString());
            assertEquals(file.rows(), rowsInOrder(spark, file.path()), file.path());
            written += file.rows();
        }
        assertEquals(ROWS, written);
    }

    /** Rows of a file, which must be in the order of their starts. */
    private long rowsInOrder(SparkSession spark, String path) {
        Iterator<Row> rows =
                spark.read()
                        .parquet(temporary.resolve(path).toString())
                        .selectExpr("unix_micros(start_time)")
                        .toLocalIterator();
        long count = 0;
        long last = Long.MIN_VALUE;
        for (; rows.hasNext(); count++) {
            long start = rows.next().getLong(0);
            assertTrue(start >= last, path);
            last = start;
        }
        return count;
    }

    /** Rows in no order, in some runs of one split. */
    private static List<StagedRun> staged() {
        RecordBytes<ConnectionRow> codec = RecordBytes.of(ConnectionRow.class);
        List<StagedRun> staged = new ArrayList<>();
        RunsByKind runs =
                new RunsByKind(
                        (kind, run) -> staged.add(new StagedRun(kind, "campus", 0, true, run)));
        for (int i = 0; i < ROWS; i++) {
            long micros = START_MICROS + 26_000L * (int) (i * 7_919L % ROWS);
            byte[] row = codec.toBytes(MadeRows.connection("c" + i, Micros.instant(micros)));
            runs.add(RunKind.ROW, 0, RowStart.of(micros, false), row);
        }
        runs.flush();
        return staged;
    }

    @Test
    void rowsOfOneMicrosecondAreOrderedById(SparkSession spark) throws IOException {
        RecordBytes<ConnectionRow> codec = RecordBytes.of(ConnectionRow.class);
        RecordRun run = new RecordRun();
        for (String id : List.of("c", "a", "b")) {
            byte[] row = codec.toBytes(MadeRows.connection(id, Micros.instant(START_MICROS)));
            run.add(RowStart.of(START_MICROS, id.equals("a")), row);
        }
        FileKey file = new FileKey("campus", true, Micros.day(START_MICROS), 0);
        WriteTask task =
                new WriteTask(
                        new SortedRecords(1 << 20, () -> fail("nothing to spill")),
                        new org.apache.hadoop.fs.Path(temporary.toString()),
                        new Configuration(),
                        "c0ffee");
        List<Tuple2<Integer, RowRun>> runs = List.of(new Tuple2<>(0, new RowRun(file, run.take())));
        RecordRun.Cursor told = task.written(runs.iterator()).next().cursor();
        told.next();
        FileMade made = RecordBytes.of(FileMade.class).toRecord(told.record());
        assertEquals(1, made.tlsRows());
        assertTrue(made.path().startsWith("connections/site=campus/date=2026-09-21/open-"));
        assertEquals(
                List.of("[a]", "[b]", "[c]"),
                spark
                        .read()
                        .parquet(temporary.resolve(made.path()).toString())
                        .select("connection_id")
                        .collectAsList()
                        .stream()
                        .map(Row::toString)
                        .toList());
    }
}
