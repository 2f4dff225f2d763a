package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.schema.Table;

/** What holds for every table that is packed with the program. */
@ExtendWith(SharedSession.class)
class ShippedTablesTest {
    private static final Path CASES = Path.of("src/test/resources/tables");

    @TempDir Path folder;

    static Stream<String> tables() {
        return TableFile.select(List.of(), null).stream().map(TableFile::name);
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static TableFile table(String name) {
        return TableFile.select(List.of(name), null).get(0);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anArchiveWithoutRowsHasATable(String name, SparkSession spark) throws IOException {
        MadeTables.write(spark, folder.resolve("tables"), Table.CAPTURES, List.of());
        TableViews.register(spark, folder.resolve("tables").toString());
        new TableRun(spark, folder).make(table(name));
        for (String ending : List.of(".csv", ".json", ".md", ".tex")) {
            assertTrue(Files.size(folder.resolve(name + ending)) > 0, ending);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnIsExplained(String name, SparkSession spark) {
        MadeTables.write(spark, folder.resolve("tables"), Table.CAPTURES, List.of());
        TableViews.register(spark, folder.resolve("tables").toString());
        TableFile table = table(name);
        assertEquals(
                List.of(spark.sql(table.sql().query()).columns()),
                List.copyOf(table.header().columns().keySet()));
        assertTrue(table.sql().text().contains("ORDER BY"), "rows have an order");
        assertFalse(table.header().population() == null, "shares have a population");
    }

    /** Small made-up rows, and the table as computed by hand. */
    @ParameterizedTest
    @MethodSource("cases")
    void rowsAreAsComputedByHand(String name, SparkSession spark) throws IOException {
        Path files = CASES.resolve(name);
        MadeTables.writeAll(spark, folder.resolve("tables"), files);
        TableViews.register(spark, folder.resolve("tables").toString());
        TableFile table = table(name);
        new TableRun(spark, folder).make(new TableFile(table.sql(), table.header(), null));
        assertEquals(
                Files.readString(files.resolve("expected.csv")),
                Files.readString(folder.resolve(name + ".csv")).replace("\r\n", "\n"));
    }
}
