package org.tlscensus.jobs.parquet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ParquetProperties;
import org.apache.spark.package$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.jobs.schema.RecordSchema;
import org.tlscensus.jobs.schema.Table;

/** What Spark puts into the files that it writes, beside the rows. */
final class FileSettings {
    private FileSettings() {}

    /** The column by whose Bloom filter readers find rows of a table. */
    static Optional<String> idOf(Table table) {
        return switch (table) {
            case CONNECTIONS -> Optional.of("connection_id");
            case CERTIFICATES -> Optional.of("sha256");
            case OCSP,
                    CRLS,
                    NAMES,
                    NAME_QUERIES,
                    CAPTURES,
                    CERTIFICATE_VALIDITY,
                    CHAINS,
                    SCTS,
                    REVOCATIONS,
                    CONSENSUS ->
                    Optional.empty();
        };
    }

    /** Parquet's own settings, and a Bloom filter for as many values of a column. */
    static ParquetProperties properties(Optional<String> id, long expectedRows) {
        ParquetProperties.Builder properties = ParquetProperties.builder();
        id.ifPresent(
                column ->
                        properties
                                .withBloomFilterEnabled(column, true)
                                .withBloomFilterNDV(column, Math.max(1, expectedRows)));
        return properties.build();
    }

    /** The schema as Spark knows it, with what columns mean. */
    static Map<String, String> metadata(List<Class<? extends Record>> records) {
        StructType schema = new StructType();
        for (Class<? extends Record> record : records) {
            for (StructField field : RecordSchema.of(record).fields()) {
                schema = schema.add(field);
            }
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("org.apache.spark.version", package$.MODULE$.SPARK_VERSION_SHORT());
        metadata.put("org.apache.spark.sql.parquet.row.metadata", schema.json());
        return metadata;
    }
}
