package org.tlscensus.jobs.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.ServerProcess;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;

/** A server of its own, and Spark's own client that tries what it can. */
@ExtendWith(SharedSession.class)
class ReadOnlyTest {
    @TempDir static Path folder;

    private static final String ROW = "{\"site\": \"campus\", \"date\": \"2013-04-02\"}";

    private static ServerProcess server;
    private static Map<String, Long> before;

    /** By kind and name. */
    private static final Map<String, String> OUTCOMES = new LinkedHashMap<>();

    @BeforeAll
    static void tryAll(SparkSession spark) throws IOException, InterruptedException {
        Path tables = folder.resolve("archive").resolve("tables");
        for (Table table : List.of(Table.CAPTURES, Table.CERTIFICATES, Table.CONNECTIONS)) {
            spark.read()
                    .schema(TableSchema.of(table))
                    .json(spark.createDataset(List.of(ROW), Encoders.STRING()))
                    .write()
                    .partitionBy(
                            table.partitions().stream().map(Column::name).toArray(String[]::new))
                    .parquet(tables.resolve(table.tableName()).toString());
        }
        Files.writeString(folder.resolve("archive").resolve("secret.jar"), "secret");
        server = new ServerProcess(folder.resolve("server"), "--tables", tables.toString());
        before = files();
        List<String> lines =
                server.ask(
                        TryingClient.class,
                        server.said("address"),
                        server.said("token"),
                        folder.resolve("archive").resolve("secret.jar").toString(),
                        folder.resolve("archive").resolve("new").toString());
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 3) { // others are what clients were shown
                OUTCOMES.put(cells[0] + "\t" + cells[1], cells[2]);
            }
        }
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** All below the archive's folder with their times. */
    private static Map<String, Long> files() throws IOException {
        Map<String, Long> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(folder.resolve("archive"))) {
            for (Path path : found.sorted().toList()) {
                files.put(path.toString(), Files.getLastModifiedTime(path).toMillis());
            }
        }
        return files;
    }

    static Stream<String> attacks() {
        Path archive = folder.resolve("archive");
        return Attacks.all(archive.resolve("secret.jar"), archive.resolve("new")).keySet().stream();
    }

    static Stream<String> rights() {
        return Stream.concat(Rights.all().keySet().stream(), Stream.of("two clients"));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refuses(String attack) {
        String outcome = String.valueOf(OUTCOMES.get("attack\t" + attack));
        assertTrue(
                outcome.matches(
                        ".*serve-sql is read-only: .*; start it with --trusted to allow that.*"),
                outcome);
    }

    @ParameterizedTest
    @MethodSource("rights")
    void does(String right) {
        assertEquals("done", OUTCOMES.get("right\t" + right));
    }

    @ParameterizedTest
    @CsvSource({
        "no token, UNAUTHENTICATED: No authentication token provided",
        "a wrong token, UNAUTHENTICATED: Invalid authentication token",
        "half a token, UNAUTHENTICATED: Invalid authentication token",
        "the header, done",
        "the parameter, done"
    })
    void asksForTheToken(String way, String expected) {
        String outcome = String.valueOf(OUTCOMES.get("way\t" + way));
        assertTrue(outcome.endsWith(expected), outcome);
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        assertEquals(before, files());
    }

    @Test
    void tellsHowToConnect() throws IOException {
        Path file = Path.of(server.said("token"));
        String token = Files.readString(file);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                "SparkSession.builder.remote(\""
                        + server.said("address")
                        + "/;authorization=Bearer%20\" + open(\""
                        + file
                        + "\").read().strip()).getOrCreate()",
                server.said("PySpark"));
        assertTrue(server.said().stream().noneMatch(line -> line.contains(token)));
        assertTrue(!server.errors().contains(token), server.errors());
    }
}
