package org.tlscensus.jobs.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;

/** Tables made of rows that are written down as JSON; columns that are not there are NULL. */
public final class MadeTables {
    private MadeTables() {}

    /** Writes rows of a table into a folder of tables. */
    public static void write(SparkSession spark, Path folder, Table table, List<String> rows) {
        spark.read()
                .schema(TableSchema.of(table))
                .option("mode", "FAILFAST")
                .json(spark.createDataset(rows, Encoders.STRING()))
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve(table.tableName()).toString());
    }

    /** Writes the tables that have a file {@code NAME.jsonl}; the others count as empty. */
    static void writeAll(SparkSession spark, Path folder, Path files) throws IOException {
        for (Table table : Table.values()) {
            Path file = files.resolve(table.tableName() + ".jsonl");
            if (Files.exists(file)) {
                write(spark, folder, table, Files.readAllLines(file));
            }
        }
    }
}
