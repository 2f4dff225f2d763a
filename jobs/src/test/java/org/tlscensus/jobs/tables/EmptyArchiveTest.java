package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.QuickTables;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.OutputFolder;

/** What holds for every table that is packed with the program, also where nothing was captured. */
class EmptyArchiveTest {
    @TempDir static Path folder;

    private static QueryEngine engine;

    @BeforeAll
    static void makeTables() throws IOException {
        QuickTables.write(folder.resolve("tables"), Table.CAPTURES, List.of());
        engine = new DuckEngine(folder.resolve("tables").toString());
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static Stream<TableFile> tables() {
        return TableFile.select(List.of(), null).stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableIsMadeWhoseColumnsAreExplained(TableFile table) throws IOException {
        new TableRun(engine, OutputFolder.of(folder, "census tables", "none")).make(table);
        for (String ending : List.of(".csv", ".json", ".md", ".tex")) {
            assertTrue(Files.size(folder.resolve(table.name() + ending)) > 0, ending);
        }
        try (Result result = engine.run(table.sql())) {
            assertEquals(
                    result.columns().stream().map(ResultColumn::name).toList(),
                    List.copyOf(table.header().columns().keySet()));
        }
        assertTrue(table.sql().text().contains("ORDER BY"), "rows have an order");
        assertNotNull(table.header().population(), "shares have a population");
    }
}
