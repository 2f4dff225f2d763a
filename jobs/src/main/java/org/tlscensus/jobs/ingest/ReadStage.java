package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.PlannedSplit;
import org.tlscensus.jobs.plan.SiteCaptures;
import org.tlscensus.jobs.plan.TaskPacking;

/**
 * Reads every split once and keeps what it hands out on the executors' disks; then proves the
 * boundaries, and does again what began at a wrong one. What an executor kept that is lost is read
 * again by Spark.
 */
final class ReadStage {
    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final IngestPlan plan;
    private final Broadcast<Map<String, SiteCaptures>> captures; // all that tasks need of the plan
    private final Broadcast<KeyLog> keyLog;
    private final RowRules rules;
    private final TaskBudget budget;
    private final long splitBytes;
    private final boolean wantsBlocks;
    private final LongAccumulator progress;
    private final Set<SplitId> redone = new HashSet<>();
    private final Map<SplitId, ReadTotals.Split> splits = new HashMap<>();
    private final List<ReadTotals> passes = new ArrayList<>();
    private final List<JavaRDD<StagedRun>> kept = new ArrayList<>();

    private JavaRDD<StagedRun> runs;

    /**
     * @param wantsBlocks whether {@link SplitIndex} is written
     * @param progress counts the stored bytes that were read
     */
    ReadStage(
            JavaSparkContext context,
            Broadcast<SerializableConfiguration> hadoop,
            IngestPlan plan,
            KeyLog keyLog,
            RowRules rules,
            TaskBudget budget,
            long splitBytes,
            boolean wantsBlocks,
            LongAccumulator progress) {
        this.context = context;
        this.hadoop = hadoop;
        this.plan = plan;
        captures = context.broadcast(plan.readable());
        this.keyLog = context.broadcast(keyLog);
        this.rules = rules;
        this.budget = budget;
        this.splitBytes = splitBytes;
        this.wantsBlocks = wantsBlocks;
        this.progress = progress;
    }

    /** Does it all; what was handed out is then in {@link #runs}. */
    void run() {
        List<PlannedSplit> splits = plan.splits();
        runs = pass(splits);
        List<PlannedSplit> wrong = wrong();
        while (!wrong.isEmpty()) {
            Set<SplitId> again = new HashSet<>();
            wrong.forEach(split -> again.add(SplitId.of(split)));
            redone.addAll(again);
            Broadcast<Set<SplitId>> gone = context.broadcast(again);
            runs =
                    runs.filter(run -> !gone.value().contains(new SplitId(run.site(), run.split())))
                            .union(pass(wrong));
            wrong = wrong();
        }
    }

    private List<PlannedSplit> wrong() {
        return BoundaryProof.wrong(plan.splits(), BoundaryProof.bySplit(plan, captures()));
    }

    private JavaRDD<StagedRun> pass(List<PlannedSplit> splits) {
        List<List<PlannedSplit>> groups =
                TaskPacking.of(splits, splitBytes, context.defaultParallelism());
        JavaRDD<StagedRun> pass =
                context.parallelize(groups, Math.max(1, groups.size()))
                        .mapPartitions(
                                task(
                                        captures,
                                        keyLog,
                                        hadoop,
                                        rules,
                                        budget,
                                        wantsBlocks,
                                        progress))
                        .persist(StorageLevel.DISK_ONLY());
        kept.add(pass);
        List<ReadTotals> totals =
                pass.mapPartitions(task -> List.of(ReadTotals.of(task)).iterator()).collect();
        for (ReadTotals ofTask : totals) {
            passes.add(ofTask);
            for (ReadTotals.Split split : ofTask.splits) {
                this.splits.put(new SplitId(split.site, split.number), split);
            }
        }
        return pass;
    }

    private static FlatMapFunction<Iterator<List<PlannedSplit>>, StagedRun> task(
            Broadcast<Map<String, SiteCaptures>> captures,
            Broadcast<KeyLog> keyLog,
            Broadcast<SerializableConfiguration> hadoop,
            RowRules rules,
            TaskBudget budget,
            boolean wantsBlocks,
            LongAccumulator progress) {
        return groups -> {
            List<PlannedSplit> splits = new ArrayList<>();
            groups.forEachRemaining(splits::addAll);
            LongConsumer bytes = progress::add;
            ReadTask task =
                    new ReadTask(
                            splits.iterator(),
                            captures.value(),
                            hadoop.value().value(),
                            keyLog.value(),
                            rules,
                            budget.bytes(),
                            wantsBlocks,
                            isLastTry(),
                            bytes);
            TaskContext.get()
                    .addTaskCompletionListener((TaskCompletionListener) ended -> close(task));
            return task;
        };
    }

    /** Whether Spark will not try the task again, on another machine maybe. */
    private static boolean isLastTry() {
        String setting = SparkEnv.get().conf().get("spark.task.maxFailures", "4");
        boolean isLocal = "driver".equals(SparkEnv.get().executorId());
        return isLocal || TaskContext.get().attemptNumber() + 1 >= Integer.parseInt(setting);
    }

    private static void close(ReadTask task) {
        try {
            task.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secrets that the splits were read with. */
    Broadcast<KeyLog> keyLog() {
        return keyLog;
    }

    /** What the splits handed out. */
    JavaRDD<StagedRun> runs() {
        return runs;
    }

    /** What each split handed out, in numbers. */
    List<ReadTotals.Split> splits() {
        return List.copyOf(splits.values());
    }

    /** What each task handed out, in numbers; splits that were done again count twice. */
    List<ReadTotals> passes() {
        return passes;
    }

    /** All that the splits told of captures. */
    List<StagedCapture> captures() {
        return ReadTotals.captures(splits());
    }

    /** How many splits had begun at a wrong boundary and were done again. */
    int redone() {
        return redone.size();
    }

    /** Lets the executors forget what was handed out. */
    void forget() {
        kept.forEach(pass -> pass.unpersist(true)); // not while Spark stops: it would print a trace
    }
}
