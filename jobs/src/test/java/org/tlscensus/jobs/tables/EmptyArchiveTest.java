package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.OutputFolder;

/** What holds for every table that is packed with the program, also where nothing was captured. */
@ExtendWith(SharedSession.class)
class EmptyArchiveTest {
    @TempDir static Path folder;

    private static SparkEngine engine;

    @BeforeAll
    static void makeTables(SparkSession spark) throws IOException {
        MadeTables.write(spark, folder.resolve("tables"), Table.CAPTURES, List.of());
        engine = new SparkEngine(spark, folder.resolve("tables").toString());
    }

    static Stream<TableFile> tables() {
        return TableFile.select(List.of(), null).stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableIsMadeWhoseColumnsAreExplained(TableFile table, SparkSession spark)
            throws IOException {
        new TableRun(engine, OutputFolder.of(folder, "census tables", "none")).make(table);
        for (String ending : List.of(".csv", ".json", ".md", ".tex")) {
            assertTrue(Files.size(folder.resolve(table.name() + ending)) > 0, ending);
        }
        assertEquals(
                List.of(spark.sql(table.sql().query()).columns()),
                List.copyOf(table.header().columns().keySet()));
        assertTrue(table.sql().text().contains("ORDER BY"), "rows have an order");
        assertNotNull(table.header().population(), "shares have a population");
    }
}
