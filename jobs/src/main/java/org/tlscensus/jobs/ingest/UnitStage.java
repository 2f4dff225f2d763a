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
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.PlannedUnit;
import org.tlscensus.jobs.plan.UnitGroups;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Reads every split once and stages what it hands out; then proves the boundaries, and does again
 * what began at a wrong one.
 */
final class UnitStage {
    private final SparkSession spark;
    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final Broadcast<IngestPlan> plan;
    private final Broadcast<KeyLog> keyLog;
    private final AnalysisOptions options;
    private final long splitBytes;
    private final LongAccumulator progress;
    private final String folder;
    private final List<UnitId> redone = new ArrayList<>();
    private final Map<UnitId, List<StagedCapture>> captures = new HashMap<>();
    private final Map<UnitId, CapturePart> told = new HashMap<>();

    private Dataset<Row> staged;

    /**
     * @param folder where the passes are staged
     * @param progress counts the stored bytes that were read
     */
    UnitStage(
            SparkSession spark,
            Broadcast<SerializableConfiguration> hadoop,
            IngestPlan plan,
            KeyLog keyLog,
            AnalysisOptions options,
            long splitBytes,
            LongAccumulator progress,
            String folder) {
        this.spark = spark;
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.hadoop = hadoop;
        this.plan = context.broadcast(plan);
        this.keyLog = context.broadcast(keyLog);
        this.options = options;
        this.splitBytes = splitBytes;
        this.progress = progress;
        this.folder = folder;
    }

    /** Does it all; the rows are then {@link #staged}. */
    void run() {
        List<PlannedUnit> units = plan.value().units();
        staged = Frames.read(spark, StagedRow.class, pass(0, units));
        tell(staged);
        List<PlannedUnit> wrong = BoundaryProof.wrong(units, told);
        for (int number = 1; !wrong.isEmpty(); number++) {
            Dataset<Row> again = Frames.read(spark, StagedRow.class, pass(number, wrong));
            staged = without(staged, wrong).unionByName(again);
            wrong.forEach(unit -> redone.add(UnitId.of(unit)));
            tell(again);
            wrong = BoundaryProof.wrong(units, told);
        }
    }

    private String pass(int number, List<PlannedUnit> units) {
        List<List<PlannedUnit>> groups =
                UnitGroups.of(units, splitBytes, context.defaultParallelism());
        JavaRDD<InternalRow> rows =
                context.parallelize(groups, Math.max(1, groups.size()))
                        .mapPartitions(task(plan, keyLog, hadoop, options, progress));
        String path = folder + "/units-" + number;
        Frames.of(spark, rows, RecordCodec.of(StagedRow.class).schema()).write().parquet(path);
        return path;
    }

    private static FlatMapFunction<Iterator<List<PlannedUnit>>, InternalRow> task(
            Broadcast<IngestPlan> plan,
            Broadcast<KeyLog> keyLog,
            Broadcast<SerializableConfiguration> hadoop,
            AnalysisOptions options,
            LongAccumulator progress) {
        return groups -> {
            List<PlannedUnit> units = new ArrayList<>();
            groups.forEachRemaining(units::addAll);
            LongConsumer bytes = progress::add;
            UnitRows rows =
                    new UnitRows(
                            units.iterator(),
                            plan.value().readable(),
                            hadoop.value().value(),
                            keyLog.value(),
                            options,
                            bytes);
            TaskContext.get()
                    .addTaskCompletionListener((TaskCompletionListener) task -> close(rows));
            return rows;
        };
    }

    private static void close(UnitRows rows) {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many accounts as there are splits, and few corrections. */
    private void tell(Dataset<Row> rows) {
        Map<UnitId, List<StagedCapture>> byUnit = new HashMap<>();
        for (StagedCapture capture :
                Frames.collect(
                        rows.filter(functions.col("capture").isNotNull()), StagedCapture.class)) {
            byUnit.computeIfAbsent(
                            new UnitId(capture.site(), capture.unit()), id -> new ArrayList<>())
                    .add(capture);
        }
        captures.putAll(byUnit);
        told.putAll(BoundaryProof.byUnit(plan.value(), captures()));
    }

    private Dataset<Row> without(Dataset<Row> rows, List<PlannedUnit> units) {
        List<UnitId> ids = units.stream().map(UnitId::of).toList();
        Dataset<Row> gone = functions.broadcast(Frames.of(spark, ids, UnitId.class));
        return rows.join(
                gone,
                rows.col("site")
                        .equalTo(gone.col("site"))
                        .and(rows.col("unit").equalTo(gone.col("unit"))),
                "left_anti");
    }

    /** The secrets that the splits were read with. */
    Broadcast<KeyLog> keyLog() {
        return keyLog;
    }

    /** What the splits handed out, see {@link StagedRow}. */
    Dataset<Row> staged() {
        return staged;
    }

    /** All that the splits told of captures. */
    List<StagedCapture> captures() {
        return captures.values().stream().flatMap(List::stream).toList();
    }

    /** Splits that had begun at a wrong boundary and were done again. */
    Set<UnitId> redone() {
        return new HashSet<>(redone);
    }
}
