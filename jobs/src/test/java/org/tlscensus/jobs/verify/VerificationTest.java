package org.tlscensus.jobs.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.cli.CensusCommand;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.QuickTables;
import org.tlscensus.jobs.schema.Table;

class VerificationTest {
    @TempDir Path folder;

    private static final List<String> USUAL =
            List.of(
                    "\"site\": \"s\"",
                    "\"client_address\": \"10.0.0.1\"",
                    "\"client_port\": 1000",
                    "\"server_address\": \"10.0.0.2\"",
                    "\"server_port\": 443",
                    "\"transport\": \"tcp\"",
                    "\"captures\": [\"a.pcap\"]");

    /** A connection that began some microseconds after noon, and what it has that is not usual. */
    private static String row(long micros, String more) {
        String usual =
                USUAL.stream()
                        .filter(field -> !more.contains(field.split(":", -1)[0] + ":"))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "{%s, \"start_time\": \"2026-01-01 12:00:%02d.%06d\"%s}",
                usual,
                micros / 1_000_000,
                micros % 1_000_000,
                more.isEmpty() ? "" : ", " + more);
    }

    /** Rows, each as MICROS or MICROS and JSON, split by semicolons. */
    private static List<String> rows(String text) {
        List<String> rows = new ArrayList<>();
        for (String each : text == null ? new String[0] : text.split(";", -1)) {
            String[] parts = each.strip().split(" ", 2);
            rows.add(row(Long.parseLong(parts[0]), parts.length > 1 ? parts[1] : ""));
        }
        return rows;
    }

    private Verdict verdict(List<String> truth, List<String> ours) throws IOException {
        MadeTruth.write(folder, truth);
        QuickTables.write(folder.resolve("tables"), Table.CONNECTIONS, ours);
        return new Verification(folder.resolve("tables").toString(), folder, 10).run();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
        equal                | 5 | 5 | 1 both | 0
        nobody               |   |   | 0 both | 0
        missing row          | 5; 30000000 "client_port": 2 | 5 | 1 both, 1 missing | 0
        extra row            | 5 | 5; 6 "client_port": 2 | 1 both, 1 extra | 1
        false value          | 5 "duration": 1.5 | 5 "duration": 2.5 | 1 both, duration false 1 | 1
        value out of nothing | 5 | 5 "vlan": [1] | 1 both, vlan false 1 | 1
        NULL                 | 5 "duration": 1.5 | 5 | 1 both, duration NULL 1 | 0
        nested value         | 5 "tls": {"version": "tls1.3"} | 5 "tls": {"version": "tls1.2"} | 1 both, tls.version false 1 | 1
        nested NULL          | 5 "tls": {"version": "tls1.3"} | 5 "tls": {"established": null} | 1 both, tls.version NULL 1 | 0
        list in its order    | 5 "tls": {"client_hello": {"alpn": ["a", "b"]}} | 5 "tls": {"client_hello": {"alpn": ["b", "a"]}} | 1 both, tls.client_hello.alpn false 1 | 1
        a nanosecond         | 5 "duration": 0.000000001 | 5 "duration": 0.000000002 | 1 both, duration false 1 | 1
        less than that       | 5 "duration": 1000000.1000000001 | 5 "duration": 1000000.1 | 1 both | 0
        a microsecond        | 5 | 6 | 1 both, start_time false 1 | 1
        shorter list         | 5 "vlan": [1, 2] | 5 "vlan": [1] | 1 both, vlan false 1 | 1
        the same, with loss  | 5 "vlan": [1, 2], "ailments": ["loss"] | 5 "vlan": [1] | 1 both, vlan less 1 | 0
        other list with loss | 5 "vlan": [1, 2], "ailments": ["loss"] | 5 "vlan": [3] | 1 both, vlan false 1 | 1
        false for true       | 5 "tls": {"established": true} | 5 "tls": {"established": false} | 1 both, tls.established false 1 | 1
        the same, with a cut | 5 "tls": {"established": true}, "ailments": ["cut"] | 5 "tls": {"established": false} | 1 both, tls.established less 1 | 0
        no end seen          | 5 "end_reason": "fin", "ailments": ["one_sided"] | 5 "end_reason": "idle" | 1 both, end_reason less 1 | 0
        another end          | 5 "end_reason": "fin", "ailments": ["one_sided"] | 5 "end_reason": "rst" | 1 both, end_reason false 1 | 1
        true for false       | 5 "tls": {"established": false}, "ailments": ["cut"] | 5 "tls": {"established": true} | 1 both, tls.established false 1 | 1
        letters, with loss   | 5 "tls": {"history": "CsxkF"}, "ailments": ["loss"] | 5 "tls": {"history": "CxF"} | 1 both, tls.history less 1 | 0
        other letters        | 5 "tls": {"history": "CsxkF"}, "ailments": ["loss"] | 5 "tls": {"history": "Cz"} | 1 both, tls.history false 1 | 1
        roles the other way  | 5 | 5 "client_address": "10.0.0.2", "client_port": 443, "server_address": "10.0.0.1", "server_port": 1000 | 1 both, client_address false 1, client_port false 1, server_address false 1, server_port false 1 | 1
        port reuse           | 5 "duration": 1; 9000000 "duration": 2 | 9000000 "duration": 2; 5 "duration": 1 | 2 both | 0
        port reuse, one late | 5 "duration": 1; 9000000 "duration": 2 | 8 "duration": 1; 9000000 "duration": 2 | 2 both, start_time false 1 | 1
        port reuse, one lost | 5; 9000000; 50000000 | 5; 50000000 | 2 both, 1 missing | 0
        reused, one lost, one more | 5; 9000000; 50000000 | 5; 50000000; 51000000 | 2 both, 1 missing, 1 extra | 1
        twice the same       | 5; 5 | 5; 5 | 2 both | 0
        other site           | 5 | 5 "site": "t" | 0 both, 1 missing, 1 extra | 1
        """)
    void tells(String name, String truth, String ours, String expected, int exitCode)
            throws IOException {
        Verdict verdict = verdict(rows(truth), rows(ours));
        assertEquals(expected, summary(verdict.tables().get(0)), name);
        String tables = folder.resolve("tables").toString();
        String[] line = {"verify", "--tables", tables, "--truth", folder.toString()};
        assertEquals(exitCode, CensusCommand.execute(line), name);
    }

    private static String summary(TableVerdict table) {
        StringBuilder text = new StringBuilder(table.rows().matched() + " both");
        if (table.rows().missing() > 0) {
            text.append(", ").append(table.rows().missing()).append(" missing");
        }
        if (table.rows().extra() > 0) {
            text.append(", ").append(table.rows().extra()).append(" extra");
        }
        for (ColumnCounts column : table.columns()) {
            for (Kind kind : List.of(Kind.FALSE, Kind.NULL, Kind.LESS)) {
                if (column.of(kind) > 0) {
                    text.append(
                            ", %s %s %d".formatted(column.column(), kind.word(), column.of(kind)));
                }
            }
        }
        return text.toString();
    }

    @Test
    void sharesAreOfValuesThatAreThere() throws IOException {
        List<String> truth = rows("1 \"duration\": 1; 2 \"duration\": 2; 3 \"duration\": 3; 4");
        List<String> ours = rows("1 \"duration\": 1; 2 \"duration\": 7; 3; 4");
        TableVerdict table = verdict(truth, ours).tables().get(0);
        ColumnCounts duration =
                table.columns().stream()
                        .filter(c -> c.column().equals("duration"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(1 / 3.0, duration.recall());
        assertEquals(1 / 2.0, duration.precision());
        assertEquals(2, duration.equal());
    }

    @Test
    void differencesHaveCausesAndWhatNamesThem() throws IOException {
        List<String> truth =
                rows(
                        "1 \"duration\": 1, \"ailments\": [\"cut\", \"loss\"];"
                                + " 2000000 \"duration\": 1, \"ailments\": [\"loss\"]; 4000000");
        List<String> ours =
                rows(
                        "1 \"anomalies\": [\"gap\"], \"connection_id\": \"c1\"; 2000000"
                                + " \"server_missing_bytes\": 9, \"client_missing_bytes\": 0;"
                                + " 4000000 \"duration\": 3, \"initial_rtt\": 0.1");
        Verdict verdict = verdict(truth, ours);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new VerdictText(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(verdict);
        assertEquals(
                """
                connections: 3 rows in the truth, 3 here, 3 of both: recall 1.000000, precision 1.000000
                14 of 15 columns are equal in all of these rows

                column    equal  less  NULL  false    recall  precision
                --------  -----  ----  ----  -----  --------  ---------
                duration      0     0     2      1  0.000000   0.000000

                cause     rows missing  rows extra  less  NULL  false  unnamed  named by
                --------  ------------  ----------  ----  ----  -----  -------  ------------------------------
                cut+loss             0           0     0     1      0        0  gap+start_not_seen 1
                loss                 0           0     0     1      0        0  missing_bytes+start_not_seen 1
                none                 0           0     0     0      1        1

                kind   column    truth  here  cause     said                          connection  capture  row
                -----  --------  -----  ----  --------  ----------------------------  ----------  -------  --------------------------------------------------------------
                false  duration  NULL   3.0   none                                                a.pcap   s 10.0.0.1 1000 10.0.0.2 443 tcp 2026-01-01 12:00:04+00
                NULL   duration  1.0    NULL  cut+loss  gap+start_not_seen            c1          a.pcap   s 10.0.0.1 1000 10.0.0.2 443 tcp 2026-01-01 12:00:00.000001+00
                NULL   duration  1.0    NULL  loss      missing_bytes+start_not_seen              a.pcap   s 10.0.0.1 1000 10.0.0.2 443 tcp 2026-01-01 12:00:02+00

                FALSE: something is told that is not so
                """,
                bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void rowsThatAreMissingAreNamedWhereNoHelloWasCaptured() throws IOException {
        String times = "client_hello_time TIMESTAMPTZ, server_hello_time TIMESTAMPTZ";
        String stated = "tls.client_hello_time, tls.server_hello_time";
        String loss = "\"ailments\": [\"loss\"]";
        MadeTruth.write(
                folder,
                rows(
                        "1 \"tls\": {\"version\": \"tls1.3\"}, "
                                + loss
                                + "; 2000000 \"tls\": {\"version\": \"tls1.3\", \"server_hello_time\":"
                                + " \"2026-01-01 12:00:03\"}, "
                                + loss
                                + "; 4000000 "
                                + loss),
                MadeTruth.COLUMNS.replace("version VARCHAR", "version VARCHAR, " + times),
                MadeTruth.YAML.formatted(3).replace("tls.version", "tls.version, " + stated));
        QuickTables.write(
                folder.resolve("tables"), Table.CONNECTIONS, rows("9 \"client_port\": 7"));
        TableVerdict table =
                new Verification(folder.resolve("tables").toString(), folder, 0)
                        .run()
                        .tables()
                        .get(0);
        assertEquals(
                Map.of("", 2L, "no_hello_captured", 1L),
                table.differences().causes().get("loss").bySaid());
    }

    @Test
    void jsonHasTheSame() throws IOException {
        MadeTruth.write(folder, rows("1 \"duration\": 1"));
        String tables = folder.resolve("tables").toString();
        QuickTables.write(Path.of(tables), Table.CONNECTIONS, rows("1"));
        Path out = folder.resolve("out.json");
        String[] line = {
            "verify", "--tables", tables, "--truth", folder + "/truth", "--out", out.toString()
        };
        assertEquals(0, CensusCommand.execute(line));
        String json = Files.readString(out);
        for (String part :
                List.of(
                        "\"is_false\" : false",
                        "\"rows_in_truth\" : 1",
                        "\"precision\" : null",
                        "\"truth\" : \"1.0\"",
                        "\"capture\" : \"a.pcap\"")) {
            assertTrue(json.contains(part), part + " in " + json);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "captures, 1 both; duration false 1; tls.version false 1",
        "tls, 1 both; duration false 1",
        "duration, 1 both; tls.version false 1"
    })
    void columnsMayBeLeftOut(String except, String expected) throws IOException {
        MadeTruth.write(folder, rows("5 \"duration\": 1, \"tls\": {\"version\": \"tls1.3\"}"));
        Path tables = folder.resolve("tables");
        QuickTables.write(
                tables,
                Table.CONNECTIONS,
                rows("5 \"duration\": 2, \"tls\": {\"version\": \"tls1.2\"}"));
        Verification verification = new Verification(tables.toString(), folder, 1);
        Verdict verdict = verification.without(List.of(except)).run();
        assertEquals(expected.replace(';', ','), summary(verdict.tables().get(0)));
        assertThrows(UserError.class, () -> verification.without(List.of("no_such")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        duration: 'DOUBLE' | length: 'DOUBLE'   |          |          | the truth of connections has a column length, of which truth.yaml does not tell
        duration: 'DOUBLE' | duration: 'VARCHAR' |         |          | the truth of connections: duration is STRING, but DOUBLE in the tables
        start_time: 'TIMESTAMPTZ' | start_time: 'TIMESTAMP_NS' | | |
        client_port: 'INT' | client_port: 'BIGINT' |       |          |
                           |                     | duration | length  | connections has no column length
                           |                     | tls.version | tls.version, tls.resumed | states tls.resumed, but has no such column
                           |                     | key      | keys     | connections has no key
                           |                     | rows: 1  | rows: 2  | has 1 rows, but 2 by truth.yaml
                           |                     | rows: 1  | rows: x  | connections.rows: want a number
                           |                     | format: 1 | format: 2 | format 2 is not known
                           |                     | connections: | flows: | there is no table flows
                           |                     | [ailments] | ailments | connections.extra: want a list
                           |                     | [ailments] | [ailments | truth.yaml: while parsing
        """)
    void refuses(String column, String otherColumn, String said, String otherSaid, String message)
            throws IOException {
        String columns = MadeTruth.COLUMNS;
        String yaml = MadeTruth.YAML.formatted(1);
        MadeTruth.write(
                folder,
                rows("1"),
                column == null ? columns : columns.replace(column, otherColumn),
                said == null ? yaml : yaml.replace(said, otherSaid));
        QuickTables.write(folder.resolve("tables"), Table.CONNECTIONS, rows("1"));
        String tables = folder.resolve("tables").toString();
        if (message == null) {
            assertEquals(
                    "1 both", summary(new Verification(tables, folder, 0).run().tables().get(0)));
        } else {
            UserError error =
                    assertThrows(UserError.class, () -> new Verification(tables, folder, 10).run());
            assertTrue(error.getMessage().contains(message), error.getMessage());
            String[] line = {"verify", "--tables", tables, "--truth", folder.toString()};
            assertEquals(2, CensusCommand.execute(line));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--tables {} --truth {}/none, 2",
        "--tables {} --truth {} --examples -1, 2",
        "--tables s3://b/t --truth {}, 2",
        "--tables {}, 2",
        "--help, 0"
    })
    void wrongUse(String line, int expected) {
        String[] words = ("verify " + line.replace("{}", folder.toString())).split(" ", -1);
        assertEquals(expected, CensusCommand.execute(words));
    }
}
