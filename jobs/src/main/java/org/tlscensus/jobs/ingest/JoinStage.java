package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.schema.RecordRun;
import scala.Tuple2;

/** Brings the parts of each unfinished flow together, and joins them. */
final class JoinStage {
    /** Bytes of parts that a task holds at once, as far as they are known beforehand. */
    private static final long BYTES_PER_TASK = 24L << 20;

    private JoinStage() {}

    /**
     * What was joined, kept on the executors' disks since several tables are made of it.
     *
     * @param staged what the splits handed out
     * @param kept parts that an earlier ingest left to be joined, of kind {@link RunKind#KEPT}
     * @param bytes of the open parts in both
     * @param keyLog secrets of connections
     */
    static JavaRDD<TableRun> run(
            JavaRDD<StagedRun> staged,
            JavaRDD<TableRun> kept,
            long bytes,
            Broadcast<UnfinishedFlows> unfinished,
            Broadcast<Map<String, SiteFrontier>> ends,
            Broadcast<KeyLog> keyLog,
            RowRules rules,
            TaskBudget budget,
            int parallelism) {
        int tasks = (int) Math.min(100_000, Math.max(parallelism, bytes / BYTES_PER_TASK + 1));
        JavaPairRDD<Integer, PartRun> fresh =
                staged.filter(run -> run.kind() == RunKind.PART)
                        .flatMapToPair(run -> byTask(run, unfinished.value(), tasks));
        JavaPairRDD<Integer, PartRun> earlier = kept.flatMapToPair(run -> byTask(run, tasks));
        return fresh.union(earlier)
                .partitionBy(new ByNumber(tasks))
                .mapPartitions(
                        parts ->
                                new JoinTask(budget.sorted(), ends.value(), keyLog.value(), rules)
                                        .joined(parts))
                .persist(StorageLevel.DISK_ONLY());
    }

    private static Iterator<Tuple2<Integer, PartRun>> byTask(
            StagedRun run, UnfinishedFlows unfinished, int tasks) {
        RecordRun[] byTask = new RecordRun[tasks];
        RecordRun.Cursor parts = run.cursor();
        while (parts.next()) {
            if (PartKey.isUnfinished(parts.key(1)) || unfinished.contains(parts.key(0))) {
                add(parts, parts.key(0), byTask);
            }
        }
        return taken(run.site(), RunKind.PART, byTask);
    }

    private static Iterator<Tuple2<Integer, PartRun>> byTask(TableRun run, int tasks) {
        RecordRun[] byTask = new RecordRun[tasks];
        RecordRun.Cursor parts = run.cursor();
        while (parts.next()) {
            add(parts, parts.key(0), byTask);
        }
        return taken(run.site(), RunKind.KEPT, byTask);
    }

    private static void add(RecordRun.Cursor part, long flow, RecordRun[] byTask) {
        int task = (int) Long.remainderUnsigned(flow, byTask.length);
        if (byTask[task] == null) {
            byTask[task] = new RecordRun();
        }
        byTask[task].add(part);
    }

    private static Iterator<Tuple2<Integer, PartRun>> taken(
            String site, RunKind kind, RecordRun[] byTask) {
        List<Tuple2<Integer, PartRun>> taken = new ArrayList<>();
        for (int task = 0; task < byTask.length; task++) {
            if (byTask[task] != null) {
                taken.add(new Tuple2<>(task, new PartRun(site, kind, byTask[task].take())));
            }
        }
        return taken.iterator();
    }
}
