package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.schema.Table;

/** What is told of a chain beside its verdict: the names are those of one certificate each. */
@ExtendWith(SharedSession.class)
class CheckedChainsTest {
    /** Name asked for, DNS names, addresses, common name, whether they match. */
    private static final String NAMES =
            """
            www.example.org        | "www.example.org"                   |             | x               | true
            WWW.Example.ORG.       | "other.example","www.example.ORG"   |             | x               | true
            www.example.org        | "*.example.org"                     |             | x               | true
            a.www.example.org      | "*.example.org"                     |             | x               | false
            example.org            | "*.example.org"                     |             | x               | false
            www.example.org        | "w*.example.org"                    |             | x               | false
            www.example.org        | "www.*.org"                         |             | x               | false
            www.example.org        | "*.*.org"                           |             | x               | false
            example.org            | "*.org"                             |             | x               | false
            xn--bcher-kva.example  | "xn--bcher-kva.example"             |             | x               | true
            xn--bcher-kva.example.org | "*.example.org"                  |             | x               | true
            xn--bcher-kva.example  | "bücher.example"                    |             | x               | false
            www.example.org        | "other.example"                     |             | www.example.org | false
            www.example.org        |                                     |             | www.example.org | true
            www.example.org        |                                     | "192.0.2.1" | *.example.org   | true
            192.0.2.1              | "192.0.2.1"                         | "192.0.2.9" | 192.0.2.1       | false
            192.0.2.1              | "www.example.org"                   | "192.0.2.1" | x               | true
            2001:db8::1            |                                     | "2001:db8::1" | x             | true
            www.examplexorg        | "www.example.org"                   |             | x               | false
            -                      | "www.example.org"                   |             | x               | null
            """;

    /** Hour of the connection, responses, whether the certificate is known to be revoked. */
    private static final String STATUSES =
            """
            10 | revoked 09                      | true
            10 | revoked 11                      | false
            10 | good 09-12                      | false
            10 | good 07-09                      | null
            10 | good 07-09, good 11-13          | false
            10 | good 07-12, revoked 09          | true
            10 | unknown                         | null
            10 | forged 09                       | null
            10 |                                 | null
            """;

    private static String response(String certificate, String what) {
        String[] words = what.strip().split(" ", -1);
        String hours = words.length > 1 ? words[1] : "08-12";
        String columns =
                switch (words[0]) {
                    case "revoked", "forged" ->
                            String.format(
                                    "\"certificate_status\":\"revoked\",\"revocation_time\":\"2026-03-01T%s:00:00Z\"",
                                    hours);
                    default ->
                            String.format(
                                    "\"certificate_status\":\"%s\",\"this_update\":\"2026-03-01T%s:00:00Z\",\"next_update\":\"2026-03-01T%s:00:00Z\"",
                                    words[0], hours.substring(0, 2), hours.substring(3));
                };
        return String.format(
                "{\"certificate_sha256\":\"%s\",\"signature_valid\":%s,%s}",
                certificate, !words[0].equals("forged"), columns);
    }

    private static String connection(String id, int hour, String name) {
        return String.format(
                "{\"connection_id\":\"%s\",\"date\":\"2026-03-01\",\"start_time\":\"2026-03-01T%d:00:00Z\","
                        + "\"tls\":{\"server_chain\":[\"%s\",\"ca\"]%s}}",
                id, hour, id, name.equals("-") ? "" : ",\"server_name\":\"" + name + "\"");
    }

    @Test
    void namesAndRevocation(SparkSession spark, @TempDir Path folder) {
        List<String> connections = new ArrayList<>();
        List<String> certificates = new ArrayList<>();
        List<String> responses = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>();
        for (String line : NAMES.lines().toList()) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            String id = String.format("name %02d", certificates.size());
            connections.add(connection(id, 10, cells[0]));
            certificates.add(
                    String.format(
                            "{\"sha256\":\"%s\",\"subject\":\"s\",\"dns_names\":[%s],\"ip_addresses\":[%s],\"subject_common_name\":\"%s\"}",
                            id, cells[1], cells[2], cells[3]));
            expected.put(id, cells[4] + " null");
        }
        for (String line : STATUSES.lines().toList()) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            String id = String.format("status %02d", expected.size());
            connections.add(connection(id, Integer.parseInt(cells[0]), "-"));
            for (String what : cells[1].split(",", -1)) {
                if (!what.isBlank()) {
                    responses.add(response(id, what));
                }
            }
            expected.put(id, "null " + cells[2]);
        }
        MadeTables.write(spark, folder, Table.CONNECTIONS, connections);
        MadeTables.write(spark, folder, Table.CERTIFICATES, certificates);
        MadeTables.write(spark, folder, Table.OCSP, responses);
        TableViews.register(spark, folder.toString());
        Map<String, String> found = new TreeMap<>();
        for (Row row :
                spark.sql("SELECT connection_id, name_matches, revoked_known FROM checked_chains")
                        .collectAsList()) {
            found.put(row.getString(0), row.get(1) + " " + row.get(2));
        }
        assertEquals(expected, found);
    }
}
