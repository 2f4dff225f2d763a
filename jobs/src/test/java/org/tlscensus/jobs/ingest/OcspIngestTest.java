package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.store.Mode;

/** The laboratory's OCSP exchanges against what its programs said. */
@ExtendWith(SharedSession.class)
class OcspIngestTest {
    private static final Path DATA = CaptureRecords.demo().resolveSibling("ocsp");
    private static final Path CAPTURE = DATA.resolve("ocsp.pcap");
    private static final Path CONF = CaptureRecords.demo().resolve("../../conf");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the answers have beside columns of the table, and under another name. */
    private static final Set<String> NO_COLUMNS =
            Set.of("site", "what", "client", "nth_on_connection", "tls_server_address");

    @TempDir Path folder;

    private static List<JsonNode> nodes(Iterable<String> lines) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }

    private Archive ingested(SparkSession spark) throws IOException {
        Archive archive = new Archive(spark, folder.resolve("tables"));
        archive.ingest(Mode.NEW, null, false, OcspLists.read(CONF, null), CAPTURE);
        return archive;
    }

    /** Rows by client port, then place of the exchange on the connection, then position. */
    private static Map<String, JsonNode> byPlace(List<JsonNode> rows) {
        Map<String, JsonNode> byPlace = new LinkedHashMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        String exchange = "";
        for (JsonNode row : rows) {
            String port = row.get("client_port").asText();
            if (!row.get("exchange_id").asText().equals(exchange)) {
                exchange = row.get("exchange_id").asText();
                counts.merge(port, 1, Integer::sum);
            }
            String place = port + " " + counts.get(port) + " " + row.get("position").asText("null");
            byPlace.put(place, row);
        }
        return byPlace;
    }

    private static String placeOf(JsonNode answer) {
        return answer.get("client_port").asText()
                + " "
                + (answer.has("nth_on_connection")
                        ? answer.get("nth_on_connection").asText("1")
                        : "1")
                + " "
                + (answer.has("position") ? answer.get("position").asText("null") : "null");
    }

    @Test
    void exchangesAreThoseOfTheLaboratory(SparkSession spark) throws IOException {
        Archive archive = ingested(spark);
        Map<String, JsonNode> rows =
                byPlace(
                        nodes(
                                archive.rows(
                                        "SELECT o.*, c.server_address AS tls_server_address FROM ocsp o"
                                                + " LEFT JOIN connections c ON c.connection_id ="
                                                + " o.tls_connection_id AND o.via != 'stapled' ORDER BY"
                                                + " client_port, coalesce(request_time,"
                                                + " response_time), exchange_id, position")));
        List<JsonNode> answers = nodes(Files.readAllLines(DATA.resolve("expected.jsonl")));
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (JsonNode answer : answers) {
            JsonNode row = rows.remove(placeOf(answer));
            if (row == null) {
                differences.add("no row: " + answer);
                continue;
            }
            for (Iterator<String> names = answer.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!NO_COLUMNS.contains(name) || name.equals("tls_server_address")) {
                    compared++;
                    compare(answer, name, row, differences);
                }
            }
        }
        rows.values().forEach(row -> differences.add("no answer: " + row));
        assertEquals("", String.join("\n", differences));
        assertTrue(answers.size() == 56 && compared > 900, answers.size() + ", " + compared);
    }

    private static void compare(
            JsonNode answer, String name, JsonNode row, List<String> differences) {
        String column = name.equals("nonce_in_response") ? "response_nonce" : name;
        String wanted = answer.get(name).asText("null");
        String ours = row.get(column).asText("null");
        if (name.equals("revocation_reason")) {
            wanted = wanted.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
        if (name.endsWith("_at") || name.endsWith("_update") || name.equals("revocation_time")) {
            ours = ours.replace(" ", "T").replaceAll("(\\.000000)?Z?$", "") + "Z";
            ours = ours.equals("nullZ") ? "null" : ours;
        }
        boolean isSame = name.equals("parse_error") ? !ours.equals("null") : wanted.equals(ours);
        if (!isSame) {
            differences.add(
                    placeOf(answer)
                            + " "
                            + answer.get("what")
                            + ": "
                            + name
                            + ": "
                            + wanted
                            + " but was "
                            + ours);
        }
    }

    @Test
    void namesNetworksClientsAndSignaturesAreTold(SparkSession spark) throws IOException {
        Archive archive = ingested(spark);
        List<JsonNode> names =
                nodes(
                        archive.rows(
                                "SELECT name, cname_chain, address FROM names WHERE name LIKE"
                                        + " 'ocsp.%' ORDER BY ALL"));
        assertEquals(nodes(Files.readAllLines(DATA.resolve("names.jsonl"))), names);
        assertEquals(
                List.of(
                        "{\"host\":\"ocsp.first.test\",\"cdn\":\"akamaiedge\",\"own\":null}",
                        "{\"host\":\"ocsp.second.test\",\"cdn\":\"phicdn.net\",\"own\":null}",
                        "{\"host\":\"ocsp.third.test\",\"cdn\":null,\"own\":null}"),
                archive.rows(
                        "SELECT DISTINCT host, cdn, self_hosted_cdn AS own FROM ocsp"
                                + " WHERE host IS NOT NULL ORDER BY host"));
        assertEquals(
                List.of("{\"n\":0}"),
                archive.rows(
                        "SELECT count(*) AS n FROM ocsp WHERE signature_algorithm IS NOT NULL"
                                + " AND signature_valid IS DISTINCT FROM true"));
        assertTrue(
                archive.rows("SELECT 1 FROM ocsp WHERE dns_latency BETWEEN 0.00001 AND 1").size()
                        > 10);
        assertTrue(
                archive.rows("SELECT 1 FROM ocsp WHERE client_application = 'java'").size() >= 4);
    }

    @Test
    void rowsAreTheSameHoweverItWasRecorded(SparkSession spark) throws IOException {
        Archive whole = ingested(spark);
        List<String> expected = whole.tablesWithoutCuts();
        assertTrue(expected.size() > 150, "rows: " + expected.size());
        OcspLists lists = OcspLists.read(CONF, null);
        CaptureRecords records = CaptureRecords.read(CAPTURE);
        List<Path> files = records.cut(folder.resolve("cut"), "part", 3);
        Archive pieces = new Archive(spark, folder.resolve("pieces"));
        pieces.ingest(Mode.NEW, 4096L, false, lists, folder.resolve("cut"));
        assertEquals(expected, pieces.tablesWithoutCuts());
        Archive appended = new Archive(spark, folder.resolve("appended"));
        for (Path file : files) {
            appended.ingest(Mode.APPEND, null, false, lists, file);
        }
        assertEquals(expected, appended.tablesWithoutCuts());
    }
}
