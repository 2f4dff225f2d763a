package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.x509.CertificateParser;
import org.tlscensus.jobs.Frames;
import org.tlscensus.jobs.MadeTables;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Makes tables of distinct chains of a leaf and an intermediate, to be judged. Beside the tables it
 * leaves the roots as {@code roots.pem}. Runs in one process, since all tasks have to have the same
 * keys.
 */
public final class MadeChains {
    private static final int PARTITIONS = 32;

    private MadeChains() {}

    /** Arguments: folder, chains, intermediates, a word of {@link KeyKind}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int chains = Integer.parseInt(arguments[1]);
        int intermediates = Integer.parseInt(arguments[2]);
        KeyKind kind = KeyKind.valueOf(arguments[3].toUpperCase(Locale.ROOT));
        SparkSession spark =
                SparkSession.builder()
                        .master("local[*]")
                        .config("spark.ui.enabled", "false")
                        .config("spark.driver.host", "127.0.0.1")
                        .config("spark.sql.session.timeZone", "UTC")
                        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                        .getOrCreate();
        MadeTables.writeState(folder);
        Files.writeString(
                folder.resolveSibling("roots.pem"), pem(new MadeAuthorities(kind).rootsDer()));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Integer> numbers = IntStream.range(0, chains).boxed().toList();
        JavaRDD<InternalRow> leaves =
                context.parallelize(numbers, PARTITIONS)
                        .map(
                                number ->
                                        row(
                                                new MadeAuthorities(kind)
                                                        .leaf(number, number % intermediates)));
        List<Integer> issuers = IntStream.range(0, intermediates).boxed().toList();
        JavaRDD<InternalRow> authorities =
                context.parallelize(issuers, PARTITIONS)
                        .map(number -> row(new MadeAuthorities(kind).intermediate(number)));
        String certificates = folder.resolve("certificates").toString();
        Frames.of(spark, authorities.union(leaves), RecordCodec.of(CertificateRow.class).schema())
                .write()
                .parquet(certificates);
        spark.read().parquet(certificates).createOrReplaceTempView("made");
        spark.sql(
                        """
                        SELECT 'bench' AS site, DATE '2024-06-01' AS date,
                            TIMESTAMP '2024-06-01 12:00:00' AS start_time,
                            named_struct('server_chain', array(leaf.sha256, issuer.sha256)) AS tls
                        FROM made AS leaf JOIN made AS issuer ON issuer.subject = leaf.issuer
                        WHERE NOT leaf.is_ca
                        """)
                .write()
                .partitionBy("site", "date")
                .parquet(folder.resolve("connections").toString());
        spark.stop();
    }

    private static InternalRow row(byte[] der) {
        return RecordCodec.of(CertificateRow.class).toRow(CertificateParser.parse(der));
    }

    private static String pem(List<byte[]> certificates) {
        List<String> blocks = new ArrayList<>();
        for (byte[] der : certificates) {
            blocks.add(
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(der)
                            + "\n-----END CERTIFICATE-----\n");
        }
        return String.join("", blocks);
    }
}
