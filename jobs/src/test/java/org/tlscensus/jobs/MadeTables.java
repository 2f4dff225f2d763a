package org.tlscensus.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.x509.CertificateParser;

/** Tables that a test makes up, as an ingest would leave them: a folder that holds some columns. */
public final class MadeTables {
    private final SparkSession spark;
    private final Path folder;

    public MadeTables(SparkSession spark, Path folder) throws IOException {
        this.spark = spark;
        this.folder = folder;
        writeState(folder);
    }

    /** Makes a folder one of tables, as a version without a record of its files left them. */
    public static void writeState(Path folder) throws IOException {
        Path state = Files.createDirectories(folder.resolve("_state"));
        Files.writeString(
                state.resolve("state.json"), "{\"version\":0,\"captures\":[],\"sites\":[]}");
    }

    public Path folder() {
        return folder;
    }

    /** Adds connections: the columns of a query, among them {@code site} and {@code date}. */
    public MadeTables connections(String query) {
        return partitioned("connections", query);
    }

    /** Adds rows to a table with partitions: the columns are as those of connections. */
    public MadeTables partitioned(String table, String query) {
        spark.sql(query)
                .write()
                .mode(SaveMode.Append)
                .partitionBy("site", "date")
                .parquet(folder.resolve(table).toString());
        return this;
    }

    /** Adds rows to a table without partitions. */
    public MadeTables rows(String table, String query) {
        spark.sql(query).write().mode(SaveMode.Append).parquet(folder.resolve(table).toString());
        return this;
    }

    /** Adds certificates, parsed. */
    public MadeTables certificates(List<byte[]> ders) {
        List<CertificateRow> rows = ders.stream().map(CertificateParser::parse).toList();
        Frames.of(spark, rows, CertificateRow.class)
                .write()
                .mode(SaveMode.Append)
                .parquet(folder.resolve("certificates").toString());
        return this;
    }

    /** The SHA-256 of certificates, as an SQL array. */
    public static String chain(List<byte[]> ders) {
        StringBuilder array = new StringBuilder("array(");
        for (byte[] der : ders) {
            array.append(array.length() > 6 ? ", " : "");
            array.append('\'').append(CertificateParser.parse(der).sha256()).append('\'');
        }
        return array.append(')').toString();
    }
}
