package org.tlscensus.jobs.ingest;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.privacy.NetworkFiles;
import org.tlscensus.jobs.privacy.Privacy;
import org.tlscensus.jobs.privacy.PrivacyRules.Addresses;
import org.tlscensus.jobs.store.Mode;

/** What tables tell of clients, and what they do not. */
@ExtendWith(SharedSession.class)
class PrivateIngestTest {
    private static final Path DATA = CaptureRecords.demo().getParent();
    private static final Path FAULTS =
            Path.of("..", "parsing-core", "src", "test", "resources")
                    .resolve("org/tlscensus/core/analysis/faults");

    /** Addresses, ids, and how the second row may tell the first one's otherwise. */
    private static final List<String> BESIDE_NAMES =
            List.of(
                    "SELECT * EXCEPT (connection_id, community_id, client_address, server_address,"
                            + " proxy_protocol), proxy_protocol.version,"
                            + " proxy_protocol.source_port, proxy_protocol.destination_address"
                            + " FROM connections",
                    "SELECT * EXCEPT (exchange_id, connection_id, client_address, server_address,"
                            + " tls_connection_id), tls_connection_id IS NULL FROM ocsp",
                    "SELECT * FROM certificates",
                    "SELECT * EXCEPT (address) FROM names",
                    "SELECT * FROM captures");

    @TempDir Path folder;

    /** Of OCSP and DNS, of the demo with its connections that go on, of proxies, of EAP. */
    private static Path[] captures() throws IOException {
        List<Path> captures = new ArrayList<>();
        captures.add(DATA.resolve("ocsp/ocsp.pcap"));
        captures.add(DATA.resolve("demo/campus"));
        try (Stream<Path> faults = Files.list(FAULTS)) {
            faults.filter(file -> file.toString().endsWith(".pcap"))
                    .filter(file -> file.getFileName().toString().matches("(proxy|reverse|ftp).*"))
                    .sorted()
                    .forEach(captures::add);
        }
        return captures.toArray(new Path[0]);
    }

    private Archive ingested(SparkSession spark, String name, Privacy privacy) throws IOException {
        Archive archive =
                new Archive(spark, folder.resolve(name)).withPrivacy(privacy, NetworkFiles.NONE);
        archive.ingest(Mode.NEW, null, false, OcspLists.NONE, captures());
        return archive;
    }

    private static List<String> clients(Archive plain) {
        return plain
                .rows(
                        "SELECT DISTINCT a FROM (SELECT client_address AS a FROM connections UNION"
                                + " SELECT proxy_protocol.source_address FROM connections WHERE"
                                + " proxy_protocol.source_port IS NOT NULL UNION"
                                + " SELECT client_address FROM ocsp) WHERE a IS NOT NULL"
                                + " AND a NOT IN (SELECT server_address FROM connections)")
                .stream()
                .map(row -> row.replaceAll(".*:\"(.*)\"}", "$1"))
                .toList();
    }

    private static List<String> sorted(Archive archive, String query) {
        return archive.rows(query).stream().sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Addresses.class,
            names = {"PSEUDONYMIZE", "DROP"})
    void tablesTellAllButWhoTheClientsAre(Addresses addresses, SparkSession spark)
            throws IOException {
        Archive plain = ingested(spark, "plain", Privacy.NONE);
        List<String> clients = clients(plain);
        assertTrue(clients.size() >= 5, clients.toString());
        assertFalse(
                new FoundAddresses(clients).in(folder.resolve("plain")).found().isEmpty(),
                "the search finds what is there");

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Archive hidden;
        try {
            hidden = ingested(spark, "hidden", MadePrivacy.with(addresses));
        } finally {
            System.setErr(before);
        }
        for (String query : BESIDE_NAMES) {
            assertEquals(sorted(plain, query), sorted(hidden, query), query);
        }
        FoundAddresses search =
                new FoundAddresses(clients)
                        .in(folder.resolve("hidden"))
                        .in("standard error", printed.toByteArray());
        assertEquals(List.of(), search.found());
        assertTrue(search.files() > 10);
        String told = addresses == Addresses.DROP ? "0" : "count(*)";
        assertEquals(
                List.of("{\"a\":true,\"b\":0}"),
                hidden.rows(
                        "SELECT count(client_address) = "
                                + told
                                + " AS a, count(community_id) AS b FROM connections"));
    }

    /** Who answers a server that opens a connection is a client as well. */
    @Test
    void clientsThatAreServersOnceAreNotToldThere(SparkSession spark) throws IOException {
        String query =
                "SELECT count(*) > 2 AS n, count(server_address) AS told FROM connections WHERE"
                        + " tls.roles_reversed OR client_port IN (20, 989) AND transport = 'tcp'";
        assertEquals(
                List.of("{\"n\":true,\"told\":0}"),
                ingested(spark, "dropped", MadePrivacy.with(Addresses.DROP)).rows(query));
    }

    /** As many, and as often: what is one address stays one. */
    @Test
    void pseudonymsTellClientsApart(SparkSession spark) throws IOException {
        String query = "SELECT count(*) AS n FROM connections GROUP BY client_address ORDER BY ALL";
        List<String> plain = ingested(spark, "plain", Privacy.NONE).rows(query);
        assertEquals(plain, ingested(spark, "hidden", MadePrivacy.pseudonyms()).rows(query));
    }

    @Test
    void whatClientsAskForIsLeftOut(SparkSession spark) throws IOException {
        Archive archive = ingested(spark, "silent", MadePrivacy.silent());
        assertEquals(
                List.of("{\"n\":0,\"c\":true}"),
                archive.rows(
                        "SELECT count(tls.server_name) AS n, count(client_address) > 0 AS c"
                                + " FROM connections"));
        assertEquals(List.of("{\"n\":0}"), archive.rows("SELECT count(user_agent) AS n FROM ocsp"));
        assertEquals(List.of("{\"n\":0}"), archive.rows("SELECT count(*) AS n FROM names"));
        assertEquals(
                List.of("{\"n\":0}"),
                archive.rows("SELECT sum(server_names) AS n FROM certificates"));
    }

    /** Files that come one by one, cut in their midst, give the rows of all at once. */
    @Test
    void cutsDoNotMatter(SparkSession spark) throws IOException {
        Path capture = DATA.resolve("demo/campus/campus-01.pcap");
        List<Path> cut = CaptureRecords.read(capture).cut(folder.resolve("cut"), "c", 4);
        for (Addresses addresses : List.of(Addresses.PSEUDONYMIZE, Addresses.DROP)) {
            Privacy privacy = MadePrivacy.with(addresses, "10.0.0.0/8");
            Archive whole =
                    new Archive(spark, folder.resolve("whole-" + addresses))
                            .withPrivacy(privacy, NetworkFiles.NONE);
            whole.ingest(Mode.NEW, null, capture);
            Archive parts =
                    new Archive(spark, folder.resolve("parts-" + addresses))
                            .withPrivacy(privacy, NetworkFiles.NONE);
            parts.ingest(Mode.NEW, 4096L, cut.get(0));
            for (Path next : cut.subList(1, cut.size())) {
                parts.ingest(Mode.APPEND, 4096L, next);
            }
            assertEquals(whole.tablesWithoutCuts(), parts.tablesWithoutCuts());
        }
    }

    @Test
    void otherRulesAreRefused(SparkSession spark) throws IOException {
        Path capture = DATA.resolve("demo/campus/campus-01.pcap");
        Path tables = folder.resolve("tables");
        Archive archive =
                new Archive(spark, tables).withPrivacy(MadePrivacy.pseudonyms(), NetworkFiles.NONE);
        archive.ingest(Mode.NEW, null, capture);
        archive.withPrivacy(MadePrivacy.other(), NetworkFiles.NONE);
        assertTrue(refusal(archive, capture).contains("another --privacy-key"));
        archive.withPrivacy(Privacy.NONE, NetworkFiles.NONE);
        String refusal = refusal(archive, capture);
        assertTrue(refusal.contains("use --client-addresses pseudonymize"), refusal);
        archive.withPrivacy(
                MadePrivacy.with(Addresses.PSEUDONYMIZE, "10.0.0.0/8"), NetworkFiles.NONE);
        assertTrue(refusal(archive, capture).contains("other options of privacy"));
    }

    private static String refusal(Archive archive, Path capture) {
        return assertThrows(UserError.class, () -> archive.ingest(Mode.APPEND, null, capture))
                .getMessage();
    }

    @Test
    void networksAreToldOfPlainAddresses(SparkSession spark) throws IOException {
        Path file = folder.resolve("networks.csv");
        Files.writeString(file, "10.20.0.0/16,64496,DE\n0.0.0.0/0,64497,CH\n::/0,64498,FR\n");
        NetworkFiles networks = NetworkFiles.read(List.of(file.toString()), new Configuration());
        Archive archive =
                new Archive(spark, folder.resolve("tables"))
                        .withPrivacy(MadePrivacy.plainWithNetworks("10.20.0.0/16"), networks);
        archive.ingest(Mode.NEW, null, DATA.resolve("demo/campus"));
        assertEquals(
                List.of("{\"n\":0}"),
                archive.rows(
                        "SELECT count(*) AS n FROM connections WHERE direction <>"
                                + " CASE WHEN client_address LIKE '10.20.%'"
                                + " THEN CASE WHEN server_address LIKE '10.20.%' THEN 'internal' ELSE"
                                + " 'outbound' END WHEN server_address LIKE '10.20.%' THEN 'inbound'"
                                + " ELSE 'external' END OR direction IS NULL OR client_as <> CASE WHEN"
                                + " client_address LIKE '10.20.%' THEN 64496 WHEN client_address LIKE"
                                + " '%:%' THEN 64498 ELSE 64497 END OR client_as IS NULL"
                                + " OR server_country IS NULL"));
    }
}
