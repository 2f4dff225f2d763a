package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.QuickTables;
import org.tlscensus.jobs.store.OutputFolder;

/** The tables that are packed with the program, against small ones that were computed by hand. */
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
    void rowsAreAsComputedByHand(String name) throws IOException {
        Path files = CASES.resolve(name);
        QuickTables.writeAll(folder.resolve("tables"), files);
        TableFile table = table(name);
        try (QueryEngine engine = new DuckEngine(folder.resolve("tables").toString())) {
            new TableRun(engine, OutputFolder.of(folder, "census tables", "none"))
                    .make(new TableFile(table.sql(), table.header(), null));
        }
        assertEquals(
                Files.readString(files.resolve("expected.csv")),
                Files.readString(folder.resolve(name + ".csv")).replace("\r\n", "\n"));
    }
}
