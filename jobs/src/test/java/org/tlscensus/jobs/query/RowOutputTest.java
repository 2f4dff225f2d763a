package org.tlscensus.jobs.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.tables.MadeTables;

@ExtendWith(SharedSession.class)
class RowOutputTest {
    private static final String QUERY =
            """
            SELECT 1 AS number, '=cmd()' AS formula, 'a\\u001b[31m,"b"' AS text, NULL AS nothing,
                   named_struct('x', array(1, 2), 'm', map('k', true)) AS nested,
                   TIMESTAMP '2026-01-02 03:04:05.000006' AS time, X'0102' AS bytes, 0.5D AS half
            """;

    @TempDir Path folder;

    private String print(SparkSession spark, Format format) throws IOException {
        MadeTables.write(spark, folder, Table.CAPTURES, List.of());
        SqlText statement = new SqlText("", "test", QUERY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowOutput output =
                RowOutput.of(format, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (Result rows = new SparkEngine(spark, folder.toString()).run(statement)) {
            output.begin(rows.columns());
            rows.forEachRemaining(output::row);
        }
        output.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonHasEveryColumn(SparkSession spark) throws IOException {
        assertEquals(
                "{\"number\":1,\"formula\":\"=cmd()\",\"text\":\"a\\u001B[31m,\\\"b\\\"\","
                        + "\"nothing\":null,\"nested\":{\"x\":[1,2],\"m\":{\"k\":true}},"
                        + "\"time\":\"2026-01-02T03:04:05.000006Z\",\"bytes\":\"AQI=\",\"half\":0.5}\n",
                print(spark, Format.JSON));
    }

    @Test
    void csvIsQuotedAndHasNoFormula(SparkSession spark) throws IOException {
        assertEquals(
                "number,formula,text,nothing,nested,time,bytes,half\r\n"
                        + "1,'=cmd(),\"a\\u001b[31m,\"\"b\"\"\",,\"{\"\"x\"\":[1,2],\"\"m\"\":{\"\"k\"\":true}}\","
                        + "2026-01-02T03:04:05.000006Z,AQI=,0.5\r\n",
                print(spark, Format.CSV));
    }

    @Test
    void tableShowsNoControlCharacter(SparkSession spark) throws IOException {
        String table = print(spark, Format.TABLE);
        assertEquals(3, table.lines().count());
        assertEquals(
                "     1  =cmd()   a\\u001b[31m,\"b\"  NULL     {\"x\":[1,2],\"m\":{\"k\":true}}"
                        + "  2026-01-02T03:04:05.000006Z  AQI=    0.5",
                table.lines().toList().get(2));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "-1,'-1",
                "+1,'+1",
                "@x,'@x",
                "x=,x=",
                "\"\",\"\"",
                "a\u001bb,a\\u001bb",
                "a\u0007b,a\\u0007b",
                "\u202ea,\\u202ea",
                "\"a\nb\",a\\u000ab"
            })
    void csvText(String text, String expected) {
        assertEquals(expected, CsvOutput.text(text));
    }
}
