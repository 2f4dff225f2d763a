package org.tlscensus.jobs.query;

import java.time.Duration;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.RelationProvider;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.StoredRows;
import scala.collection.immutable.Map;

/**
 * A table of an archive as Spark's catalog has it; Spark makes one by itself whenever a query names
 * the table. All tables that a query names are of one snapshot.
 */
public final class ServedTable implements RelationProvider {
    static final String TABLES = "tables";
    static final String NAME = "name";

    /** What a thread asks for within this time is of one query. */
    private static final Duration ONE_QUERY = Duration.ofSeconds(5);

    private record Opened(String tables, ArchiveFiles archive, long nanos) {}

    private static final ThreadLocal<Opened> LAST = new ThreadLocal<>();

    @Override
    public BaseRelation createRelation(SQLContext context, Map<String, String> options) {
        SparkSession spark = context.sparkSession();
        Table table = Table.named(options.get(NAME).get()).orElseThrow();
        return StoredRows.relation(spark, archive(options.get(TABLES).get(), spark), table);
    }

    /** Spark analyzes a query in one thread. */
    private static ArchiveFiles archive(String tables, SparkSession spark) {
        Opened last = LAST.get();
        boolean isOfThisQuery =
                last != null
                        && last.tables().equals(tables)
                        && System.nanoTime() - last.nanos() < ONE_QUERY.toNanos();
        if (isOfThisQuery) {
            return last.archive();
        }
        ArchiveFiles archive =
                ArchiveFiles.open(tables, spark.sparkContext().hadoopConfiguration());
        LAST.set(new Opened(tables, archive, System.nanoTime()));
        return archive;
    }
}
