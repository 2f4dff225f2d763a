package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.x509.CertificateLimits;
import org.tlscensus.core.x509.CertificateParser;
import org.tlscensus.core.x509.TorPattern;
import org.tlscensus.jobs.schema.CertificateUse;
import org.tlscensus.jobs.schema.RecordCodec;

/** Writes the table of certificates: those that stand in a chain of some connection. */
final class CertificateTable {
    private static final int ROWS_PER_FILE = 100_000;

    private CertificateTable() {}

    /**
     * Writes the table.
     *
     * @param connections all connections of the tables
     * @param sightings columns of {@link CertificateSighting}, with repetitions
     * @param earlier the table as it was, or null
     * @param torRules as in {@link org.tlscensus.core.analysis.AnalysisOptions}
     */
    static void write(
            SparkSession spark,
            Dataset<Row> connections,
            Dataset<Row> sightings,
            Dataset<Row> earlier,
            String torRules,
            String folder) {
        Dataset<Row> uses = uses(connections);
        Dataset<Row> fresh = sightings.dropDuplicates("sha256"); // one hash, one certificate
        if (earlier != null) {
            fresh =
                    fresh.join(
                            earlier.select("sha256"),
                            fresh.col("sha256").equalTo(earlier.col("sha256")),
                            "left_anti");
        }
        Dataset<Row> rows = parsed(spark, fresh, torRules);
        if (earlier != null) {
            rows = rows.unionByName(earlier.select(columnsOf(List.of(CertificateRow.class))));
        }
        Dataset<Row> table = rows.join(uses, "sha256");
        table.select(columnsOf(List.of(CertificateRow.class, CertificateUse.class)))
                .repartition(col("sha256"))
                .sortWithinPartitions("sha256")
                .write()
                .option("maxRecordsPerFile", ROWS_PER_FILE)
                .option("parquet.bloom.filter.enabled#sha256", "true")
                .option("parquet.bloom.filter.expected.ndv#sha256", String.valueOf(ROWS_PER_FILE))
                .parquet(folder);
    }

    private static Column[] columnsOf(List<Class<? extends Record>> types) {
        return types.stream()
                .flatMap(type -> Stream.of(RecordCodec.of(type).schema().fieldNames()))
                .map(functions::col)
                .toArray(Column[]::new);
    }

    private static Dataset<Row> parsed(
            SparkSession spark, Dataset<Row> sightings, String torRules) {
        JavaRDD<InternalRow> rows =
                Frames.records(sightings, CertificateSighting.class)
                        .mapPartitions(certificates -> rows(certificates, torRules));
        return Frames.of(spark, rows, RecordCodec.of(CertificateRow.class).schema());
    }

    private static Iterator<InternalRow> rows(
            Iterator<CertificateSighting> sightings, String torRules) {
        CertificateParser parser =
                new CertificateParser(CertificateLimits.DEFAULT, TorPattern.orDefault(torRules));
        RecordCodec<CertificateRow> codec = RecordCodec.of(CertificateRow.class);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return sightings.hasNext();
            }

            @Override
            public InternalRow next() {
                return codec.toRow(parser.row(sightings.next().der()));
            }
        };
    }

    /** The columns of {@link CertificateUse} by {@code sha256}. */
    private static Dataset<Row> uses(Dataset<Row> connections) {
        Column chains =
                concat(
                        expr("coalesce(tls.server_chain, array())"),
                        expr("coalesce(tls.client_chain, array())"));
        return connections
                .select(
                        explode(array_distinct(chains)).as("sha256"),
                        col("site"),
                        col("start_time"),
                        when(col("tls.roles_reversed"), col("client_address"))
                                .otherwise(col("server_address"))
                                .as("server_address"),
                        col("tls.server_name").as("server_name"))
                .groupBy("sha256")
                .agg(
                        min("start_time").as("first_seen"),
                        max("start_time").as("last_seen"),
                        count(lit(1)).as("connections"),
                        count_distinct(col("server_address")).as("server_addresses"),
                        count_distinct(col("server_name")).as("server_names"),
                        array_sort(collect_set("site")).as("sites"));
    }
}
