package org.tlscensus.jobs.validate;

import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.frame.StoredRecords;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.ArchiveFiles;
import scala.Tuple2;

/** The tables of the archive that is validated. */
record ArchiveTables(
        JavaSparkContext context, ArchiveFiles files, Broadcast<SerializableConfiguration> hadoop) {

    /** The columns of a table that are components of a class. */
    <T extends Record> JavaRDD<T> rows(Table table, Class<T> type) {
        return StoredRecords.of(context, files, table, type, hadoop);
    }

    JavaRDD<StoredCertificate> certificates() {
        return rows(Table.CERTIFICATES, StoredCertificate.class);
    }

    /** The DER of every certificate by its SHA-256. */
    JavaPairRDD<String, byte[]> encodings() {
        return certificates().mapToPair(c -> new Tuple2<>(c.sha256(), c.der()));
    }
}
