package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.Planner;
import org.tlscensus.jobs.plan.SplitSize;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Ingests captures: plans and reads them; {@link TableMaker} makes the tables of what was read.
 * Spark distributes, moves and repeats; no query is planned.
 */
public final class Ingest {
    private static final String SPLIT_SETTING = "spark.sql.files.maxPartitionBytes";
    private static final String SPLIT_DEFAULT = "128m";

    private final JavaSparkContext context;
    private final IngestRequest request;
    private final ProgressReport progress;
    private final Configuration configuration;
    private final Broadcast<SerializableConfiguration> hadoop;

    private final RowRules rules;

    private ExistingTables earlier;
    private KnownSecrets secrets;

    public Ingest(JavaSparkContext context, IngestRequest request, ProgressReport progress) {
        this.context = context;
        this.request = request;
        this.progress = progress;
        configuration = new Configuration(context.hadoopConfiguration());
        hadoop = context.broadcast(new SerializableConfiguration(configuration));
        rules =
                new RowRules(
                        request.options(),
                        request.privacy(),
                        context.broadcast(request.networks()));
    }

    /**
     * Does it all.
     *
     * @throws UserError when nothing can be done with what the user gave
     * @throws IOException when a file system fails
     */
    public IngestSummary run() throws IOException {
        try (TablesFolder folder =
                TablesFolder.open(
                        request.tables(), request.mode(), request.inputs(), configuration)) {
            earlier = ExistingTables.read(folder, request);
            secrets = KnownSecrets.read(request.keyLogs(), configuration);
            Reading reading = read();
            try {
                earlier.checkOrder(reading.totals());
                if (request.isStrict()) {
                    reading.totals().refuseDamage();
                }
                return new TableMaker(
                                context,
                                hadoop,
                                request,
                                rules,
                                folder,
                                earlier,
                                reading,
                                this::begin)
                        .make();
            } finally {
                reading.stage().forget();
            }
        }
    }

    private Reading read() {
        begin("looking into the captures");
        List<CaptureInfo> found = Planner.captures(request.manifest(), context, hadoop);
        List<CaptureInfo> wanted = found.stream().filter(this::isWanted).toList();
        List<CaptureInfo> fresh = earlier.without(wanted);
        long splitBytes =
                request.splitBytes() != null
                        ? request.splitBytes()
                        : SplitSize.of(
                                fresh,
                                context.getConf().getSizeAsBytes(SPLIT_SETTING, SPLIT_DEFAULT),
                                context.defaultParallelism());
        SkippedCaptures skipped =
                new SkippedCaptures(wanted.size() - fresh.size(), found.size() - wanted.size());
        Reading reading = read(fresh, splitBytes, skipped);
        if (!reading.isOverlapPlanned()) {
            // Compressed files tell their end only when they are read.
            begin("some captures overlap in time: reading them merged");
            reading = again(reading, splitBytes);
        }
        if (secrets.add(reading.secrets())) {
            begin("some captures carry secrets in their midst: reading with them");
            reading = again(reading, splitBytes);
        }
        return reading;
    }

    private boolean isWanted(CaptureInfo capture) {
        return request.options()
                .selection()
                .mayTakeOf(capture.firstTimeNanos(), capture.lastTimeNanos());
    }

    private Reading again(Reading before, long splitBytes) {
        before.stage().forget();
        return read(before.totals().freshCaptures(), splitBytes, before.skipped());
    }

    private Reading read(List<CaptureInfo> captures, long splitBytes, SkippedCaptures skipped) {
        Map<String, IngestPlan.RereadSplits> again = earlier.toReadAgain(captures);
        List<CaptureInfo> filesAgain = new ArrayList<>();
        again.values().forEach(site -> filesAgain.addAll(site.files()));
        secrets.add(Planner.secrets(captures, filesAgain, context, hadoop));
        IngestPlan plan = IngestPlan.of(captures, again, splitBytes);
        progress.reading(plan.captures().size(), plan.bytes());
        context.setJobDescription("reading captures");
        ReadStage stage =
                new ReadStage(
                        context,
                        hadoop,
                        plan,
                        secrets.keyLog(),
                        rules,
                        request.budget(),
                        splitBytes,
                        request.hasSplitIndex(),
                        context.sc().longAccumulator(ProgressReport.BYTES));
        stage.run();
        List<StagedCapture> told = stage.captures();
        return new Reading(
                plan,
                stage,
                told,
                new CaptureTotals(request.manifest(), plan, told, earlier),
                skipped);
    }

    /** Says what is done now, also to Spark, whose web pages and logs tell it of each job. */
    private void begin(String phase) {
        progress.phase(phase);
        context.setJobDescription(phase);
    }
}
