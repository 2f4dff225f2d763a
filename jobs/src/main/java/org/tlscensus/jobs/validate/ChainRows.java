package org.tlscensus.jobs.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.x509.PublicIssuers;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.jobs.frame.Frames;

/** The rows of the tables about chains, made with what all executors share; to be closed. */
final class ChainRows implements AutoCloseable {
    private final SparkSession spark;
    private final Dataset<Row> certificates;
    private final Dataset<Row> chains;
    private final ChainsToJudge.Shared shared;
    private final Policy policy;
    private final Broadcast<SharedCertificates> certificatesOfAll;
    private final Broadcast<List<NamedStores>> stores;
    private final Broadcast<PublicIssuers> known;
    private final Broadcast<List<TransparencyLog>> logs;
    private final Broadcast<SerializableConfiguration> hadoop;

    /**
     * @param chains of days
     */
    ChainRows(
            SparkSession spark,
            Dataset<Row> certificates,
            Dataset<Row> chains,
            ChainsToJudge.Shared shared,
            Policy policy,
            Given given) {
        this.spark = spark;
        this.certificates = certificates;
        this.chains = chains;
        this.shared = shared;
        this.policy = policy;
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        certificatesOfAll = context.broadcast(shared.certificates());
        stores = context.broadcast(new ArrayList<>(given.stores()));
        known = context.broadcast(given.known());
        logs = context.broadcast(new ArrayList<>(given.logs()));
        hadoop =
                context.broadcast(
                        new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    }

    /** Of certificate_validity: each chain of a day beside each store. */
    JavaRDD<InternalRow> verdicts(LongAccumulator judged) {
        return with(chains).mapPartitions(new JudgeTask(certificatesOfAll, stores, policy, judged));
    }

    /** Of chains: each once a side. */
    JavaRDD<InternalRow> facts() {
        return with(ChainsToJudge.ofAllDays(chains))
                .mapPartitions(new InspectTask(certificatesOfAll, stores, known, policy));
    }

    /** Of scts: those inside the first certificates, and those that came beside them. */
    JavaRDD<InternalRow> timestamps(Dataset<Row> connections, Dataset<Row> ocsp) {
        JavaRDD<InternalRow> inside =
                with(ChainsToJudge.ofLeaves(chains))
                        .mapPartitions(new SctTask(certificatesOfAll, stores, logs));
        JavaRDD<InternalRow> beside =
                Frames.records(
                                ChainsToJudge.timestampsBeside(connections, ocsp, certificates),
                                SctBeside.class)
                        .mapPartitions(new SctBesideTask(logs));
        return inside.union(beside);
    }

    /** Reads revocation lists, and knows who may have signed them. */
    ListReader listReader() {
        return new ListReader(certificatesOfAll, stores, hadoop);
    }

    private JavaRDD<ChainToJudge> with(Dataset<Row> some) {
        Dataset<Row> rows =
                new ChainsToJudge(spark, certificates, some).with(shared, policy.rules().maxSent());
        return Frames.records(rows, ChainToJudge.class);
    }

    @Override
    public void close() {
        certificatesOfAll.destroy();
        stores.destroy();
        known.destroy();
        logs.destroy();
        hadoop.destroy();
    }
}
