package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.bench.TorPlan;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.store.Mode;

/** Connections of half a second to 15.5 days over 400 files and two ingests. */
@ExtendWith(SharedSession.class)
class TorDurationsTest {
    /**
     * 1st Qu., Median, Mean, 3rd Qu. and Max. in minutes, as R 4.2.2 gives them for the plan's
     * durations in microseconds, a line each: {@code Rscript -e 's <-
     * summary(scan("durations.txt")/60e6); cat(sprintf("%.6f", s))'}
     */
    private static final List<String> SUMMARY_OF_R =
            List.of("0.337129", "13.638556", "1517.712674", "551.739771", "22320.000000");

    private static final Path TOR =
            CaptureRecords.demo().resolveSibling("tor").resolve("tls12.pcap");

    @TempDir Path folder;

    @Test
    void durationsAreExact(SparkSession spark) throws IOException {
        TorPlan plan = new TorPlan(TOR, 1000);
        List<Path> files = plan.write(folder.resolve("captures"), 400);
        Archive archive = new Archive(spark, folder.resolve("tables"));
        archive.ingest(Mode.NEW, null, files.subList(0, 250).toArray(Path[]::new));
        archive.ingest(Mode.APPEND, null, files.subList(250, 400).toArray(Path[]::new));
        TableViews.register(spark, folder.resolve("tables").toString());

        Map<Integer, Long> durations = new TreeMap<>();
        Map<Integer, String> ends = new TreeMap<>();
        int mostFiles = 0;
        for (Row row :
                spark.sql(
                                "SELECT client_port, duration_nanos, end_reason, size(captures),"
                                        + " unix_micros(end_time) - unix_micros(start_time)"
                                        + " FROM tor_connections")
                        .collectAsList()) {
            assertEquals(row.getLong(1), row.getLong(4) * 1000);
            durations.put(row.getInt(0), row.getLong(4));
            ends.put(row.getInt(0), row.getString(2));
            mostFiles = Math.max(mostFiles, row.getInt(3));
        }
        assertEquals(plan.durations(), durations);
        assertEquals(plan.ends(), ends);
        assertTrue(mostFiles > 100, "the longest crosses " + mostFiles + " files only");
        assertEquals(SUMMARY_OF_R, table(spark));
    }

    /** As the table has it. */
    private static List<String> table(SparkSession spark) throws IOException {
        String query = Files.readString(Path.of("src/main/resources/tables/tor-durations.sql"));
        Row row = spark.sql(query).first();
        List<String> minutes = new ArrayList<>();
        for (String column : List.of("first_quartile", "median", "mean", "third_quartile", "max")) {
            minutes.add(text(row.<Double>getAs(column + "_minutes")));
        }
        return minutes;
    }

    private static String text(double minutes) {
        return String.format("%.6f", minutes);
    }
}
