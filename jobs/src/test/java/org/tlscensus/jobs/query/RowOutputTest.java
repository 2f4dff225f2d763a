package org.tlscensus.jobs.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.SharedSession;

@ExtendWith(SharedSession.class)
class RowOutputTest {
    private static final String QUERY =
            """
            SELECT 1 AS number, '=cmd()' AS formula, 'a\\u001b[31m,"b"' AS text, NULL AS nothing,
                   named_struct('x', array(1, 2), 'm', map('k', true)) AS nested,
                   TIMESTAMP '2026-01-02 03:04:05.000006' AS time, X'0102' AS bytes, 0.5D AS half
            """;

    private static String print(SparkSession spark, Format format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Dataset<Row> rows = spark.sql(QUERY);
        RowOutput output =
                RowOutput.of(format, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        output.begin(rows.schema());
        rows.collectAsList().forEach(output::row);
        output.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonHasEveryColumn(SparkSession spark) {
        assertEquals(
                "{\"number\":1,\"formula\":\"=cmd()\",\"text\":\"a\\u001B[31m,\\\"b\\\"\","
                        + "\"nothing\":null,\"nested\":{\"x\":[1,2],\"m\":{\"k\":true}},"
                        + "\"time\":\"2026-01-02T03:04:05.000006Z\",\"bytes\":\"AQI=\",\"half\":0.5}\n",
                print(spark, Format.JSON));
    }

    @Test
    void csvIsQuotedAndHasNoFormula(SparkSession spark) {
        assertEquals(
                "number,formula,text,nothing,nested,time,bytes,half\r\n"
                        + "1,'=cmd(),\"a\\u001b[31m,\"\"b\"\"\",,\"{\"\"x\"\":[1,2],\"\"m\"\":{\"\"k\"\":true}}\","
                        + "2026-01-02T03:04:05.000006Z,AQI=,0.5\r\n",
                print(spark, Format.CSV));
    }

    @Test
    void tableShowsNoControlCharacter(SparkSession spark) {
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
