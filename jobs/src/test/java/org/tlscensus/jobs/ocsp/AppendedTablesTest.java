package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.schema.Table;

/**
 * Tables that grew by steps are those of one ingest of all, and little of them is written again.
 */
@ExtendWith(SharedSession.class)
class AppendedTablesTest {
    private static final long ONE_TASK = OcspTables.ONE_TASK_BYTES;
    private static final List<String> SITES = List.of("a", "b/b");

    @TempDir Path folder;

    private static OcspLists lists() throws IOException {
        return OcspLists.read(LaboratoryRows.CONF, null);
    }

    @ParameterizedTest
    @CsvSource({"30, 67108864, 1", "30, 67108864, 2", "6, 0, 3"})
    void stepsAreAsAll(int count, long oneTaskBytes, long seed, SparkSession spark)
            throws IOException {
        MadeHistory history =
                new MadeHistory(LaboratoryRows.read(), SITES, Duration.ofHours(40), 60, seed);
        MadeTables whole = new MadeTables(spark, folder.resolve("whole"));
        whole.add(history.atOnce(), lists(), ONE_TASK);
        List<String> expected = whole.content();
        assertTrue(expected.size() > 1000, "rows: " + expected.size());
        history.holdBack(count);
        MadeTables grown = new MadeTables(spark, folder.resolve("grown"));
        for (MadeTables.Step step : history.steps(count)) {
            grown.add(step, lists(), oneTaskBytes);
        }
        assertEquals(differences(expected, grown.content()), List.of(), "seed " + seed);
        if (oneTaskBytes > 0) {
            assertEquals(whole.rows(Table.OCSP), grown.rows(Table.OCSP)); // also their order
        }
    }

    /** What one list has and the other does not, some of it. */
    private static List<String> differences(List<String> expected, List<String> actual) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(new HashSet<>(actual));
        Set<String> added = new TreeSet<>(actual);
        added.removeAll(new HashSet<>(expected));
        List<String> some = new java.util.ArrayList<>();
        missing.stream().limit(3).forEach(row -> some.add("\n- " + row));
        added.stream().limit(3).forEach(row -> some.add("\n+ " + row));
        if (some.isEmpty() && expected.size() != actual.size()) {
            some.add(expected.size() + " rows, " + actual.size());
        }
        return some;
    }

    @Test
    void tasksAreAsOne(SparkSession spark) throws IOException {
        MadeHistory history =
                new MadeHistory(LaboratoryRows.read(), SITES, Duration.ofHours(30), 40, 4);
        MadeTables small = new MadeTables(spark, folder.resolve("small"));
        MadeTables large = new MadeTables(spark, folder.resolve("large"));
        MadeTables.Step all = history.atOnce();
        small.add(all, lists(), ONE_TASK);
        large.add(all, lists(), 0);
        assertEquals(small.content(), large.content());
        assertEquals(small.rows(Table.OCSP), large.rows(Table.OCSP));
    }

    @Test
    void whatIsOldIsNotWrittenAgain(SparkSession spark) throws IOException {
        LaboratoryRows lab = LaboratoryRows.read();
        MadeHistory history = new MadeHistory(lab, SITES, Duration.ofDays(10), 100, 5);
        MadeTables tables = new MadeTables(spark, folder.resolve("tables"));
        tables.add(history.atOnce(), OcspLists.NONE, ONE_TASK);
        int partitions = tables.rows(Table.OCSP).size();
        assertTrue(partitions >= 20, "partitions: " + partitions);
        MadeTables.Step none =
                new MadeTables.Step(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        lab.certificates(),
                        new TreeMap<>(java.util.Map.of("c", 1L)));
        assertEquals(0, ocspFiles(tables.add(none, OcspLists.NONE, ONE_TASK).made()));
        // Other rules name other clients, and networks of all hosts.
        OcspTables.Files relabelled = tables.add(none, lists(), ONE_TASK);
        assertEquals(partitions, ocspFiles(relabelled.made()));
        assertEquals(partitions, ocspFiles(relabelled.replaced()));
        MadeTables named = new MadeTables(spark, folder.resolve("named"));
        named.add(history.atOnce(), lists(), ONE_TASK);
        assertEquals(named.content(), tables.content());
    }

    private static long ocspFiles(List<String> paths) {
        return paths.stream().filter(path -> path.startsWith("ocsp/")).count();
    }
}
