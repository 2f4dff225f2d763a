package org.tlscensus.jobs.ingest;

import static java.util.stream.Collectors.groupingBy;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes the table of connections: by site and day, sorted by start time and id in each file. */
final class ConnectionTable {
    /** A day with more rows is several files, each a slice of the time that has rows. */
    private static final long ROWS_PER_FILE = 200_000;

    /**
     * @param firstMicros start of its first connection, since the epoch
     * @param micros from then to the last, at least 1
     */
    private record Day(String site, String date, long slices, long firstMicros, long micros) {}

    /**
     * How many connections of a day began in a capture.
     *
     * @param date of those in the table, else NULL
     * @param connections all, also those in no table
     * @param rows those in the table
     * @param tlsRows those of them with TLS
     * @param firstMicros start of the first row, since the epoch; NULL without rows
     * @param lastMicros of the last
     */
    record Count(
            String site,
            boolean isOpen,
            String firstCapture,
            String date,
            long connections,
            long rows,
            long tlsRows,
            Long firstMicros,
            Long lastMicros) {}

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
        Column start = unix_micros(col("connection.start_time"));
        Dataset<Row> counts =
                rows.groupBy(
                                col("site"),
                                col("is_open"),
                                col("first_capture"),
                                to_date(col("connection.start_time")).cast("string").as("date"))
                        .agg(
                                count(lit(1)).as("connections"),
                                count("connection.start_time").as("rows"),
                                count("connection.tls.established").as("tls_rows"),
                                min(start).as("first_micros"),
                                max(start).as("last_micros"));
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
                .option("maxRecordsPerFile", ROWS_PER_FILE) // a task may have several slices
                .option("parquet.bloom.filter.enabled#connection_id", "true")
                .option("parquet.bloom.filter.expected.ndv#connection_id", ROWS_PER_FILE)
                .parquet(folder);
    }

    private static List<Day> largeDays(List<Count> counts) {
        Map<List<String>, List<Count>> byDay =
                counts.stream()
                        .filter(count -> count.rows() > 0)
                        .collect(groupingBy(count -> List.of(count.site(), count.date())));
        List<Day> large = new ArrayList<>();
        byDay.forEach(
                (day, ofDay) -> {
                    long rows = ofDay.stream().mapToLong(Count::rows).sum();
                    if (rows > ROWS_PER_FILE) {
                        long first =
                                ofDay.stream().mapToLong(Count::firstMicros).min().orElseThrow();
                        long last = ofDay.stream().mapToLong(Count::lastMicros).max().orElseThrow();
                        long slices = rows / ROWS_PER_FILE + 1;
                        large.add(new Day(day.get(0), day.get(1), slices, first, last - first + 1));
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
                                        unix_micros(col("start_time"))
                                                .minus(col("first_micros"))
                                                .multiply(col("slices"))
                                                .divide(col("micros"))),
                                lit(0L)))
                .drop("slices", "first_micros", "micros");
    }
}
