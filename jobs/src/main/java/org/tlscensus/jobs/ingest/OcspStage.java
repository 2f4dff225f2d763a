package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.tlscensus.jobs.ocsp.ExchangeLabelling;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Writes the tables of OCSP exchanges and of names. A label depends on all of the archive, so both
 * tables are made anew by each ingest, from what is kept of earlier ones.
 */
final class OcspStage {
    private static final String EXCHANGES = "exchanges";
    private static final String LOOKUPS = "lookups";
    private static final String NAMES = "name_answers";

    /** Lookups of any name are kept for so long: a later exchange may be with that host. */
    private static final Duration KEPT_LOOKUPS = Duration.ofHours(1);

    private final SparkSession spark;
    private final TablesFolder folder;
    private final Earlier earlier;
    private final SiteEnds ends;
    private final Column isReplaced; // of earlier rows: sites that are read on

    OcspStage(
            SparkSession spark,
            TablesFolder folder,
            Earlier earlier,
            SiteEnds ends,
            Column inSites) {
        this.spark = spark;
        this.folder = folder;
        this.earlier = earlier;
        this.ends = ends;
        isReplaced = inSites.and(col("is_open"));
    }

    /**
     * Writes both tables, and what a later ingest needs.
     *
     * @param standing what splits handed out, without the connections that were joined
     * @param joined what was joined
     * @param connections all rows of the table as it is going to be
     */
    void write(
            Dataset<Row> standing, Dataset<Row> joined, Dataset<Row> connections, OcspLists lists)
            throws IOException {
        if (earlier.isNone() && isSilent(standing, joined)) {
            writeNothing();
            return;
        }
        Dataset<Row> exchanges = keep(EXCHANGES, gathered(standing, joined, "exchange"));
        Dataset<Row> fresh = gathered(standing, joined, "lookup");
        Dataset<Row> lookups = keepLookups(fresh, exchanges);
        Dataset<Row> names = names(keep(NAMES, answers(fresh)));
        write(
                names.coalesce(1).sortWithinPartitions("site", "name", "cname_chain", "address"),
                Table.NAMES);

        folder.files().mkdirs(folder.staging(Table.OCSP.tableName()));
        if (exchanges.isEmpty()) {
            return;
        }
        Dataset<Row> certificates =
                spark.read()
                        .schema(TableSchema.of(Table.CERTIFICATES))
                        .parquet(folder.staging(Table.CERTIFICATES.tableName()).toString());
        ExchangeLabelling.Archive archive =
                new ExchangeLabelling.Archive(connections, certificates, names, lookups);
        Column time = coalesce(col("request_time"), col("response_time"));
        new ExchangeLabelling(spark, lists)
                .label(exchanges, archive)
                .withColumn("date", to_date(time))
                .repartition(col("site"), col("date"))
                .sortWithinPartitions(
                        col("site"), col("date"), time, col("exchange_id"), col("ordinal"))
                .drop("ordinal")
                .write()
                .partitionBy("site", "date")
                .mode("append")
                .parquet(folder.staging(Table.OCSP.tableName()).toString());
    }

    /** Whether nobody asked for a name or for a status: then there is nothing to join. */
    private static boolean isSilent(Dataset<Row> standing, Dataset<Row> joined) {
        Column isTold = col("exchanges").isNotNull().or(col("lookups").isNotNull());
        return standing.filter(isTold).isEmpty()
                && joined.filter(col("exchange").isNotNull().or(col("lookup").isNotNull()))
                        .isEmpty();
    }

    private void writeNothing() throws IOException {
        for (String name :
                List.of(
                        Table.NAMES.tableName(),
                        Table.OCSP.tableName(),
                        stateOf(EXCHANGES),
                        stateOf(LOOKUPS),
                        stateOf(NAMES))) {
            folder.files().mkdirs(folder.staging(name));
        }
    }

    private static String stateOf(String name) {
        return TablesFolder.STATE + "/" + name;
    }

    private void write(Dataset<Row> rows, Table table) {
        Column[] columns =
                Stream.of(TableSchema.of(table).fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new);
        rows.select(columns).write().parquet(folder.staging(table.tableName()).toString());
    }

    /** A column of what was handed out, with {@code site} and {@code is_open}. */
    private static Dataset<Row> gathered(
            Dataset<Row> standing, Dataset<Row> joined, String column) {
        String list = column + "s";
        return standing.filter(col(list).isNotNull())
                .select(col("site"), col("is_open"), functions.explode(col(list)).as(column))
                .unionByName(
                        joined.filter(col(column).isNotNull()).select("site", "is_open", column));
    }

    /** Keeps rows with those of earlier ingests for later ones; all of them. */
    private Dataset<Row> keep(String name, Dataset<Row> fresh) {
        Dataset<Row> all = fresh;
        Dataset<Row> before = earlier.state(spark, name, fresh.schema());
        if (before != null) {
            all = all.unionByName(before.filter(not(isReplaced)));
        }
        String path = folder.staging(stateOf(name)).toString();
        all.write().parquet(path);
        return spark.read().schema(fresh.schema()).parquet(path);
    }

    /** Keeps the lookups of OCSP hosts, and all recent ones. */
    private Dataset<Row> keepLookups(Dataset<Row> fresh, Dataset<Row> exchanges) {
        Dataset<Row> hosts =
                exchanges
                        .select(ExchangeLabelling.hostName("exchange.row.host").as("host"))
                        .filter(col("host").isNotNull())
                        .distinct();
        Column isRecent =
                col("lookup.time_nanos").geq(ends.lastNanos().minus(KEPT_LOOKUPS.toNanos()));
        Dataset<Row> wanted =
                fresh.join(broadcast(hosts), col("lookup.name").equalTo(col("host")), "left")
                        .filter(col("host").isNotNull().or(isRecent))
                        .select("site", "is_open", "lookup");
        return keep(LOOKUPS, wanted).select(col("site"), col("lookup.*"));
    }

    private static Dataset<Row> answers(Dataset<Row> lookups) {
        Column time = expr("timestamp_micros(lookup.time_nanos DIV 1000)");
        return lookups.select(
                        col("site"),
                        col("is_open"),
                        col("lookup.name").as("name"),
                        time.as("time"),
                        functions.explode(col("lookup.answers")).as("answer"))
                .groupBy(
                        col("site"),
                        col("is_open"),
                        col("name"),
                        col("answer.cname_chain").as("cname_chain"),
                        col("answer.address").as("address"))
                .agg(
                        min("time").as("first_seen"),
                        max("time").as("last_seen"),
                        count(lit(1)).as("answers"));
    }

    private static Dataset<Row> names(Dataset<Row> answers) {
        return answers.groupBy("site", "name", "cname_chain", "address")
                .agg(
                        min("first_seen").as("first_seen"),
                        max("last_seen").as("last_seen"),
                        sum("answers").as("answers"));
    }
}
