package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            String staging,
            String commit) {
        int tasks = plan.value().taskCount();
        return rows.flatMapToPair(run -> byFile(run, plan.value()))
                .partitionBy(new ByNumber(tasks))
                .mapPartitions(
                        runs ->
                                written(
                                        byFile(runs),
                                        new WriteTask(
                                                new Path(staging),
                                                hadoop.value().value(),
                                                commit)));
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

    private static Map<FileKey, List<RowRun>> byFile(Iterator<Tuple2<Integer, RowRun>> runs) {
        Map<FileKey, List<RowRun>> byFile = new TreeMap<>();
        runs.forEachRemaining(
                run ->
                        byFile.computeIfAbsent(run._2().file(), f -> new ArrayList<>())
                                .add(run._2()));
        return byFile;
    }

    private static Iterator<TableRun> written(Map<FileKey, List<RowRun>> files, WriteTask task)
            throws IOException {
        for (Map.Entry<FileKey, List<RowRun>> file : files.entrySet()) {
            task.write(file.getKey(), file.getValue());
        }
        return task.told().iterator();
    }
}
