package org.tlscensus.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.Archive;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryError;
import org.tlscensus.jobs.store.Mode;

/** Contributions to a notary, of the demo's captures: the first, the last, and all of them. */
@ExtendWith(SharedSession.class)
class NotaryExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The Notary's list, and the column that each is in. */
    private static final Map<String, String> FEATURES =
            Map.ofEntries(
                    Map.entry("offered ciphers", "offered_ciphers"),
                    Map.entry("analyzer error", "analyzer_error"),
                    Map.entry("client TLS extensions", "client_extensions"),
                    Map.entry("server TLS extensions", "server_extensions"),
                    Map.entry("content length", "content_length"),
                    Map.entry("connection history", "connection_history"),
                    Map.entry("duration", "duration"),
                    Map.entry("client EC point formats", "client_point_formats"),
                    Map.entry("sent bytes", "sent_bytes"),
                    Map.entry("received bytes", "received_bytes"),
                    Map.entry("time stamp", "time_stamp"),
                    Map.entry("packet loss", "packet_loss"),
                    Map.entry("selected cipher", "selected_cipher"),
                    Map.entry("server certificates", "server_certificates"),
                    Map.entry("server IP", "server_ip"),
                    Map.entry("SNI", "server_name"),
                    Map.entry("DH parameter size", "dh_parameter_size"),
                    Map.entry("client ALPN", "client_alpn"),
                    Map.entry("server ALPN", "server_alpn"),
                    Map.entry("version", "version"),
                    Map.entry("hash(client session id)", "client_session_id_hash"),
                    Map.entry("hash(client IP, server IP)", "client_server_hash"),
                    Map.entry("hash(server session id)", "server_session_id_hash"),
                    Map.entry("ticket lifetime hint", "ticket_lifetime_hint"),
                    Map.entry("client EC curves", "client_curves"),
                    Map.entry("number of client certificates", "client_certificates"),
                    Map.entry("TLS alerts", "alerts"));

    @TempDir static Path archives;

    private static Archive all;

    @TempDir Path folder;

    @BeforeAll
    static void ingest(SparkSession spark) throws IOException {
        Path campus = CaptureRecords.demo().resolve("campus");
        new Archive(spark, archives.resolve("first"))
                .ingest(
                        Mode.NEW,
                        null,
                        campus.resolve("campus-01.pcap"),
                        campus.resolve("campus-02.pcapng"));
        new Archive(spark, archives.resolve("last"))
                .ingest(
                        Mode.NEW,
                        null,
                        campus.resolve("campus-05.pcap"),
                        campus.resolve("campus-06.pcap"));
        all = new Archive(spark, archives.resolve("all"));
        all.ingest(Mode.NEW, null, campus);
    }

    private static DuckEngine engine(String archive) {
        return new DuckEngine(archives.resolve(archive).toString());
    }

    private Path key(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Path key(String digit) throws IOException {
        return key("key-" + digit, digit.repeat(64) + "\n", "rw-------");
    }

    private Path contribution(String archive, Path key, long minimum) throws IOException {
        Path out = folder.resolve(archive + "-" + key.getFileName() + "-" + minimum);
        new NotaryExport(archives.resolve(archive).toString(), out, key, minimum)
                .run(() -> engine(archive));
        return out;
    }

    private static List<JsonNode> connections(Path contribution) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(contribution.resolve("connections.jsonl"))) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private static List<String> parquet(Path file) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            duckDb.createStatement().execute("SET TimeZone = 'UTC'");
            ResultSet result =
                    duckDb.createStatement()
                            .executeQuery(
                                    "SELECT CAST(to_json(r) AS VARCHAR) FROM read_parquet('"
                                            + file
                                            + "') AS r ORDER BY 1");
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void allFeaturesAreThere() throws IOException {
        List<JsonNode> rows = connections(contribution("all", key("a"), 1));
        FEATURES.forEach(
                (feature, column) ->
                        assertTrue(
                                rows.stream().anyMatch(row -> !row.get(column).isNull()), feature));
        assertEquals(FEATURES.size() + 1, rows.get(0).size(), "and the connection's name");
    }

    @Test
    void parquetAndJsonTellTheSame() throws Exception {
        Path made = contribution("all", key("a"), 1);
        List<String> fromParquet = parquet(made.resolve("connections.parquet"));
        List<JsonNode> fromJson = connections(made);
        assertEquals(fromJson.size(), fromParquet.size());
        Map<String, JsonNode> byName = new HashMap<>();
        fromJson.forEach(row -> byName.put(row.get("connection").asText(), row));
        for (String row : fromParquet) {
            JsonNode ours = JSON.readTree(row);
            JsonNode theirs = byName.get(ours.get("connection").asText());
            for (String column :
                    List.of("offered_ciphers", "server_name", "alerts", "sent_bytes")) {
                assertEquals(theirs.get(column), ours.get(column), column);
            }
        }
    }

    @Test
    void clientsAreNotInIt() throws Exception {
        Path made = contribution("all", key("a"), 1);
        Set<String> clients = new HashSet<>();
        for (String row : all.rows("SELECT DISTINCT client_address FROM connections")) {
            clients.add(JSON.readTree(row).get("client_address").asText());
        }
        assertTrue(clients.size() > 1);
        Set<String> words = new HashSet<>();
        for (JsonNode row : connections(made)) {
            row.forEach(value -> words.add(value.asText()));
            assertTrue(row.get("time_stamp").asText().matches("[0-9-]+T\\d\\d:\\d\\d:\\d\\dZ"));
            row.fieldNames().forEachRemaining(name -> assertFalse(name.contains("port"), name));
        }
        clients.forEach(client -> assertFalse(words.contains(client), client));
    }

    @Test
    void hashesAreKeyed() throws IOException {
        JsonNode withA = connections(contribution("all", key("a"), 1)).get(0);
        JsonNode withB = connections(contribution("all", key("b"), 1)).get(0);
        for (String column : List.of("connection", "client_server_hash")) {
            assertNotEquals(withA.get(column), withB.get(column), column);
        }
        assertEquals(withA.get("time_stamp"), withB.get("time_stamp"));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1000})
    void rareNamesAreLeftOut(long minimum) throws IOException {
        Set<String> asked = new HashSet<>();
        for (String row :
                all.rows(
                        "SELECT lower(tls.server_name) AS name FROM connections WHERE tls.server_name IS NOT NULL"
                                + " GROUP BY 1 HAVING count(DISTINCT client_address) >= "
                                + minimum)) {
            asked.add(JSON.readTree(row).get("name").asText());
        }
        Set<String> told = new HashSet<>();
        connections(contribution("all", key("a"), minimum)).stream()
                .map(row -> row.get("server_name"))
                .filter(name -> !name.isNull())
                .forEach(name -> told.add(name.asText().toLowerCase(Locale.ROOT)));
        assertEquals(asked, told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            63 digits        | 63 | rw-------
            nothing          | 0  | rw-------
            too much         | 65 | rw-------
            group may read   | 64 | rw-r-----
            others may read  | 64 | rw----r--
            """)
    void keysThatAreNone(String name, int digits, String permissions) throws IOException {
        Path key = key("bad", "a".repeat(digits), permissions);
        Path out = folder.resolve("out");
        NotaryExport export = new NotaryExport(archives.resolve("all").toString(), out, key, 1);
        assertThrows(UserError.class, () -> export.run(() -> engine("all")), name);
        assertFalse(Files.exists(out));
        NotaryExport without =
                new NotaryExport(
                        archives.resolve("all").toString(), out, folder.resolve("missing"), 1);
        assertThrows(UserError.class, () -> without.run(() -> engine("all")));
        assertFalse(Files.exists(out));
    }

    private List<List<String>> merged(String name, Path... contributions) throws Exception {
        Path out = folder.resolve(name);
        new NotaryMerge(List.of(contributions), out).run();
        return List.of(
                parquet(out.resolve("notary_connections/data.parquet")),
                parquet(out.resolve("notary_certificates/data.parquet")));
    }

    /** One site contributed twice, and in the end all; the other has a key of its own. */
    @Test
    void mergesInAnyOrder() throws Exception {
        Path first = contribution("first", key("a"), 1);
        Path other = contribution("last", key("b"), 2);
        Path whole = contribution("all", key("a"), 1);
        List<List<String>> expected = merged("m1", first, other, whole);
        assertEqual(expected, merged("m2", whole, first, other));
        assertEqual(expected, merged("m3", other, whole, other));
        assertEquals(connections(whole).size() + connections(other).size(), expected.get(0).size());
        merged("m4", other);
        merged("m4", whole);
        assertEqual(expected, merged("m4", whole, first));
        assertFalse(expected.get(1).isEmpty());
        for (String row : expected.get(1)) {
            assertTrue(JSON.readTree(row).get("connections").asLong() > 0);
        }
    }

    /** Tells the first row that differs; all of them are long. */
    private static void assertEqual(List<List<String>> expected, List<List<String>> actual) {
        for (int table = 0; table < expected.size(); table++) {
            assertEquals(expected.get(table).size(), actual.get(table).size());
            for (int row = 0; row < expected.get(table).size(); row++) {
                assertEquals(expected.get(table).get(row), actual.get(table).get(row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections.parquet", "certificates.jsonl", "manifest.json"})
    void changedContributionsAreRefused(String name) throws Exception {
        Path made = contribution("first", key("a"), 1);
        Path file = made.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Path out = folder.resolve("refused");
        assertThrows(UserError.class, () -> new NotaryMerge(List.of(made), out).run());
        assertFalse(Files.exists(out));
    }

    @Test
    void othersFilesStay() throws Exception {
        Path made = contribution("first", key("a"), 1);
        Path mine = Files.createDirectories(folder.resolve("notary/notary_connections"));
        Files.writeString(mine.resolve("notes.txt"), "mine");
        NotaryMerge merge = new NotaryMerge(List.of(made), folder.resolve("notary"));
        assertThrows(UserError.class, merge::run);
        assertEquals("mine", Files.readString(mine.resolve("notes.txt")));
    }

    @Test
    void zoneTellsWhatTheMergedNotaryTells() throws Exception {
        Path notary = folder.resolve("notary");
        new NotaryMerge(List.of(contribution("all", key("a"), 1)), notary).run();
        String ofArchive = zone("z1", archives.resolve("all"));
        assertEquals(ofArchive, zone("z2", notary));
        List<String> lines = ofArchive.lines().toList();
        assertEquals("$ORIGIN notary.example.", lines.get(0));
        assertTrue(lines.get(2).matches("@ IN SOA ns hostmaster \\d{10} 86400 7200 2419200 3600"));
        List<String> records = lines.subList(5, lines.size());
        assertTrue(records.size() > 2 && records.size() % 2 == 0);
        for (int i = 0; i < records.size(); i += 2) {
            assertTrue(records.get(i).matches("[0-9a-f]{40} IN A 127\\.0\\.0\\.[12]"));
            String counts = "first_seen=\\d+ last_seen=\\d+ times_seen=\\d+ validated=[01]";
            assertTrue(
                    records.get(i + 1).matches("[0-9a-f]{40} IN TXT \"version=1 " + counts + "\""));
        }
    }

    private String zone(String name, Path tables) throws IOException {
        Path out = folder.resolve(name);
        new NotaryZone(tables.toString(), out, "notary.example", null)
                .run(() -> new DuckEngine(tables.toString()));
        return Files.readString(out.resolve("notary.zone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a.example", "x\n@ IN A 1.2.3.4", "a..b"})
    void wrongOrigins(String origin) {
        Path out = folder.resolve("zone");
        NotaryZone zone = new NotaryZone(archives.resolve("all").toString(), out, origin, null);
        assertThrows(UserError.class, () -> zone.run(() -> engine("all")));
        assertFalse(Files.exists(out));
    }

    @ParameterizedTest
    @CsvSource({"DER, true", "PEM, is_ca", "DER, key_bits > 100000"})
    void certificatesByFingerprint(CertificateFormat format, String condition) throws Exception {
        Path out = folder.resolve("certificates");
        long told =
                new CertificateExport(archives.resolve("all").toString(), out, format, condition)
                        .run(() -> engine("all"));
        assertEquals(
                List.of("{\"n\":" + told + "}"),
                all.rows("SELECT count(*) AS n FROM certificates WHERE " + condition));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(out)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertEquals(told, files.size());
        for (Path file : files) {
            assertEquals(fingerprint(file, format), file.getFileName().toString().substring(0, 64));
        }
    }

    private static String fingerprint(Path file, CertificateFormat format) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        if (format == CertificateFormat.PEM) {
            String text = new String(bytes, StandardCharsets.US_ASCII);
            String body = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            bytes = Base64.getDecoder().decode(body);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void wrongConditionWritesNothing() {
        Path out = folder.resolve("certificates");
        CertificateExport export =
                new CertificateExport(
                        archives.resolve("all").toString(),
                        out,
                        CertificateFormat.DER,
                        "no_such = 1");
        assertThrows(QueryError.class, () -> export.run(() -> engine("all")));
        assertFalse(Files.exists(out));
    }
}
