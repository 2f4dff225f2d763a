package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.tables.MadeTables;
import org.tlscensus.jobs.tables.TableFile;

@ExtendWith(SharedSession.class)
class TablesRunTest {
    @TempDir Path folder;
    private Path sql;
    private Path out;

    @BeforeEach
    void makeFolders(SparkSession spark) throws IOException {
        sql = Files.createDirectories(folder.resolve("sql"));
        out = Files.createDirectories(folder.resolve("out"));
        MadeTables.write(
                spark,
                folder.resolve("tables"),
                Table.CAPTURES,
                List.of("{\"site\":\"s\",\"name\":\"c.pcap\",\"packets\":3}"));
    }

    private SparkEngine engine(SparkSession spark) {
        return new SparkEngine(spark, folder.resolve("tables").toString());
    }

    private String run(SparkSession spark, List<String> only) {
        TablesRun run = new TablesRun(folder.resolve("tables").toString(), out);
        PrintStream before = System.err;
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        System.setErr(new PrintStream(messages, true, StandardCharsets.UTF_8));
        try {
            boolean good = run.make(engine(spark), TableFile.select(only, sql), sql, null);
            return good
                    + "\n"
                    + messages.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        } finally {
            System.setErr(before);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> !name.startsWith(".")) // the record of what was made
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderAddsTablesViewsAndPublishedValues(SparkSession spark) throws IOException {
        Files.createDirectories(sql.resolve("views"));
        Files.createDirectories(sql.resolve("published"));
        Files.writeString(sql.resolve("views/1-big-captures.sql"), "SELECT * FROM captures");
        Files.writeString(
                sql.resolve("mine.sql"),
                "-- title: Mine\nSELECT site, packets FROM big_captures ORDER BY site;\n");
        Files.writeString(sql.resolve("published/mine.csv"), "site,packets\ns,4\n");
        assertEquals("true\n", run(spark, List.of("mine")));
        assertEquals(
                "site,packets,packets_published\r\ns,3,4\r\n",
                Files.readString(out.resolve("mine.csv")));
        assertEquals(List.of("mine.csv", "mine.json", "mine.md", "mine.tex"), files());
    }

    @Test
    void aTableThatNobodyMadeIsToldOnce(SparkSession spark) throws IOException {
        Files.writeString(
                sql.resolve("verdicts.sql"),
                "-- title: x\nSELECT leaf_sha256 FROM certificate_validity\n");
        assertEquals(
                "true\ncensus: verdicts reads the table certificate_validity, which census validate"
                        + " makes: it counts as empty\n",
                run(spark, List.of("verdicts")));
    }

    @Test
    void aTableOfAnIngestThatHasNoRowsIsEmptyWithoutAWord(SparkSession spark) throws IOException {
        Files.writeString(
                sql.resolve("chains.sql"), "-- title: x\nSELECT sha256 FROM certificates\n");
        assertEquals("true\n", run(spark, List.of("chains")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        column  | SELECT site,@ sit FROM captures | sql/a.sql:3: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column
        syntax  | SELECT site@FRM captures ORDER  | sql/a.sql:3: [PARSE_SYNTAX_ERROR] Syntax error at or near
        table   | SELECT 1 FROM@ connexions       | sql/a.sql:3: [TABLE_OR_VIEW_NOT_FOUND] The table or view
        running | SELECT 1 /@ (packets - 3) AS x FROM captures | sql/a.sql:2: [DIVIDE_BY_ZERO] Division by zero.
        """)
    void aTableThatFailsDoesNotStopTheOthers(
            String name, String query, String message, SparkSession spark) throws IOException {
        Files.writeString(sql.resolve("a.sql"), "-- title: x\n" + query.replace('@', '\n') + "\n");
        Files.writeString(sql.resolve("b.sql"), "-- title: y\nSELECT 1 AS one\n");
        String told = run(spark, List.of("a", "b"));
        assertTrue(told.startsWith("false\ncensus: " + message), told);
        assertEquals(2, told.lines().filter(line -> line.startsWith("census: ")).count(), told);
        assertEquals(List.of("b.csv", "b.json", "b.md", "b.tex"), files());
    }

    @Test
    void namesAreChecked() {
        UserError unknown =
                assertThrows(UserError.class, () -> TableFile.select(List.of("starttls"), null));
        assertTrue(
                unknown.getMessage().startsWith("there is no table starttls; there are "),
                unknown.getMessage());
        assertEquals(
                List.of("ech", "quic-share"),
                TableFile.select(List.of("ech", "quic-share"), null).stream()
                        .map(TableFile::name)
                        .toList());
        assertFalse(TableFile.select(List.of(), null).isEmpty());
    }
}
