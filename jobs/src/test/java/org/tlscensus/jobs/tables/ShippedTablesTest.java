package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.store.OutputFolder;

/** The tables that are packed with the program, against small ones that were computed by hand. */
@ExtendWith(SharedSession.class)
class ShippedTablesTest {
    private static final Path CASES = Path.of("src/test/resources/tables");

    @TempDir Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static TableFile table(String name) {
        return TableFile.select(List.of(name), null).get(0);
    }

    /** Small made-up rows, and the table as computed by hand. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsAreAsComputedByHand(String name, SparkSession spark) throws IOException {
        Path files = CASES.resolve(name);
        MadeTables.writeAll(spark, folder.resolve("tables"), files);
        TableFile table = table(name);
        new TableRun(
                        new SparkEngine(spark, folder.resolve("tables").toString()),
                        OutputFolder.of(folder, "census tables", "none"))
                .make(new TableFile(table.sql(), table.header(), null));
        assertEquals(
                Files.readString(files.resolve("expected.csv")),
                Files.readString(folder.resolve(name + ".csv")).replace("\r\n", "\n"));
    }
}
