package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.schema.RecordRun;
import scala.Tuple2;

/** Writes the files of the table of connections, each row once. */
final class WriteStage {
    private WriteStage() {}

    /**
     * The files that are written when this is collected, runs of kind {@link RunKind#FILE}. A task
     * that is done again writes other files; those count that are told of.
     *
     * @param rows runs of kind {@link RunKind#ROW}
     * @param staging where to write
     * @param commit what the names of files end with
     */
    static JavaRDD<TableRun> run(
            JavaRDD<TableRun> rows,
            Broadcast<FilePlan> plan,
            Broadcast<SerializableConfiguration> hadoop,
            TaskBudget budget,
            String staging,
            String commit) {
        int tasks = plan.value().taskCount();
        return rows.flatMapToPair(run -> byFile(run, plan.value()))
                .partitionBy(new ByNumber(tasks))
                .mapPartitions(
                        runs ->
                                new WriteTask(
                                                budget.sorted(),
                                                new Path(staging),
                                                hadoop.value().value(),
                                                commit)
                                        .written(runs));
    }

    private static Iterator<Tuple2<Integer, RowRun>> byFile(TableRun run, FilePlan plan) {
        Map<FileKey, RecordRun> byFile = new HashMap<>();
        RecordRun.Cursor rows = run.cursor();
        while (rows.next()) {
            long start = rows.key(1);
            FileKey file = plan.file(run.site(), run.isProvisional(), RowStart.micros(start));
            byFile.computeIfAbsent(file, f -> new RecordRun()).add(start, rows.record());
        }
        List<Tuple2<Integer, RowRun>> runs = new ArrayList<>();
        byFile.forEach(
                (file, rowsOf) ->
                        runs.add(new Tuple2<>(plan.task(file), new RowRun(file, rowsOf.take()))));
        return runs.iterator();
    }
}
