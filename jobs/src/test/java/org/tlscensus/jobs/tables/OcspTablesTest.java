package org.tlscensus.jobs.tables;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.schema.Table;

/**
 * The tables of OCSP times and statuses, from a few made-up exchanges, as computed by hand. The
 * exchanges are written once for all of them.
 */
@ExtendWith(SharedSession.class)
class OcspTablesTest {
    /**
     * get and post share a connection and a handshake; pair speaks of two certificates; silent has
     * no response; staple is no lookup; alone waits for no handshake; early's handshake sent no
     * data.
     */
    private static final String EXCHANGES =
            """
            {"exchange_id":"get","via":"http_get","connection_reused":false,"lookup_time":0.01,"tls_connection_id":"two","date":"2026-03-01","certificate_status":"good","this_update":"2026-03-01T00:00:00Z","next_update":"2026-03-08T00:00:00Z"}
            {"exchange_id":"post","via":"http_post","connection_reused":true,"lookup_time":0.03,"tls_connection_id":"two","date":"2026-03-01","certificate_status":"revoked","this_update":"2026-02-25T06:00:00Z","next_update":"2026-03-04T06:00:00Z"}
            {"exchange_id":"pair","via":"http_post","connection_reused":false,"lookup_time":0.05,"tls_connection_id":"one","date":"2026-03-01","certificate_status":"unknown","this_update":"2026-03-01T00:00:00Z","next_update":"2026-03-02T00:00:00Z"}
            {"exchange_id":"pair","via":"http_post","connection_reused":false,"lookup_time":0.05,"tls_connection_id":"one","date":"2026-03-01","certificate_status":"good","this_update":"2026-03-01T00:00:00Z"}
            {"exchange_id":"silent","via":"http_get","connection_reused":false,"tls_connection_id":"one","date":"2026-03-01"}
            {"exchange_id":"staple","via":"stapled","tls_connection_id":"one","date":"2026-03-02","certificate_status":"revoked","this_update":"2026-02-28T00:00:00Z","next_update":"2026-03-10T00:00:00Z"}
            {"exchange_id":"alone","via":"http_get","connection_reused":false,"lookup_time":0.11,"date":"2026-03-02"}
            {"exchange_id":"early","via":"http_post","connection_reused":false,"lookup_time":0.02,"tls_connection_id":"hasty","date":"2026-03-02","certificate_status":"good","this_update":"2026-03-02T00:00:00Z","next_update":"2026-03-09T00:00:00Z"}
            """;

    private static final String CONNECTIONS =
            """
            {"connection_id":"two","tls":{"client_hello_time":"2026-03-01T08:00:00Z","first_application_data_time":"2026-03-01T08:00:00.4Z"}}
            {"connection_id":"one","tls":{"client_hello_time":"2026-03-01T09:00:00Z","first_application_data_time":"2026-03-01T09:00:00.1Z"}}
            {"connection_id":"hasty","tls":{"client_hello_time":"2026-03-02T08:00:00Z"}}
            """;

    @BeforeAll
    static void write(SparkSession spark, @TempDir Path folder) {
        MadeTables.write(spark, folder, Table.OCSP, EXCHANGES.lines().toList());
        MadeTables.write(spark, folder, Table.CONNECTIONS, CONNECTIONS.lines().toList());
        TableViews.register(spark, folder.toString());
    }

    private static List<Row> rows(SparkSession spark, String table) {
        String query = TableFile.select(List.of(table), null).get(0).sql().query();
        return spark.sql(query).collectAsList();
    }

    /** Of each series its name and columns, then its quantiles at so many percent, all rounded. */
    private static String series(
            List<Row> rows, String value, List<String> columns, int... percents) {
        Map<String, List<String>> series = new LinkedHashMap<>();
        Map<String, Integer> points = new LinkedHashMap<>();
        for (Row row : rows) {
            String name = row.getAs("series");
            int percent = points.merge(name, 1, Integer::sum) - 1;
            assertEquals((double) percent, row.<Double>getAs("cumulative_percent"), name);
            List<String> cells = series.computeIfAbsent(name, n -> new ArrayList<>());
            if (percent == 0) {
                columns.forEach(column -> cells.add(rounded(row.getAs(column))));
            }
            if (IntStream.of(percents).anyMatch(p -> p == percent)) {
                cells.add(rounded(row.getAs(value)));
            }
        }
        points.forEach((name, count) -> assertEquals(101, count, name));
        return series.entrySet().stream()
                .map(e -> e.getKey() + ": " + String.join(" ", e.getValue()) + "\n")
                .collect(joining());
    }

    /** Without the last digits, where a double shows that it is binary. */
    private static String rounded(Object value) {
        return new BigDecimal(value.toString())
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void lookupTimes(SparkSession spark) {
        assertEquals(
                """
                all: 5 30 10 20 86 110
                no connection reuse: 4 35 10 17.5 92 110
                connection reuse: 1 30 30 30 30 30
                GET: 2 60 10 35 100 110
                POST: 3 30 20 25 46 50
                """,
                series(
                        rows(spark, "ocsp-lookup-time"),
                        "milliseconds",
                        List.of("lookups", "median_milliseconds"),
                        0,
                        25,
                        90,
                        100));
    }

    @Test
    void latenciesBesideTls(SparkSession spark) {
        assertEquals(
                """
                OCSP (milliseconds): 2 45 40 42.5 50
                TLS (milliseconds): 2 250 100 175 400
                ratio: 2 0.3 0.1 0.2 0.5
                TLS with one OCSP (milliseconds): 1 100 100 100 100
                TLS with more than one OCSP (milliseconds): 1 400 400 400 400
                """,
                series(
                        rows(spark, "ocsp-vs-tls-latency"),
                        "value",
                        List.of("handshakes", "median"),
                        0,
                        25,
                        100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ocsp-validity        | [1.0,1,1,5,20.0] [7.0,3,4,5,80.0] [10.0,1,5,5,100.0]
                    ocsp-revoked-by-day  | [2026-03-01,4,1,25.0,1,25.0] [2026-03-02,2,1,50.0,0,0.0]
                    """)
    void counts(String table, String expected, SparkSession spark) {
        assertEquals(
                expected, rows(spark, table).stream().map(Row::toString).collect(joining(" ")));
    }
}
