package org.tlscensus.jobs.validate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.frame.Frames;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import org.tlscensus.jobs.session.Shuffles;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.StoredRows;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Judges every distinct chain of the tables, once for each day and trust store, and tells what each
 * is. The latter is for the most part a fact of the bytes, but of a chain's certificates together:
 * here they lie side by side, each chain once. An ingest meets them apart, and again with every
 * connection.
 */
public final class Validation {
    private static final String VERDICTS = Table.CERTIFICATE_VALIDITY.tableName();
    private static final String CHAINS = Table.CHAINS.tableName();
    private static final String SCTS = Table.SCTS.tableName();
    private static final String REVOCATIONS = Table.REVOCATIONS.tableName();
    private static final String SENT = "sent-chains";
    private static final List<String> VERDICT_ORDER =
            List.of("leaf_sha256", "date", "chain", "side", "trust_store");
    private static final List<String> CHAIN_ORDER = List.of("leaf_sha256", "chain", "side");
    private static final List<String> SCT_ORDER =
            List.of("certificate_sha256", "source", "position");
    private static final List<String> REVOCATION_ORDER =
            List.of("certificate_sha256", "certificate_status");
    private static final int ROWS_PER_FILE = 500_000;

    /** So many chains a task: it is a few seconds' work, which is worth the start of a judge. */
    private static final int CHAINS_PER_TASK = 50_000;

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final ValidateRequest request;
    private final ProgressReport progress;

    public Validation(SparkSession spark, ValidateRequest request, ProgressReport progress) {
        this.spark = spark.newSession(); // its settings end with the validation
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.request = request;
        this.progress = progress;
    }

    /**
     * Does it all; the tables take the place of earlier ones.
     *
     * @throws UserError when there are no tables, or what else the user named cannot be read
     * @throws IOException when a file system fails
     */
    public ValidateSummary run() throws IOException {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        try (TablesFolder folder =
                TablesFolder.ofTables(request.tables(), Given.places(request), hadoop)) {
            Given given = Given.read(request, hadoop);
            progress.phase("looking for distinct chains");
            String staged = folder.staging(SENT).toString();
            ChainsToJudge.ofDays(table(folder, Table.CONNECTIONS)).write().parquet(staged);
            Dataset<Row> chains = spark.read().parquet(staged);
            ValidateSummary summary = judge(folder, chains, given);
            Changes changes = new Changes().replace(VERDICTS).replace(CHAINS);
            if (!given.logs().isEmpty()) {
                changes.replace(SCTS);
            }
            if (summary.lists().isEmpty()) {
                changes.removeBelow(REVOCATIONS); // no list is left, maybe of an earlier run
            } else {
                changes.replace(REVOCATIONS);
            }
            folder.commit(changes);
            return summary;
        }
    }

    private Dataset<Row> table(TablesFolder folder, Table table) {
        return StoredRows.of(spark, ArchiveFiles.of(folder), table.tableName());
    }

    /** A table that an ingest leaves out when it has no rows. */
    private Dataset<Row> tableOrNone(TablesFolder folder, Table table) throws IOException {
        ArchiveFiles archive = ArchiveFiles.of(folder);
        boolean isThere =
                archive.files(table.tableName()).isPresent()
                        || folder.files().exists(archive.folder(table.tableName()));
        return isThere
                ? table(folder, table)
                : spark.createDataFrame(List.of(), TableSchema.of(table));
    }

    private ValidateSummary judge(TablesFolder folder, Dataset<Row> chains, Given given)
            throws IOException {
        long count = chains.count();
        Shuffles.into(spark, tasks(count));
        progress.phase("collecting the CA certificates");
        Dataset<Row> stored = table(folder, Table.CERTIFICATES);
        ChainsToJudge.Shared shared =
                new ChainsToJudge(spark, stored, chains)
                        .shared(request.policy().rules().maxSent(), request.limits());
        Map<String, Long> lists;
        try (ChainRows rows =
                new ChainRows(spark, stored, chains, shared, request.policy(), given)) {
            Revocations revocations = // first, since a user's file may be refused
                    Revocations.of(spark, folder, request.crls(), rows.listReader());
            progress.judging(count);
            LongAccumulator judged = spark.sparkContext().longAccumulator(ProgressReport.CHAINS);
            write(rows.verdicts(judged), folder, Table.CERTIFICATE_VALIDITY, VERDICT_ORDER);
            progress.phase("telling what the chains are");
            write(rows.facts(), folder, Table.CHAINS, CHAIN_ORDER);
            if (!given.logs().isEmpty()) {
                progress.phase("checking timestamps of Certificate Transparency");
                Dataset<Row> connections = table(folder, Table.CONNECTIONS);
                Dataset<Row> ocsp = tableOrNone(folder, Table.OCSP);
                write(rows.timestamps(connections, ocsp), folder, Table.SCTS, SCT_ORDER);
            }
            lists = revocations == null ? Map.of() : revocations.counts();
            if (revocations != null) {
                progress.phase("looking into revocation lists");
                write(revocations.rows(stored), folder, Table.REVOCATIONS, REVOCATION_ORDER);
            }
        }
        return new ValidateSummary(
                count,
                shared.certificates().pool().size(),
                shared.isCut(),
                found(folder.staging(VERDICTS).toString(), given.stores()),
                lists);
    }

    private int tasks(long chains) {
        long tasks = Math.max(context.defaultParallelism(), chains / CHAINS_PER_TASK);
        return (int) Math.min(tasks, 100_000);
    }

    private void write(
            JavaRDD<InternalRow> rows, TablesFolder folder, Table table, List<String> order) {
        write(Frames.of(spark, rows, TableSchema.ofFiles(table)), folder, table, order);
    }

    private static void write(
            Dataset<Row> rows, TablesFolder folder, Table table, List<String> order) {
        rows.sortWithinPartitions(order.stream().map(functions::col).toArray(Column[]::new))
                .write()
                .option("maxRecordsPerFile", ROWS_PER_FILE)
                .parquet(folder.staging(table.tableName()).toString());
    }

    private List<ValidateSummary.OfStore> found(String path, List<NamedStores> stores) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (Row row :
                spark.read()
                        .parquet(path)
                        .groupBy("side", "trust_store", "verdict")
                        .count()
                        .collectAsList()) {
            counts.computeIfAbsent(row.getString(0) + row.getString(1), store -> new TreeMap<>())
                    .put(row.getString(2), row.getLong(3));
        }
        return stores.stream()
                .map(
                        store ->
                                new ValidateSummary.OfStore(
                                        store.name(),
                                        store.size(),
                                        store.unreadable(),
                                        counts.getOrDefault("server" + store.name(), Map.of()),
                                        counts.getOrDefault("client" + store.name(), Map.of())))
                .toList();
    }
}
