package org.tlscensus.jobs.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.generate.pki.Fingerprints;
import org.tlscensus.jobs.ingest.Ingest;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.ManifestFile;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.verify.Verdict;
import org.tlscensus.jobs.verify.VerdictJson;
import org.tlscensus.jobs.verify.Verification;
import org.yaml.snakeyaml.Yaml;

@ExtendWith(SharedSession.class)
class GenerationTest {
    private static final Path SMOKE = Path.of("..", "datasets", "plans", "smoke.yaml");
    private static final int CONNECTIONS = 300;

    @TempDir private Path folder;

    private Path generate(String name, Long seed, int cores) throws IOException {
        return generate(SMOKE, name, seed, cores);
    }

    private Path generate(Path plan, String name, Long seed, int cores) throws IOException {
        Path out = folder.resolve(name);
        Generation.run(new Request(plan, out, seed, 1, CONNECTIONS, 0, cores));
        return out;
    }

    /**
     * Hashes of all files by their names; of Parquet the sizes, since its footer lists encodings in
     * an order that changes.
     */
    private static Map<String, String> hashes(Path out) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                hashes.put(
                        out.relativize(file).toString(),
                        file.toString().endsWith(".parquet")
                                ? Integer.toString(bytes.length)
                                : Fingerprints.sha256(bytes));
            }
        }
        return hashes;
    }

    @Test
    void samePlanAndSeedMakeTheSameBytes() throws IOException {
        Map<String, String> first = hashes(generate("first", null, 1));
        assertEquals(first, hashes(generate("second", null, 2)));
        assertNotEquals(first, hashes(generate("other", 99L, 2)));
        assertTrue(first.containsKey("captures/branch/branch-000001.pcap.zst"), first.toString());
        assertTrue(first.containsKey("captures/campus/campus-000003.pcap"), first.toString());
    }

    @Test
    void nothingOfTheUsersIsTouched() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
        UserError error =
                assertThrows(
                        UserError.class,
                        () -> Generation.run(new Request(SMOKE, folder, null, 1, 10, 0, 1)));
        assertTrue(error.getMessage().contains("is not empty"), error.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(mine), files.toList());
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void tablesSayWhatTheTruthSays(SparkSession spark) throws IOException {
        Path out = generate("made", null, 2);
        Path tables = folder.resolve("tables");
        ingest(spark, out, tables);
        assertEquals(
                0,
                spark.read()
                        .parquet(tables.resolve("captures").toString())
                        .filter("anomalies['backward_time'] > 0")
                        .count(),
                "packets of a site are in time order");
        Map<String, Object> manifest =
                new Yaml().load(Files.readString(out.resolve("truth/truth.yaml")));
        Map<String, Map<String, Object>> told =
                (Map<String, Map<String, Object>>) manifest.get("tables");
        assertEquals(
                List.of("connections", "certificates", "ocsp", "names", "name_queries"),
                List.copyOf(told.keySet()));
        for (Map.Entry<String, Map<String, Object>> table : told.entrySet()) {
            Dataset<Row> truth =
                    spark.read().parquet(out.resolve("truth/" + table.getKey()).toString());
            Dataset<Row> found = spark.read().parquet(tables.resolve(table.getKey()).toString());
            compare(
                    table.getKey(),
                    truth,
                    found,
                    (List<String>) table.getValue().get("key"),
                    (List<String>) table.getValue().get("stated"));
            assertEquals((int) table.getValue().get("rows"), truth.count(), table.getKey());
            assertEquals(truth.count(), found.count(), table.getKey());
        }
    }

    /** What went wrong with packets costs values, but the row says so, and none is false. */
    @Test
    void everyDifferenceIsNamed(SparkSession spark) throws IOException {
        Path out = generate(SMOKE.resolveSibling("hostile.yaml"), "hostile", null, 2);
        Path tables = folder.resolve("tables");
        ingest(spark, out, tables);
        Verdict verdict = new Verification(tables.toString(), out, 1).run();
        assertFalse(verdict.isFalse());
        Path written = folder.resolve("verdict.json");
        VerdictJson.write(verdict, written);
        JsonNode connections = new ObjectMapper().readTree(written.toFile()).at("/tables/0");
        assertEquals("connections", connections.get("table").asText());
        assertTrue(connections.at("/causes").size() > 3, connections.at("/causes").toString());
        for (JsonNode cause : connections.at("/causes")) {
            assertEquals(0, cause.get("unnamed").asInt(), cause.toString());
        }
    }

    private static void ingest(SparkSession spark, Path out, Path tables) throws IOException {
        new Ingest(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        new IngestRequest(
                                ManifestFile.read(
                                        out.resolve("dataset.yaml").toString(),
                                        spark.sparkContext().hadoopConfiguration()),
                                tables.toString(),
                                Mode.NEW,
                                AnalysisOptions.DEFAULTS,
                                null,
                                null,
                                List.of(),
                                false,
                                OcspLists.standard(null)),
                        new ProgressReport(System.err, ProgressReport.Style.QUIET))
                .run();
    }

    /** Each row of the truth is there, and says the same in each column that is stated. */
    private static void compare(
            String table,
            Dataset<Row> truth,
            Dataset<Row> found,
            List<String> key,
            List<String> stated) {
        String join =
                String.join(
                        " AND ", key.stream().map(column -> same(column)).toArray(String[]::new));
        if (table.equals("ocsp")) {
            join += " AND " + same("response_time"); // staples have no time of a request
        }
        Dataset<Row> pairs = truth.as("t").join(found.as("f"), functions.expr(join)).cache();
        assertEquals(truth.count(), pairs.count(), table + ": rows without their like");
        assertFalse(stated.isEmpty());
        for (String column : stated) {
            String different = "NOT (t." + column + " <=> f." + column + ")";
            assertEquals(
                    List.of(),
                    pairs.where(different)
                            .selectExpr("t." + column, "f." + column)
                            .limit(2)
                            .collectAsList(),
                    table + "." + column);
        }
    }

    private static String same(String column) {
        return "t." + column + " <=> f." + column;
    }
}
