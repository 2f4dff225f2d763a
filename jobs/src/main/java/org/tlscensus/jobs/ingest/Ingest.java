package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.Planner;
import org.tlscensus.jobs.plan.SplitSize;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import org.tlscensus.jobs.session.Interpretation;
import org.tlscensus.jobs.session.PlanningAtOnce;

/** Ingests captures: plans, reads them, joins what crossed splits, writes the tables. */
public final class Ingest {
    /** Up to so many bytes of rows Spark takes longer to compile the work than to do it. */
    private static final long INTERPRETED_BYTES = 16L << 20;

    /** Up to so many bytes of rows Spark takes longer to mend its plans than that gains. */
    private static final long PLANNED_AT_ONCE_BYTES = 64L << 20;

    private final SparkSession spark;
    private final IngestRequest request;
    private final ProgressReport progress;
    private final Configuration configuration;
    private final Broadcast<SerializableConfiguration> hadoop;

    private TablesFolder folder;
    private Earlier earlier;
    private KnownSecrets secrets;

    public Ingest(SparkSession spark, IngestRequest request, ProgressReport progress) {
        this.spark = spark.newSession(); // its settings end with the ingest
        this.request = request;
        this.progress = progress;
        configuration = spark.sessionState().newHadoopConf();
        hadoop =
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .broadcast(new SerializableConfiguration(configuration));
    }

    /**
     * Does it all.
     *
     * @throws UserError when nothing can be done with what the user gave
     * @throws IOException when a file system fails
     */
    public IngestSummary run() throws IOException {
        try (TablesFolder opened =
                TablesFolder.open(request.tables(), request.mode(), configuration)) {
            folder = opened;
            earlier = Earlier.read(folder, request);
            secrets = KnownSecrets.read(request.keyLogs(), configuration);
            return ingest();
        }
    }

    private IngestSummary ingest() throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        begin("looking into the captures");
        List<CaptureInfo> found = Planner.captures(request.dataset(), context, hadoop);
        List<CaptureInfo> fresh = earlier.without(found);
        int parallelism = context.defaultParallelism();
        long sparkSplit = spark.sessionState().conf().filesMaxPartitionBytes();
        long splitBytes =
                request.splitBytes() != null
                        ? request.splitBytes()
                        : SplitSize.of(fresh, sparkSplit, parallelism);
        Reading reading = read(fresh, splitBytes, "work-0");
        if (!reading.isOverlapPlanned()) {
            // Compressed files tell their end only when they are read.
            begin("some captures overlap in time: reading them merged");
            reading = read(reading.account.freshCaptures(), splitBytes, "work-1");
        }
        if (secrets.add(reading.secrets())) {
            begin("some captures carry secrets in their midst: reading with them");
            reading = read(reading.account.freshCaptures(), splitBytes, "work-2");
        }
        earlier.checkOrder(reading.account);
        if (request.isStrict()) {
            reading.account.refuseDamage();
        }
        tune();
        return write(reading, found.size() - fresh.size());
    }

    /** Sets Spark for what there is to work on, which is known once the captures are read. */
    private void tune() throws IOException {
        long bytes = earlier.isNone() ? folder.stagedBytes() : folder.bytes();
        if (bytes <= INTERPRETED_BYTES) {
            Interpretation.begin(spark);
        }
        if (bytes <= PLANNED_AT_ONCE_BYTES) {
            PlanningAtOnce.begin(spark);
        }
    }

    /** Splits that were read. */
    private record Reading(
            IngestPlan plan, UnitStage units, List<StagedCapture> told, Account account) {
        /** Key logs that the splits met in their captures, always in the same order. */
        List<byte[]> secrets() {
            return told.stream()
                    .filter(capture -> capture.capture().secrets() != null)
                    .sorted(
                            Comparator.comparing(StagedCapture::site)
                                    .thenComparing(StagedCapture::unit)
                                    .thenComparing(capture -> capture.capture().capture()))
                    .map(capture -> capture.capture().secrets())
                    .toList();
        }

        boolean isOverlapPlanned() {
            return plan.readable().keySet().stream()
                    .allMatch(site -> plan.isOverlapPlanned(site, account.freshCaptures()));
        }
    }

    private Reading read(List<CaptureInfo> captures, long splitBytes, String work) {
        Map<String, IngestPlan.Earlier> again = earlier.toReadAgain(captures);
        List<CaptureInfo> filesAgain = new ArrayList<>();
        again.values().forEach(site -> filesAgain.addAll(site.files()));
        secrets.add(
                Planner.secrets(
                        captures,
                        filesAgain,
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        hadoop));
        IngestPlan plan = IngestPlan.of(captures, again, splitBytes);
        progress.reading(plan.captures().size(), plan.bytes());
        spark.sparkContext().setJobDescription("reading captures");
        UnitStage units =
                new UnitStage(
                        spark,
                        hadoop,
                        plan,
                        secrets.keyLog(),
                        request.options(),
                        splitBytes,
                        spark.sparkContext().longAccumulator(ProgressReport.BYTES),
                        folder.staging(work).toString());
        units.run();
        List<StagedCapture> told = units.captures();
        return new Reading(plan, units, told, new Account(request.dataset(), plan, told, earlier));
    }

    private IngestSummary write(Reading reading, int skipped) throws IOException {
        IngestPlan plan = reading.plan;
        UnitStage units = reading.units;
        Account account = reading.account;
        begin("joining connections");
        Dataset<Row> parts = units.staged().filter(col("part").isNotNull()).select("site", "part");
        long openParts = account.openParts();
        Dataset<Row> earlierParts = earlier.parts(spark);
        if (earlierParts != null) {
            earlierParts = earlierParts.filter(inSites(plan));
            parts = parts.unionByName(earlierParts);
            openParts += earlierParts.count();
        }
        SiteEnds ends = new SiteEnds(spark, account.ends());
        Column mayBeJoined = OpenFlows.hold(spark, parts, openParts);
        Dataset<Row> joined =
                JoinStage.run(
                        spark,
                        parts.filter(mayBeJoined),
                        ends,
                        units.keyLog(),
                        request.options(),
                        folder.staging("joined").toString());
        Dataset<Row> standing =
                units.staged().filter(not(mayBeJoined)).withColumn("is_open", ends.isOpen());
        Dataset<Row> rows = ConnectionTable.rows(standing, joined);

        begin("writing connections");
        String staged = folder.staging(Table.CONNECTIONS.tableName()).toString();
        List<ConnectionTable.Count> counts = ConnectionTable.counts(rows);
        account.flows(counts);
        ConnectionTable.write(spark, rows, counts, staged);
        folder.files().mkdirs(folder.staging(Table.CONNECTIONS.tableName()));
        Dataset<Row> connections = connections(staged, plan);

        begin("writing certificates");
        writeCertificates(units, joined, connections);

        begin("writing OCSP exchanges and names");
        new OcspStage(spark, folder, earlier, ends, inSites(plan))
                .write(standing, joined, connections, request.lists());

        begin("writing captures");
        writeCaptures(plan, account);
        writeState(plan, account, joined);

        IngestSummary summary = summary(reading, counts, connections, skipped);
        folder.commit(moves(plan));
        return summary;
    }

    /** Says what is done now, also to Spark, whose web pages and logs tell it of each job. */
    private void begin(String phase) {
        progress.phase(phase);
        spark.sparkContext().setJobDescription(phase);
    }

    private Column inSites(IngestPlan plan) {
        return col("site").isInCollection(plan.readable().keySet());
    }

    /** All rows of the table as it is going to be, some columns. */
    private Dataset<Row> connections(String staged, IngestPlan plan) {
        Dataset<Row> made =
                spark.read()
                        .schema(TableSchema.of(Table.CONNECTIONS).add("is_open", "boolean"))
                        .parquet(staged)
                        .drop("is_open");
        Dataset<Row> before = earlier.table(spark, Table.CONNECTIONS);
        if (before == null) {
            return made;
        }
        Column replaced =
                inSites(plan)
                        .and(col("_metadata.file_name").startsWith(ConnectionMoves.OPEN_PREFIX));
        return before.filter(not(replaced)).unionByName(made);
    }

    private void writeCertificates(UnitStage units, Dataset<Row> joined, Dataset<Row> connections) {
        Dataset<Row> sightings =
                units.staged()
                        .select("certificate")
                        .unionByName(joined.select("certificate"))
                        .filter(col("certificate").isNotNull())
                        .select("certificate.*");
        CertificateTable.write(
                spark,
                connections,
                sightings,
                earlier.table(spark, Table.CERTIFICATES),
                request.options().torRules(),
                folder.staging(Table.CERTIFICATES.tableName()).toString());
    }

    private void writeState(IngestPlan plan, Account account, Dataset<Row> joined)
            throws IOException {
        Dataset<Row> open = joined.filter(col("part").isNotNull()).select("site", "part");
        Dataset<Row> before = earlier.parts(spark);
        if (before != null) {
            open = open.unionByName(before.filter(not(inSites(plan))).select("site", "part"));
        }
        open.write().parquet(folder.staging(Earlier.PARTS).toString());
        account.state(request.options()).write(folder.files(), folder.staging(Earlier.STATE_FILE));
    }

    private void writeCaptures(IngestPlan plan, Account account) {
        List<CaptureInfo> told = new ArrayList<>();
        for (CaptureInfo capture : account.captures()) {
            boolean isFresh = plan.captures().contains(capture);
            if (isFresh || plan.readable().containsKey(capture.site())) {
                told.add(capture);
            }
        }
        Dataset<Row> rows = Frames.of(spark, account.rows(told), CaptureRow.class);
        Dataset<Row> before = earlier.table(spark, Table.CAPTURES);
        if (before != null) {
            Set<String> names = new HashSet<>();
            plan.captures().forEach(capture -> names.add(capture.site() + "\n" + capture.name()));
            Column replaced =
                    inSites(plan)
                            .or(concat_ws("\n", col("site"), col("name")).isInCollection(names));
            rows = rows.unionByName(before.filter(not(replaced)));
        }
        rows.coalesce(1)
                .sortWithinPartitions("site", "first_time", "name")
                .write()
                .parquet(folder.staging(Table.CAPTURES.tableName()).toString());
    }

    private IngestSummary summary(
            Reading reading,
            List<ConnectionTable.Count> counts,
            Dataset<Row> connections,
            int skipped) {
        long rows = counts.stream().mapToLong(ConnectionTable.Count::rows).sum();
        long tlsRows = counts.stream().mapToLong(ConnectionTable.Count::tlsRows).sum();
        if (!earlier.isNone()) {
            Row all = connections.selectExpr("count(*)", "count(tls.established)").first();
            rows = all.getLong(0);
            tlsRows = all.getLong(1);
        }
        long certificates =
                spark.read()
                        .schema(TableSchema.of(Table.CERTIFICATES))
                        .parquet(folder.staging(Table.CERTIFICATES.tableName()).toString())
                        .count();
        List<CaptureRow> fresh = reading.account.rows(reading.plan.captures());
        Map<String, Long> packets = new TreeMap<>();
        fresh.forEach(
                capture ->
                        capture.packetsByReason()
                                .forEach((reason, n) -> packets.merge(reason, n, Long::sum)));
        return new IngestSummary(
                fresh,
                packets,
                skipped,
                rows,
                tlsRows,
                certificates,
                reading.units.redone().size());
    }

    private List<MoveJournal.Move> moves(IngestPlan plan) throws IOException {
        List<MoveJournal.Move> moves = new ArrayList<>();
        if (earlier.isNone()) {
            moves.add(ConnectionMoves.asOne(folder));
            // Its verdicts were about other connections.
            moves.add(new MoveJournal.Move(null, Table.CERTIFICATE_VALIDITY.tableName()));
        } else {
            moves.addAll(ConnectionMoves.removals(folder, plan.readable().keySet()));
            moves.addAll(ConnectionMoves.into(folder));
        }
        for (String name :
                List.of(
                        Table.CERTIFICATES.tableName(),
                        Table.OCSP.tableName(),
                        Table.NAMES.tableName(),
                        Table.CAPTURES.tableName(),
                        TablesFolder.STATE)) {
            moves.add(new MoveJournal.Move(name, name));
        }
        return moves;
    }
}
