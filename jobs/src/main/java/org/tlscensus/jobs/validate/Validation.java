package org.tlscensus.jobs.validate;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.CertificateValidityRow;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.frame.StagedTable;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Judges every distinct chain of the tables, once for each day and trust store, and tells what each
 * is. The latter is for the most part a fact of the bytes, but of a chain's certificates together:
 * here they lie side by side, each chain once. An ingest meets them apart, and again with every
 * connection.
 */
public final class Validation {
    /** So many chains a task: it is a few seconds' work, which is worth the start of a judge. */
    private static final int CHAINS_PER_TASK = 50_000;

    /** So few chains are not worth the start of another judge. */
    private static final int CHAINS_PER_CORE = 1_000;

    private static final int MOST_TASKS = 100_000;

    private final JavaSparkContext context;
    private final ValidateRequest request;
    private final ProgressReport progress;
    private final Changes changes = new Changes();

    public Validation(JavaSparkContext context, ValidateRequest request, ProgressReport progress) {
        this.context = context;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Does it all; the tables take the place of earlier ones. It runs once.
     *
     * @throws UserError when there are no tables, or what else the user named cannot be read
     * @throws IOException when a file system fails
     */
    public ValidateSummary run() throws IOException {
        Configuration hadoop = context.hadoopConfiguration();
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(hadoop));
        try (TablesFolder folder =
                TablesFolder.ofTables(request.tables(), Given.places(request), hadoop)) {
            Given given = Given.read(request, hadoop);
            ArchiveTables tables =
                    new ArchiveTables(context, ArchiveFiles.of(folder), configuration);
            ValidateSummary summary = judge(folder, tables, given);
            folder.commit(changes);
            return summary;
        } finally {
            configuration.destroy();
        }
    }

    private ValidateSummary judge(TablesFolder folder, ArchiveTables tables, Given given)
            throws IOException {
        progress.phase("looking for distinct chains");
        ChainsToJudge chains = new ChainsToJudge(tables, request.policy().rules().maxSent());
        long count = chains.ofDays().count();
        progress.phase("collecting the CA certificates");
        ChainsToJudge.Shared shared = chains.shared(request.limits());
        int tasks = tasks(count);
        try (ChainRows rows =
                new ChainRows(tables, chains, shared, request.policy(), given, tasks)) {
            Revocations revocations = // first, since a user's file may be refused
                    new Revocations(tables, folder, request.crls(), rows.listReader());
            progress.judging(count);
            LongAccumulator judged = context.sc().longAccumulator(ProgressReport.CHAINS);
            Writing writing = new Writing(folder, tables, changes);
            StagedTable<Judged> verdicts =
                    writing.write(rows.verdicts(judged), Table.CERTIFICATE_VALIDITY, Judged::of);
            progress.phase("telling what the chains are");
            writing.write(rows.facts(), Table.CHAINS, row -> null);
            if (!given.logs().isEmpty()) {
                progress.phase("checking timestamps of Certificate Transparency");
                writing.write(rows.timestamps(), Table.SCTS, row -> null);
            }
            List<ValidateSummary.Lists> lists = revocations.counts();
            if (lists.isEmpty()) { // maybe there were some in an earlier run
                changes.removeBelow(Table.REVOCATIONS.tableName());
            } else {
                progress.phase("looking into revocation lists");
                writing.write(revocations.rows(tasks), Table.REVOCATIONS, row -> null);
            }
            return new ValidateSummary(
                    count,
                    shared.certificates().pool().size(),
                    shared.isCut(),
                    found(verdicts.kinds(), given.stores()),
                    lists);
        }
    }

    private int tasks(long chains) {
        long perCore = Math.min(context.defaultParallelism(), chains / CHAINS_PER_CORE);
        long tasks = Math.max(perCore, chains / CHAINS_PER_TASK);
        return (int) Math.max(1, Math.min(tasks, MOST_TASKS));
    }

    /** Stages tables for one commit. */
    private record Writing(TablesFolder folder, ArchiveTables tables, Changes changes) {
        <T extends Record, K extends Serializable> StagedTable<K> write(
                JavaRDD<T> rows, Table table, StagedTable.Kind<T, K> kind) throws IOException {
            StagedTable<K> staged = StagedTable.write(rows, table, kind, folder, tables.hadoop());
            staged.replace(changes);
            return staged;
        }
    }

    /** Rows of verdicts that are counted together. */
    private record Judged(String side, String store, String verdict) implements Serializable {
        private static final long serialVersionUID = 1L;

        static Judged of(CertificateValidityRow row) {
            return new Judged(row.side(), row.trustStore(), row.verdict());
        }
    }

    private static List<ValidateSummary.OfStore> found(
            Map<Judged, Long> judged, List<NamedStores> stores) {
        return stores.stream()
                .map(
                        store ->
                                new ValidateSummary.OfStore(
                                        store.name(),
                                        store.size(),
                                        store.unreadable(),
                                        verdicts(judged, "server", store.name()),
                                        verdicts(judged, "client", store.name())))
                .toList();
    }

    private static Map<String, Long> verdicts(Map<Judged, Long> judged, String side, String store) {
        Map<String, Long> verdicts = new TreeMap<>();
        judged.forEach(
                (of, rows) -> {
                    if (of.side.equals(side) && of.store.equals(store)) {
                        verdicts.put(of.verdict, rows);
                    }
                });
        return verdicts;
    }
}
