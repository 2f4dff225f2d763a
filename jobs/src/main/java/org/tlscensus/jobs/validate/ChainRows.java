package org.tlscensus.jobs.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.tlscensus.core.row.CertificateValidityRow;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.x509.PublicIssuers;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.jobs.frame.Lookup;

/** The rows of the tables about chains, made with what all executors share; to be closed. */
final class ChainRows implements AutoCloseable {
    private final ArchiveTables tables;
    private final ChainsToJudge chains;
    private final ChainsToJudge.Shared shared;
    private final Policy policy;
    private final int partitions;
    private final Broadcast<SharedCertificates> certificatesOfAll;
    private final Broadcast<List<NamedStores>> stores;
    private final Broadcast<PublicIssuers> known;
    private final Broadcast<List<TransparencyLog>> logs;

    /**
     * @param partitions of the rows, each a task
     */
    ChainRows(
            ArchiveTables tables,
            ChainsToJudge chains,
            ChainsToJudge.Shared shared,
            Policy policy,
            Given given,
            int partitions) {
        this.tables = tables;
        this.chains = chains;
        this.shared = shared;
        this.policy = policy;
        this.partitions = partitions;
        JavaSparkContext context = tables.context();
        certificatesOfAll = context.broadcast(shared.certificates());
        stores = context.broadcast(new ArrayList<>(given.stores()));
        known = context.broadcast(given.known());
        logs = context.broadcast(new ArrayList<>(given.logs()));
    }

    /** Of certificate_validity: each chain of a day beside each store. */
    JavaRDD<CertificateValidityRow> verdicts(LongAccumulator judged) {
        return with(chains.ofDays())
                .mapPartitions(new JudgeTask(certificatesOfAll, stores, policy, judged));
    }

    /** Of chains: each once a side. */
    JavaRDD<ChainRow> facts() {
        return with(chains.ofAllDays())
                .mapPartitions(new InspectTask(certificatesOfAll, stores, known, policy));
    }

    /** Of scts: those inside the first certificates, and those that came beside them. */
    JavaRDD<SctRow> timestamps() {
        JavaRDD<SctRow> inside =
                with(chains.ofLeaves()).mapPartitions(new SctTask(certificatesOfAll, stores, logs));
        JavaRDD<SctRow> beside =
                Lookup.of(
                                SctBeside.of(tables),
                                sighted -> sighted.sct().sha256(),
                                SctBeside.Sighted::order,
                                tables.encodings(),
                                partitions)
                        .mapPartitions(new SctBesideTask(logs));
        return inside.union(beside);
    }

    /** Reads revocation lists, and knows who may have signed them. */
    ListReader listReader() {
        return new ListReader(certificatesOfAll, stores, tables.hadoop());
    }

    private JavaRDD<ChainToJudge> with(JavaPairRDD<SentChain, Sightings> some) {
        return chains.with(some, shared, certificatesOfAll, partitions);
    }

    @Override
    public void close() {
        certificatesOfAll.destroy();
        stores.destroy();
        known.destroy();
        logs.destroy();
    }
}
