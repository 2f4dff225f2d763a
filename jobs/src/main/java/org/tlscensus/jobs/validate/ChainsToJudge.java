package org.tlscensus.jobs.validate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The chains of an archive with their certificates. Leaves are joined, since they are as many as
 * chains; what stands above them is little and the same in many chains, so that all executors get
 * it; what is too much for that is joined too.
 */
final class ChainsToJudge {
    private final SparkSession spark;
    private final Dataset<Row> certificates;
    private final Dataset<Row> chains;

    /**
     * @param chains has the columns chain, side, date, time, last_time and connections
     */
    ChainsToJudge(SparkSession spark, Dataset<Row> certificates, Dataset<Row> chains) {
        this.spark = spark;
        this.certificates = certificates;
        this.chains = chains;
    }

    /** Each chain that was sent, once a side and day. */
    static Dataset<Row> ofDays(Dataset<Row> connections) {
        Column both = array(sent("server"), sent("client"));
        return connections
                .filter("size(tls.server_chain) > 0 OR size(tls.client_chain) > 0")
                .select(explode(both).as("sent"), col("date"), col("start_time"))
                .filter("size(sent.chain) > 0")
                .groupBy(col("sent.chain").as("chain"), col("sent.side").as("side"), col("date"))
                .agg(
                        min("start_time").as("time"),
                        max("start_time").as("last_time"),
                        count(lit(1)).as("connections"));
    }

    private static Column sent(String side) {
        return struct(lit(side).as("side"), col("tls." + side + "_chain").as("chain"));
    }

    /** Each of the chains once a side; {@code date} is the first day. */
    static Dataset<Row> ofAllDays(Dataset<Row> ofDays) {
        return ofDays.groupBy("chain", "side")
                .agg(
                        min("date").as("date"),
                        min("time").as("time"),
                        max("last_time").as("last_time"),
                        sum("connections").as("connections"));
    }

    /** Of each first certificate the longest of its chains: its issuer is in it most likely. */
    static Dataset<Row> ofLeaves(Dataset<Row> ofDays) {
        return ofDays.groupBy(element_at(col("chain"), lit(1)).as("leaf_sha256"))
                .agg(
                        max(struct(size(col("chain")), col("chain"))).as("longest"),
                        min("date").as("date"),
                        min("time").as("time"),
                        max("last_time").as("last_time"),
                        sum("connections").as("connections"))
                .withColumn("chain", col("longest.chain"))
                .withColumn("side", lit("server")) // of either side: no verdict comes of it
                .drop("leaf_sha256", "longest");
    }

    /**
     * The columns of {@link SctBeside}: each timestamp of the TLS extension, and of stapled OCSP
     * responses, once a certificate.
     */
    static Dataset<Row> timestampsBeside(
            Dataset<Row> connections, Dataset<Row> ocsp, Dataset<Row> certificates) {
        Dataset<Row> extension =
                connections
                        .filter("size(tls.server_chain) > 0 AND size(tls.extension_scts) > 0")
                        .select(
                                col("tls.server_chain").getItem(0).as("sha256"),
                                lit("extension").as("source"),
                                col("start_time"),
                                col("tls.extension_scts").as("scts"));
        Dataset<Row> stapled =
                ocsp.filter("via = 'stapled' AND certificate_sha256 IS NOT NULL AND size(scts) > 0")
                        .select(
                                col("certificate_sha256").as("sha256"),
                                lit("ocsp").as("source"),
                                expr("coalesce(connection_start_time, response_time)")
                                        .as("start_time"),
                                col("scts"));
        return extension
                .union(stapled)
                .select(
                        col("sha256"),
                        col("source"),
                        col("start_time"),
                        posexplode(col("scts")).as(new String[] {"place", "sct"}))
                .groupBy("sha256", "source", "sct")
                .agg(min("place").as("position"), min("start_time").as("time"))
                .join(certificates.select("sha256", "der"), "sha256");
    }

    private static Column aboveLeaf(int maxSent) {
        return explode(expr("slice(array_distinct(chain), 2, " + (maxSent - 1) + ")"));
    }

    /** How many chains have a certificate above their leaf. */
    private Dataset<Row> uses(int maxSent) {
        return chains.select(aboveLeaf(maxSent).as("sha256"))
                .groupBy("sha256")
                .agg(count(lit(1)).as("uses"));
    }

    /**
     * The certificates that are shared.
     *
     * @param isCut whether there are CA certificates that are not among them, being too many
     * @param isAll whether no chain has a certificate above its leaf that is not among them
     */
    record Shared(SharedCertificates certificates, boolean isCut, boolean isAll) {}

    /**
     * What stands in most chains comes first: so it is the same in every run. Which ones they are
     * is found out without their bytes, which are much and would be sent about with all leaves'.
     */
    Shared shared(int maxSent, ValidateLimits limits) {
        Dataset<Row> candidates =
                certificates
                        .select(col("sha256"), col("is_ca"), length(col("der")).as("bytes"))
                        .join(uses(maxSent), new String[] {"sha256"}, "left")
                        .filter("is_ca OR uses IS NOT NULL")
                        .orderBy(coalesce(col("uses"), lit(0L)).desc(), col("sha256"))
                        .limit(limits.maxShared() + 1)
                        .select("sha256", "bytes");
        List<String> ids = new ArrayList<>();
        long bytes = 0;
        boolean isAll = true;
        List<Row> found = candidates.collectAsList();
        Iterator<Row> rows = found.iterator();
        while (rows.hasNext()
                && ids.size() < limits.maxShared()
                && bytes < limits.maxSharedBytes()) {
            Row row = rows.next();
            if (row.getInt(1) > limits.maxCertificateBytes()) {
                isAll = false;
                continue;
            }
            ids.add(row.getString(0));
            bytes += row.getInt(1);
        }
        boolean isCut = rows.hasNext() || found.size() > limits.maxShared();
        return new Shared(new SharedCertificates(ids, encodings(ids)), isCut, isAll && !isCut);
    }

    /** The DER of each. */
    private List<byte[]> encodings(List<String> ids) {
        Map<String, byte[]> byId = new HashMap<>(2 * ids.size());
        certificates
                .select("sha256", "der")
                .join(broadcast(frame(ids)), "sha256")
                .collectAsList()
                .forEach(row -> byId.put(row.getString(0), row.getAs(1)));
        return ids.stream().map(byId::get).toList();
    }

    private Dataset<Row> frame(List<String> ids) {
        return spark.createDataset(ids, Encoders.STRING()).toDF("sha256");
    }

    /** The columns of {@link ChainToJudge}, in as many partitions as shuffles have. */
    Dataset<Row> with(Shared shared, int maxSent) {
        Dataset<Row> leaves =
                certificates.select(col("sha256").as("leaf_sha256"), col("der").as("leaf"));
        Dataset<Row> judged =
                chains.withColumn("leaf_sha256", element_at(col("chain"), lit(1)))
                        .join(leaves, new String[] {"leaf_sha256"}, "left");
        if (shared.isAll()) {
            return judged.withColumn("others", expr("CAST(NULL AS MAP<STRING, BINARY>)"));
        }
        Dataset<Row> ids = broadcast(frame(shared.certificates().ids()));
        Dataset<Row> left =
                uses(maxSent)
                        .join(ids, new String[] {"sha256"}, "left_anti")
                        .join(certificates.select("sha256", "der"), "sha256")
                        .select("sha256", "der");
        Dataset<Row> others =
                chains.select(
                                col("chain"),
                                col("side"),
                                col("date"),
                                aboveLeaf(maxSent).as("sha256"))
                        .join(left, "sha256")
                        .groupBy("chain", "side", "date")
                        .agg(
                                expr("map_from_entries(collect_list(struct(sha256, der)))")
                                        .as("others"));
        return judged.join(others, new String[] {"chain", "side", "date"}, "left");
    }
}
