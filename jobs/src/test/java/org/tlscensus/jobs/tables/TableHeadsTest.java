package org.tlscensus.jobs.tables;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.DamagedFile;

/** A user's own tables: heads of SQL files with descriptions of figures, and published values. */
class TableHeadsTest {
    private static final String SQL =
            """
            -- title: Versions
            -- paper: NDSS 2016
            -- definition: what is counted,
            --   and more
            -- population: all
            -- column version: of TLS
            -- column share: of all, %
            -- published: version
            -- plot: shares x=version y=share,share title="A title" marks=1,2.5
            SELECT 1 AS version, 2 AS share;
            """;

    @TempDir Path folder;

    private void select() {
        TableFile.select(List.of("mine"), folder).forEach(PlotSpec::of);
    }

    @Test
    void damagedHeadsAreRefusedInALine() throws Exception {
        DamagedFile.checkFound(
                folder.resolve("mine.sql"),
                SQL.getBytes(StandardCharsets.UTF_8),
                List.of(
                        "marks=1,,x",
                        "x=",
                        "=",
                        "column",
                        "plot",
                        "title:",
                        "--",
                        "shares",
                        "where=a",
                        "\""),
                file -> select());
    }

    @Test
    void damagedPublishedValuesAreRefusedInALine() throws Exception {
        Files.writeString(folder.resolve("mine.sql"), SQL);
        Files.createDirectory(folder.resolve("published"));
        DamagedFile.checkFound(
                folder.resolve("published/mine.csv"),
                "version,share\n1.2,\"3\"\n\"a \"\"b\",4\n".getBytes(StandardCharsets.UTF_8),
                List.of(",", "\"", "\n", "1e999999999", "-", "version"),
                file -> select());
    }
}
