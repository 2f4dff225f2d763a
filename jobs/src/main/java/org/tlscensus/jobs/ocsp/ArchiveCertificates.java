package org.tlscensus.jobs.ocsp;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.tlscensus.core.analysis.OcspRows;
import org.tlscensus.core.x509.IssuerCertificate;
import org.tlscensus.jobs.ingest.Frames;
import org.tlscensus.jobs.schema.RecordCodec;

/** The certificates of the archive by the hashes with which OCSP names them. */
final class ArchiveCertificates {
    /**
     * Those that responders answer for (RFC 6960 section 4.3 wants SHA-1; RFC 5019 has no other).
     */
    private static final List<String> HASHES = List.of("sha1", "sha256", "sha384", "sha512");

    private ArchiveCertificates() {}

    /** Those whose serial numbers exchanges name, columns of {@link IssuedCertificate}. */
    static Dataset<Row> issued(
            SparkSession spark, Dataset<Row> certificates, Dataset<Row> exchanges) {
        Dataset<Row> serials =
                exchanges
                        .filter(col("serial_number").isNotNull())
                        .select("serial_number")
                        .distinct();
        Dataset<Row> sources =
                certificates.join(broadcast(serials), "serial_number").select(sourceColumns());
        JavaRDD<InternalRow> rows =
                Frames.records(sources, CertificateSource.class)
                        .flatMap(source -> issued(source).iterator());
        return Frames.of(spark, rows, RecordCodec.of(IssuedCertificate.class).schema());
    }

    private static Column[] sourceColumns() {
        return List.of(RecordCodec.of(CertificateSource.class).schema().fieldNames()).stream()
                .map(functions::col)
                .toArray(Column[]::new);
    }

    private static List<InternalRow> issued(CertificateSource source) {
        List<InternalRow> rows = new ArrayList<>();
        IssuerCertificate certificate = IssuerCertificate.of(source.der()).orElse(null);
        if (certificate == null) {
            return rows;
        }
        List<String> uris =
                source.ocspUrls() == null
                        ? List.of()
                        : source.ocspUrls().stream()
                                .map(OcspRows::responderUri)
                                .distinct()
                                .toList();
        for (String hash : HASHES) {
            rows.add(
                    RecordCodec.of(IssuedCertificate.class)
                            .toRow(
                                    new IssuedCertificate(
                                            source.sha256(),
                                            hash,
                                            certificate.issuerNameHash(hash),
                                            source.serialNumber(),
                                            uris,
                                            source.authorityKeyId())));
        }
        return rows;
    }

    /** Those that may have issued others, columns of {@link IssuerKey}. */
    static Dataset<Row> issuers(SparkSession spark, Dataset<Row> certificates) {
        Dataset<Row> sources =
                certificates.filter(not(col("is_ca").equalTo(false))).select(sourceColumns());
        JavaRDD<InternalRow> rows =
                Frames.records(sources, CertificateSource.class)
                        .flatMap(ArchiveCertificates::issuers);
        return Frames.of(spark, rows, RecordCodec.of(IssuerKey.class).schema());
    }

    private static Iterator<InternalRow> issuers(CertificateSource source) {
        List<InternalRow> rows = new ArrayList<>();
        IssuerCertificate.of(source.der())
                .ifPresent(
                        issuer -> {
                            for (String hash : HASHES) {
                                rows.add(
                                        RecordCodec.of(IssuerKey.class)
                                                .toRow(
                                                        new IssuerKey(
                                                                hash,
                                                                issuer.nameHash(hash),
                                                                issuer.keyHash(hash),
                                                                source.sha256(),
                                                                source.der())));
                            }
                        });
        return rows.iterator();
    }
}
