package org.tlscensus.jobs.ocsp;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.core.ocsp.OcspResponse;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.core.x509.IssuerCertificate;
import org.tlscensus.jobs.schema.ExchangeLabels;
import org.tlscensus.jobs.schema.RecordCodec;

/** Adds to rows of exchanges what only the whole archive tells of them. */
public final class ExchangeLabelling {
    private static final String UNKNOWN = "unknown";
    private static final String[] KEY = {"exchange_id", "ordinal"};

    private final SparkSession spark;
    private final OcspLists lists;

    public ExchangeLabelling(SparkSession spark, OcspLists lists) {
        this.spark = spark;
        this.lists = lists;
    }

    /**
     * The archive beside the exchanges.
     *
     * @param names columns {@code name, cname_chain, address, last_seen}
     * @param lookups columns of {@code LookupPart} and {@code site}
     */
    public record Archive(
            Dataset<Row> connections,
            Dataset<Row> certificates,
            Dataset<Row> names,
            Dataset<Row> lookups) {}

    /**
     * The rows with all columns of the table, {@code site} and {@code ordinal}.
     *
     * @param staged columns {@code site} and {@code exchange}, an {@code ExchangePart}
     */
    public Dataset<Row> label(Dataset<Row> staged, Archive archive) {
        Dataset<Row> exchanges =
                staged.select(
                                col("site"),
                                col("exchange.ordinal").as("ordinal"),
                                col("exchange.response").as("response"),
                                col("exchange.row.*"))
                        .withColumn("host_name", hostName("host"));
        Dataset<Row> issued = ArchiveCertificates.issued(spark, archive.certificates, exchanges);
        Dataset<Row> labelled =
                exchanges
                        .join(certificates(exchanges, issued), KEY, "left")
                        .join(ties(exchanges, issued, archive), KEY, "left")
                        .join(signatures(exchanges, archive), KEY, "left")
                        .join(
                                LookupLatencies.of(spark, exchanges, archive.lookups),
                                new String[] {"exchange_id"},
                                "left")
                        .join(
                                networks(exchanges, archive.names),
                                new String[] {"host_name", "server_address"},
                                "left")
                        .withColumn("client", client().apply(col("user_agent")));
        return labelled.withColumn("client_application", col("client.application"))
                .withColumn(
                        "client_category",
                        when(
                                col("via").startsWith("http"),
                                coalesce(col("client.category"), lit(UNKNOWN))))
                .withColumn(
                        "tls_connection_id",
                        when(col("via").equalTo("stapled"), col("connection_id"))
                                .otherwise(col("tls_connection_id")))
                .select(columns());
    }

    private static Column[] columns() {
        return Stream.of(
                        Stream.of("site", "ordinal"),
                        Stream.of(RecordCodec.of(ExchangeRow.class).schema().fieldNames()),
                        Stream.of(RecordCodec.of(ExchangeLabels.class).schema().fieldNames()))
                .flatMap(names -> names)
                .map(functions::col)
                .toArray(Column[]::new);
    }

    /** A column with a host, without port and last dot, lower case: as in the table of names. */
    public static Column hostName(String column) {
        return lower(regexp_replace(col(column), "\\.?(:[0-9]*)?$", ""));
    }

    /** The certificate of the archive; of several, one that names the issuer's key. */
    private static Dataset<Row> certificates(Dataset<Row> exchanges, Dataset<Row> issued) {
        Column isKey = col("authority_key_id").eqNullSafe(col("issuer_key_hash"));
        return exchanges
                .select(
                        "exchange_id",
                        "ordinal",
                        "hash_algorithm",
                        "issuer_name_hash",
                        "serial_number",
                        "issuer_key_hash")
                .join(
                        issued,
                        new String[] {"hash_algorithm", "issuer_name_hash", "serial_number"},
                        "inner")
                .groupBy("exchange_id", "ordinal")
                .agg(min(struct(not(isKey).as("other"), col("sha256"))).as("best"))
                .select(
                        col("exchange_id"),
                        col("ordinal"),
                        col("best.sha256").as("certificate_sha256"));
    }

    private Dataset<Row> ties(Dataset<Row> exchanges, Dataset<Row> issued, Archive archive) {
        Dataset<Row> byHttp = exchanges.filter(not(col("via").equalTo("stapled")));
        return TlsTies.of(spark, byHttp, archive.connections, issued);
    }

    private Dataset<Row> signatures(Dataset<Row> exchanges, Archive archive) {
        String[] by = {"hash_algorithm", "issuer_name_hash", "issuer_key_hash"};
        Dataset<Row> signed =
                exchanges
                        .filter(
                                col("response")
                                        .isNotNull()
                                        .and(col("signature_algorithm").isNotNull()))
                        .select(
                                "exchange_id",
                                "ordinal",
                                "response",
                                "hash_algorithm",
                                "issuer_name_hash",
                                "issuer_key_hash");
        Dataset<Row> wanted =
                signed.select("hash_algorithm", "issuer_name_hash", "issuer_key_hash").distinct();
        Dataset<Row> issuers =
                ArchiveCertificates.issuers(spark, archive.certificates)
                        .join(broadcast(wanted), by, "inner")
                        .groupBy("hash_algorithm", "issuer_name_hash", "issuer_key_hash")
                        .agg(min(struct(col("sha256"), col("der"))).as("issuer"));
        UDF2<byte[], byte[], Boolean> check =
                (response, issuer) ->
                        IssuerCertificate.of(issuer)
                                .map(OcspResponse.parse(response)::isSignedFor)
                                .orElse(null);
        return signed.join(issuers, by, "inner")
                .select(
                        col("exchange_id"),
                        col("ordinal"),
                        udf(check, DataTypes.BooleanType)
                                .apply(col("response"), col("issuer.der"))
                                .as("signature_valid"));
    }

    /** The delivery network of each host at each address, by its aliases at the time. */
    private Dataset<Row> networks(Dataset<Row> exchanges, Dataset<Row> names) {
        Dataset<Row> hosts =
                exchanges
                        .filter(col("host_name").isNotNull())
                        .select("host_name", "server_address")
                        .distinct();
        Dataset<Row> aliases =
                names.select(
                        col("name").as("host_name"),
                        concat_ws(" ", col("cname_chain")).as("chain"),
                        col("address"),
                        col("last_seen"));
        Column isSame = coalesce(col("address").equalTo(col("server_address")), lit(false));
        StructType type = new StructType().add("cdn", "string").add("self_hosted_cdn", "string");
        CdnRulesUse use = new CdnRulesUse(lists.cdns());
        return hosts.join(aliases, new String[] {"host_name"}, "left")
                .groupBy("host_name", "server_address")
                .agg(
                        max_by(col("chain"), struct(isSame, col("last_seen"), col("chain")))
                                .as("chain"))
                .withColumn(
                        "network",
                        udf(use, type).apply(col("host_name"), col("chain"), col("server_address")))
                .select(
                        col("host_name"),
                        col("server_address"),
                        col("network.cdn").as("cdn"),
                        col("network.self_hosted_cdn").as("self_hosted_cdn"));
    }

    /** The rules as a function of SQL: columns {@code cdn} and {@code self_hosted_cdn}. */
    private record CdnRulesUse(CdnRules rules) implements UDF3<String, String, String, Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Row call(String host, String chain, String address) {
            List<String> aliases =
                    chain == null || chain.isEmpty() ? List.of() : List.of(chain.split(" ", -1));
            CdnRules.Network network = rules.network(host, aliases, address);
            if (network == null) {
                return RowFactory.create(null, null);
            }
            return network.isThirdParty()
                    ? RowFactory.create(network.label(), null)
                    : RowFactory.create(null, network.label());
        }
    }

    private UserDefinedFunction client() {
        ClientRules rules = lists.clients();
        UDF1<String, Row> find =
                userAgent -> {
                    ClientRules.Client client = rules.client(userAgent);
                    return client == null
                            ? null
                            : RowFactory.create(client.application(), client.category());
                };
        return udf(find, new StructType().add("application", "string").add("category", "string"));
    }
}
