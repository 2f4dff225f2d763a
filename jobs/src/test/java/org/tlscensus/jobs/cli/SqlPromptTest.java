package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.MadeTables;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;

/** The prompt of {@code census sql}, typed at. */
@ExtendWith(SharedSession.class)
class SqlPromptTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    /** Types the keys on a terminal without any abilities; what was answered comes back. */
    private String type(SparkSession spark, String keys) throws IOException {
        MadeTables tables = new MadeTables(spark, folder.resolve("tables"));
        tables.rows("captures", "SELECT 's' AS site, 'a.pcap' AS name, 7L AS packets");
        tables.rows("extra", "SELECT 1 AS one");
        PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
        QueryEngine engine = new SparkEngine(spark, tables.folder().toString());
        Query query = new Query(engine, results, Format.CSV);
        try (Terminal terminal =
                new DumbTerminal(
                        "test",
                        "dumb",
                        new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        StandardCharsets.UTF_8)) {
            new SqlPrompt(
                            engine,
                            query,
                            terminal,
                            folder.resolve("history"),
                            results,
                            new PrintStream(errors, true, StandardCharsets.UTF_8))
                    .run();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void statementsGoOverLinesAndAreRemembered(SparkSession spark) throws IOException {
        String keys =
                """
                SELECT name, packets
                FROM captures
                WHERE name != ';';
                SELECT count(*) AS n FROM extra; SELECT 2 AS two;
                \\q
                SELECT 3;
                """;
        String answers = type(spark, keys);
        assertEquals("name,packets\r\na.pcap,7\r\nn\r\n1\r\ntwo\r\n2\r\n", answers);
        assertTrue(
                Files.readString(folder.resolve("history"))
                        .contains("SELECT name, packets\\nFROM captures\\nWHERE name != ';';"));
    }

    @Test
    void mistakesAreToldInALine(SparkSession spark) throws IOException {
        String keys =
                """
                SELEC 1;
                SELECT nme FROM captures;
                SELECT
                1 / 0;
                SELECT 1 AS one;
                """;
        String answers = type(spark, keys);
        assertEquals("one\r\n1\r\n", answers);
        List<String> lines = errors.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("census:1: [PARSE_SYNTAX_ERROR]"), lines.get(0));
        assertTrue(lines.get(1).contains("`nme`"), lines.get(1));
        assertTrue(lines.get(2).startsWith("census:2: [DIVIDE_BY_ZERO]"), lines.get(2));
    }

    @Test
    void tablesAndColumnsAreListed(SparkSession spark) throws IOException {
        String keys =
                """
                \\d
                \\d captures
                \\d sites;
                \\d extra
                \\d nothing
                \\?
                \\dx
                """;
        String answers = type(spark, keys);
        for (String line :
                List.of(
                        "captures              One row per capture file",
                        "sites                 (view) Sites of the archive",
                        "extra                 a table beside ours",
                        "packets            BIGINT               Packet records",
                        "vantage     STRING               passive or active; passive where the tables do not tell",
                        "one  INT",
                        "there is no table nothing; \\d lists them")) {
            assertTrue(answers.lines().anyMatch(line::equals), line + " in\n" + answers);
        }
        assertEquals(2, answers.split("\\\\q +the end", -1).length - 1, "help, asked for or not");
        assertEquals(
                "", errors.toString(StandardCharsets.UTF_8).lines().skip(1).findAny().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\\d", " \\d captures", "quit", "exit;", "SELECT ';';"})
    void aWholeLineIsTaken(String text) {
        assertFalse(goesOn(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT 1", "SELECT ';", "SELECT 1; SELECT 2", "SELECT 1 -- ;", "/* \\q"})
    void anUnfinishedStatementGoesOn(String text) {
        assertTrue(goesOn(text));
    }

    private static boolean goesOn(String text) {
        try {
            new StatementParser().parse(text, text.length(), ParseContext.ACCEPT_LINE);
            return false;
        } catch (EOFError e) {
            return true;
        }
    }
}
