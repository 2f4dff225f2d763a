package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes the table of connections: by site and day, sorted by start time and id in each file. */
final class ConnectionTable {
    /** A day with more rows is several files, each a slice of the day. */
    private static final long ROWS_PER_FILE = 200_000;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private record Day(String site, String date, long slices) {}

    /**
     * How many connections of a day began in a capture.
     *
     * @param date of those in the table, else NULL
     * @param connections all, also those in no table
     * @param rows those in the table
     * @param tlsRows those of them with TLS
     */
    record Count(
            String site,
            boolean isOpen,
            String firstCapture,
            String date,
            long connections,
            long rows,
            long tlsRows) {}

    private ConnectionTable() {}

    /**
     * The rows of all connections, those in no table too: {@code site}, {@code is_open}, {@code
     * first_capture}, {@code connection}.
     *
     * @param standing what splits handed out, without the connections that were joined
     * @param joined what was joined
     */
    static Dataset<Row> rows(Dataset<Row> standing, Dataset<Row> joined) {
        return wholeOf(standing).unionByName(wholeOf(joined));
    }

    private static Dataset<Row> wholeOf(Dataset<Row> rows) {
        return rows.filter(col("first_capture").isNotNull())
                .select("site", "is_open", "first_capture", "connection");
    }

    /** Counts the rows; as many counts as captures have days, twice. */
    static List<Count> counts(Dataset<Row> rows) {
        Dataset<Row> counts =
                rows.groupBy(
                                col("site"),
                                col("is_open"),
                                col("first_capture"),
                                to_date(col("connection.start_time")).cast("string").as("date"))
                        .agg(
                                count(lit(1)).as("connections"),
                                count("connection.start_time").as("rows"),
                                count("connection.tls.established").as("tls_rows"));
        return Frames.collect(counts, Count.class);
    }

    /**
     * Writes the rows that are in the table, below {@code is_open=true} those that a later ingest
     * may replace, below {@code is_open=false} the others.
     */
    static void write(SparkSession spark, Dataset<Row> rows, List<Count> counts, String folder) {
        Dataset<Row> table =
                rows.filter(col("connection").isNotNull())
                        .select(col("connection.*"), col("site"), col("is_open"))
                        .withColumn("date", to_date(col("start_time")));
        sliced(spark, table, counts)
                .repartition(col("is_open"), col("site"), col("date"), col("slice"))
                .sortWithinPartitions("is_open", "site", "date", "start_time", "connection_id")
                .drop("slice")
                .write()
                .partitionBy("is_open", "site", "date")
                .option("parquet.bloom.filter.enabled#connection_id", "true")
                .option("parquet.bloom.filter.expected.ndv#connection_id", ROWS_PER_FILE)
                .parquet(folder);
    }

    private static List<Day> largeDays(List<Count> counts) {
        Map<List<String>, Long> rows = new TreeMap<>(Comparator.comparing(String::valueOf));
        for (Count count : counts) {
            if (count.rows() > 0) {
                rows.merge(List.of(count.site(), count.date()), count.rows(), Long::sum);
            }
        }
        List<Day> large = new ArrayList<>();
        rows.forEach(
                (day, n) -> {
                    if (n > ROWS_PER_FILE) {
                        large.add(new Day(day.get(0), day.get(1), n / ROWS_PER_FILE + 1));
                    }
                });
        return large;
    }

    /** Adds the slice of the day, 0 for days that fit into a file. */
    private static Dataset<Row> sliced(SparkSession spark, Dataset<Row> table, List<Count> counts) {
        List<Day> large = largeDays(counts);
        if (large.isEmpty()) {
            return table.withColumn("slice", lit(0L));
        }
        Dataset<Row> days =
                broadcast(
                        Frames.of(spark, large, Day.class)
                                .withColumn("date", to_date(col("date"))));
        return table.join(days, new String[] {"site", "date"}, "left")
                .withColumn(
                        "slice",
                        coalesce(
                                floor(
                                        pmod(unix_micros(col("start_time")), lit(MICROS_PER_DAY))
                                                .multiply(col("slices"))
                                                .divide(lit(MICROS_PER_DAY))),
                                lit(0L)))
                .drop("slices");
    }
}
