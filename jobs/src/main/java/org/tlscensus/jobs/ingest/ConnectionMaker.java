package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.privacy.FileSeal;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Joins unfinished connections and writes the table of connections; has then what other tables are
 * made of.
 */
final class ConnectionMaker {
    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final IngestRequest request;
    private final RowRules rules;
    private final TablesFolder folder;
    private final ExistingTables earlier;
    private final Reading reading;
    private final Map<String, SiteFrontier> ends;
    private final Broadcast<Map<String, SiteFrontier>> endsEverywhere;
    private final Publication publication;

    private final List<KeptFile> keptRead = new ArrayList<>(); // earlier ones that are replaced
    private final List<KeptFile> kept = new ArrayList<>(); // as they are then
    private final List<FileMade> files = new ArrayList<>(); // of the table, as it is then
    private UnfinishedFlows unfinished;
    private StandingRuns standing;
    private JavaRDD<TableRun> joined;

    ConnectionMaker(
            JavaSparkContext context,
            Broadcast<SerializableConfiguration> hadoop,
            IngestRequest request,
            RowRules rules,
            TablesFolder folder,
            ExistingTables earlier,
            Reading reading,
            Publication publication) {
        this.context = context;
        this.hadoop = hadoop;
        this.request = request;
        this.rules = rules;
        this.folder = folder;
        this.earlier = earlier;
        this.reading = reading;
        this.publication = publication;
        ends = reading.totals().ends();
        endsEverywhere = context.broadcast(ends);
    }

    /** Does it all, in one Spark job and one more where earlier connections may go on. */
    void make() {
        JavaRDD<TableRun> earlierParts = earlierParts();
        unfinished = unfinished(earlierParts);
        Broadcast<UnfinishedFlows> flows = context.broadcast(unfinished);
        JavaRDD<StagedRun> staged = reading.stage().runs();
        joined = joined(staged, earlierParts, flows);
        standing = new StandingRuns(staged, flows, endsEverywhere);
        takeStock(written().union(kept(earlierParts)).collect()); // a few a file
    }

    /** Runs of some kinds, of all connections; and others. */
    JavaRDD<TableRun> runs(RunKind kind, RunKind... further) {
        return standing.of(kind, further).union(joined);
    }

    /** The files of the table, with those that stay. */
    List<FileMade> files() {
        return files;
    }

    /** The files of connections that may go on, with those that stay. */
    List<KeptFile> kept() {
        return kept;
    }

    /** Whether there were connections to be joined. */
    boolean hasUnfinished() {
        return !unfinished.isEmpty();
    }

    /** Lets the executors forget what was joined. */
    void forget() {
        joined.unpersist(true);
    }

    /** Connections of earlier ingests, from files that hold some of the sites that were read. */
    private JavaRDD<TableRun> earlierParts() {
        for (KeptFile file : earlier.kept()) {
            boolean isRead = file.sites().stream().anyMatch(reading.sites()::contains);
            (isRead ? keptRead : kept).add(file);
        }
        return KeptParts.read(context, keptRead, earlier, hadoop, rules.privacy().seal());
    }

    private UnfinishedFlows unfinished(JavaRDD<TableRun> earlierParts) {
        List<UnfinishedFlows.Found> found = new ArrayList<>();
        reading.stage().passes().forEach(pass -> found.add(pass.unfinished));
        if (!keptRead.isEmpty()) {
            found.addAll(KeptParts.flows(earlierParts, Set.copyOf(reading.sites())));
        }
        return UnfinishedFlows.of(found);
    }

    private JavaRDD<TableRun> joined(
            JavaRDD<StagedRun> staged,
            JavaRDD<TableRun> earlierParts,
            Broadcast<UnfinishedFlows> unfinished) {
        long bytes = keptRead.stream().mapToLong(KeptFile::bytes).sum();
        for (ReadTotals pass : reading.stage().passes()) {
            bytes += pass.partBytes;
        }
        Broadcast<Map<String, SiteFrontier>> sites = endsEverywhere;
        return JoinStage.run(
                staged,
                earlierParts.filter(run -> sites.value().containsKey(run.site())),
                bytes,
                unfinished,
                endsEverywhere,
                reading.stage().keyLog(),
                rules,
                request.budget(),
                context.defaultParallelism());
    }

    private JavaRDD<TableRun> written() {
        FilePlan plan = new FilePlan(reading.stage().splits(), ends, context.defaultParallelism());
        return WriteStage.run(
                standing.of(RunKind.ROW).union(joined.filter(run -> run.kind() == RunKind.ROW)),
                context.broadcast(plan),
                hadoop,
                request.budget(),
                folder.staging().toString(),
                folder.commitId());
    }

    /** Connections that may go on, written for a later ingest; and what joining counted. */
    private JavaRDD<TableRun> kept(JavaRDD<TableRun> earlierParts) {
        Broadcast<Map<String, SiteFrontier>> sites = endsEverywhere;
        Broadcast<SerializableConfiguration> settings = hadoop;
        String staging = folder.staging().toString();
        String commit = folder.commitId();
        FileSeal seal = rules.privacy().seal();
        return joined.union(earlierParts.filter(run -> !sites.value().containsKey(run.site())))
                .mapPartitions(
                        runs ->
                                KeptParts.write(
                                        runs,
                                        new Path(staging),
                                        settings.value().value(),
                                        commit,
                                        seal));
    }

    private void takeStock(List<TableRun> told) {
        RecordBytes<FileMade> fileBytes = RecordBytes.of(FileMade.class);
        RecordBytes<KeptFile> keptBytes = RecordBytes.of(KeptFile.class);
        RecordBytes<FlowCount> countBytes = RecordBytes.of(FlowCount.class);
        for (FileMade file : earlier.connections()) {
            if (file.isProvisional() && reading.sites().contains(file.site())) {
                publication.remove(file.path());
            } else {
                files.add(file);
            }
        }
        keptRead.forEach(file -> publication.remove(file.path()));
        countFlows();
        for (TableRun run : told) {
            RecordRun.Cursor records = run.cursor();
            while (records.next()) {
                byte[] record = records.record();
                switch (run.kind()) {
                    case FILE -> {
                        files.add(fileBytes.toRecord(record));
                        publication.add(fileBytes.toRecord(record).path());
                    }
                    case KEPT_FILE -> {
                        kept.add(keptBytes.toRecord(record));
                        publication.add(keptBytes.toRecord(record).path());
                    }
                    default ->
                            reading.totals()
                                    .flows(
                                            run.site(),
                                            run.isProvisional(),
                                            countBytes.toRecord(record));
                }
            }
        }
    }

    private void countFlows() {
        RecordBytes<FlowCount> countBytes = RecordBytes.of(FlowCount.class);
        for (ReadTotals.Split split : reading.stage().splits()) {
            boolean isProvisional = split.number >= ends.get(split.site).firstRereadSplit();
            for (byte[] run : split.flows) {
                RecordRun.Cursor counts = RecordRun.cursor(run, RunKind.FLOWS.keys());
                while (counts.next()) {
                    reading.totals()
                            .flows(split.site, isProvisional, countBytes.toRecord(counts.record()));
                }
            }
        }
    }
}
