package org.tlscensus.jobs.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.tlscensus.core.row.CertificateValidityRow;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.frame.Frames;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.schema.RecordCodec;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.session.Shuffles;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.StoredRows;
import org.tlscensus.jobs.store.TablesFolder;

/** Judges every distinct chain of the tables, once for each day and trust store. */
public final class Validation {
    private static final String TABLE = Table.CERTIFICATE_VALIDITY.tableName();
    private static final String CHAINS = "chains";
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
     * Does it all; the table takes the place of an earlier one.
     *
     * @throws UserError when there are no tables, or a trust store cannot be read
     * @throws IOException when a file system fails
     */
    public ValidateSummary run() throws IOException {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        try (TablesFolder folder =
                TablesFolder.ofTables(
                        request.tables(), StoreFiles.places(request.trustStores()), hadoop)) {
            List<NamedStores> stores = StoreFiles.read(request.trustStores(), hadoop);
            progress.phase("looking for distinct chains");
            String staged = folder.staging(CHAINS).toString();
            ChainsToJudge.distinct(table(folder, Table.CONNECTIONS)).write().parquet(staged);
            Dataset<Row> chains = spark.read().parquet(staged);
            ValidateSummary summary = judge(folder, chains, stores);
            folder.commit(new Changes().replace(TABLE));
            return summary;
        }
    }

    private Dataset<Row> table(TablesFolder folder, Table table) {
        return StoredRows.of(spark, ArchiveFiles.of(folder), table.tableName());
    }

    private ValidateSummary judge(
            TablesFolder folder, Dataset<Row> chains, List<NamedStores> stores) {
        long count = chains.count();
        Shuffles.into(spark, tasks(count));
        int maxSent = request.policy().rules().maxSent();
        progress.phase("collecting the CA certificates");
        ChainsToJudge source = new ChainsToJudge(spark, table(folder, Table.CERTIFICATES), chains);
        ChainsToJudge.Shared shared = source.shared(maxSent, request.limits());
        progress.judging(count);
        Broadcast<SharedCertificates> certificates = context.broadcast(shared.certificates());
        Broadcast<List<NamedStores>> anchors = context.broadcast(new ArrayList<>(stores));
        try {
            LongAccumulator judged = spark.sparkContext().longAccumulator(ProgressReport.CHAINS);
            Dataset<Row> toJudge = source.with(shared, maxSent);
            JavaRDD<InternalRow> rows =
                    Frames.records(toJudge, ChainToJudge.class)
                            .mapPartitions(
                                    new JudgeTask(certificates, anchors, request.policy(), judged));
            write(rows, folder.staging(TABLE).toString());
        } finally {
            certificates.destroy();
            anchors.destroy();
        }
        return new ValidateSummary(
                count,
                shared.certificates().pool().size(),
                shared.isCut(),
                found(folder.staging(TABLE).toString(), stores));
    }

    private int tasks(long chains) {
        long tasks = Math.max(context.defaultParallelism(), chains / CHAINS_PER_TASK);
        return (int) Math.min(tasks, 100_000);
    }

    private void write(JavaRDD<InternalRow> rows, String path) {
        Frames.of(spark, rows, RecordCodec.of(CertificateValidityRow.class).schema())
                .sortWithinPartitions("leaf_sha256", "date", "chain", "trust_store")
                .write()
                .option("maxRecordsPerFile", ROWS_PER_FILE)
                .parquet(path);
    }

    private List<ValidateSummary.OfStore> found(String path, List<NamedStores> stores) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (Row row :
                spark.read()
                        .parquet(path)
                        .groupBy("trust_store", "verdict")
                        .count()
                        .collectAsList()) {
            counts.computeIfAbsent(row.getString(0), store -> new TreeMap<>())
                    .put(row.getString(1), row.getLong(2));
        }
        return stores.stream()
                .map(
                        store ->
                                new ValidateSummary.OfStore(
                                        store.name(),
                                        store.size(),
                                        store.unreadable(),
                                        counts.getOrDefault(store.name(), Map.of())))
                .toList();
    }
}
