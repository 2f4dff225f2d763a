package org.tlscensus.jobs.validate;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.x509.CertificateParser;
import org.tlscensus.core.x509.MadeChain;
import org.tlscensus.core.x509.MadeList;
import org.tlscensus.jobs.MadeTables;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ocsp.KeptLists;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;

@ExtendWith(SharedSession.class)
class ValidationTest {
    private static final List<byte[]> SENT = new MadeChain().sent();
    private static final List<byte[]> TRUSTED = new MadeChain().trusted();

    /** Small enough that nothing is shared. */
    private static final ValidateLimits NOTHING = new ValidateLimits(0, 0, 0);

    private static final String VERDICTS =
            "SELECT date, trust_store, size(chain) AS sent, verdict, reason, used_pool,"
                    + " size(path) AS path, anchor IS NOT NULL AS anchored"
                    + " FROM certificate_validity ORDER BY ALL";

    @TempDir Path folder;

    private static String connection(String time, String chain) {
        return "SELECT 's' AS site, DATE('"
                + time
                + "') AS date, TIMESTAMP('"
                + time
                + "Z') AS start_time, named_struct('server_chain', "
                + chain
                + ") AS tls";
    }

    private MadeTables tables(SparkSession spark) throws IOException {
        String whole = MadeTables.chain(SENT);
        String leaf = MadeTables.chain(SENT.subList(0, 1));
        String unknown = "array('00ff')";
        List<String> connections =
                List.of(
                        connection("2024-06-01 12:00:00", whole),
                        connection("2024-06-01 13:00:00", whole),
                        connection("2031-06-02 00:00:00", whole),
                        connection("2024-06-01 12:00:00", leaf),
                        connection("2024-06-01 12:00:00", unknown),
                        connection("2024-06-01 12:00:00", "CAST(array() AS ARRAY<STRING>)"),
                        connection("2024-06-01 12:00:00", "CAST(NULL AS ARRAY<STRING>)"));
        return new MadeTables(spark, folder.resolve("tables"))
                .connections(String.join(" UNION ALL ", connections))
                .certificates(SENT);
    }

    private Path pem(String name, List<byte[]> certificates) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (byte[] der : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(der))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, pem);
    }

    private static ValidateSummary validate(
            SparkSession spark, Path tables, ValidateLimits limits, String... stores)
            throws IOException {
        return validate(spark, tables, limits, null, null, List.of(), stores);
    }

    private static ValidateSummary validate(
            SparkSession spark,
            Path tables,
            ValidateLimits limits,
            Path ccadb,
            Path ctLogs,
            List<String> crls,
            String... stores)
            throws IOException {
        return new Validation(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        new ValidateRequest(
                                tables.toString(),
                                List.of(stores),
                                Policy.DEFAULT,
                                ccadb == null ? null : ccadb.toString(),
                                ctLogs == null ? null : ctLogs.toString(),
                                crls,
                                limits),
                        new ProgressReport(System.err, ProgressReport.Style.QUIET))
                .run();
    }

    private static List<String> rows(SparkSession spark, Path tables, String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Query(new SparkEngine(spark, tables.toString()), out, Format.CSV).run(query);
        return bytes.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    }

    @Test
    void eachChainIsJudgedOnceADayAndStore(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        ValidateSummary summary =
                validate(
                        spark,
                        tables.folder(),
                        ValidateLimits.DEFAULTS,
                        pem("made.pem", TRUSTED).toString(),
                        "other=" + pem("leaf.pem", SENT.subList(0, 1)));
        assertEquals(
                List.of(
                        "2024-06-01,made,1,broken,leaf does not parse,false,0,false",
                        "2024-06-01,made,1,verifiable,path to a trust anchor,true,4,true",
                        "2024-06-01,made,3,verifiable,path to a trust anchor,false,4,true",
                        "2024-06-01,other,1,broken,issuer not found,true,3,false",
                        "2024-06-01,other,1,broken,leaf does not parse,false,0,false",
                        "2024-06-01,other,3,broken,issuer not found,false,3,false",
                        "2031-06-02,made,3,expired,leaf expired,false,4,true",
                        "2031-06-02,other,3,broken,issuer not found,false,3,false"),
                rows(spark, tables.folder(), VERDICTS));
        assertEquals(4, summary.chains());
        assertEquals(2, summary.poolSize());
        assertFalse(summary.isPoolCut());
        assertEquals(
                List.of("2024-06-01T12:00:00Z"),
                rows(
                        spark,
                        tables.folder(),
                        "SELECT DISTINCT judged_at FROM certificate_validity"
                                + " WHERE date = '2024-06-01'"));
        assertEquals(
                List.of("3"),
                rows(
                        spark,
                        tables.folder(),
                        "SELECT count(*) FROM connections c JOIN certificate_validity v"
                                + " ON v.chain = c.tls.server_chain AND v.date = c.date"
                                + " WHERE v.trust_store = 'made' AND v.verdict = 'verifiable'"));
    }

    private static String mutual(String time, String serverChain, String clientChain) {
        return "SELECT 's' AS site, DATE('"
                + time
                + "') AS date, TIMESTAMP('"
                + time
                + "Z') AS start_time, named_struct('server_chain', "
                + serverChain
                + ", 'client_chain', "
                + clientChain
                + ") AS tls";
    }

    private static final String FACTS =
            "SELECT side, length, ordering, superfluous, missing_intermediates, category,"
                    + " issuer_owner, connections, first_seen, last_seen, size(path) AS path"
                    + " FROM chains ORDER BY ALL";

    /** The client's certificate is for servers alone, and so of no use to it. */
    @Test
    void clientsChainsAreJudgedAsClients(SparkSession spark) throws IOException {
        String whole = MadeTables.chain(SENT);
        String disordered = MadeTables.chain(List.of(SENT.get(0), SENT.get(2), SENT.get(1)));
        MadeTables tables =
                new MadeTables(spark, folder.resolve("tables"))
                        .connections(
                                String.join(
                                        " UNION ALL ",
                                        mutual("2024-06-01 12:00:00", whole, disordered),
                                        mutual("2024-06-02 12:00:00", whole, whole)))
                        .certificates(SENT);
        for (ValidateLimits limits : List.of(ValidateLimits.DEFAULTS, NOTHING)) {
            ValidateSummary summary =
                    validate(spark, tables.folder(), limits, pem("made.pem", TRUSTED).toString());
            assertEquals(4, summary.chains());
            assertEquals(
                    List.of(
                            "client,2024-06-01,broken,not for client authentication",
                            "client,2024-06-02,broken,not for client authentication",
                            "server,2024-06-01,verifiable,path to a trust anchor",
                            "server,2024-06-02,verifiable,path to a trust anchor"),
                    rows(
                            spark,
                            tables.folder(),
                            "SELECT side, date, verdict, reason FROM certificate_validity"
                                    + " ORDER BY ALL"));
            assertEquals(
                    List.of(
                            "client,3,correct,0,0,public,,1,2024-06-02T12:00:00Z,2024-06-02T12:00:00Z,3",
                            "client,3,disordered,0,0,public,,1,2024-06-01T12:00:00Z,2024-06-01T12:00:00Z,3",
                            "server,3,correct,0,0,public,,2,2024-06-01T12:00:00Z,2024-06-02T12:00:00Z,3"),
                    rows(spark, tables.folder(), FACTS));
            assertEquals(
                    List.of("2"),
                    rows(
                            spark,
                            tables.folder(),
                            "SELECT count(*) FROM connections c JOIN chains h"
                                    + " ON h.chain = c.tls.server_chain AND h.side = 'server'"));
        }
        assertEquals(
                List.of("2"),
                rows(spark, tables.folder(), "SELECT count(*) FROM judged_chains"),
                "what is judged there is what servers sent");
    }

    /** Without a trust anchor the database tells that the issuers are public, and whose. */
    @Test
    void theDatabaseTellsWhoIsPublic(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        String upper = CertificateParser.parse(SENT.get(2)).sha256();
        Path ccadb =
                Files.writeString(
                        folder.resolve("ccadb.csv"),
                        "CA Owner,SHA-256 Fingerprint\n\"Made, Inc.\"," + upper + "\n");
        validate(
                spark,
                tables.folder(),
                ValidateLimits.DEFAULTS,
                ccadb,
                null,
                List.of(),
                pem("other.pem", SENT.subList(0, 1)).toString());
        assertEquals(
                List.of(
                        "server,1,,,,,,1,2024-06-01T12:00:00Z,2024-06-01T12:00:00Z,0",
                        "server,1,correct,0,,public,\"Made, Inc.\",1,2024-06-01T12:00:00Z,2024-06-01T12:00:00Z,1",
                        "server,3,correct,0,,public,\"Made, Inc.\",3,2024-06-01T12:00:00Z,2031-06-02T00:00:00Z,3"),
                rows(spark, tables.folder(), FACTS).stream().sorted().toList());
    }

    /** A list of logs makes the table of timestamps, here without any; else it is not made. */
    @Test
    void aListOfLogsMakesTheTableOfTimestamps(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        String store = pem("made.pem", TRUSTED).toString();
        validate(spark, tables.folder(), ValidateLimits.DEFAULTS, store);
        assertFalse(Files.exists(tables.folder().resolve("scts")));
        Path list = Files.writeString(folder.resolve("logs.json"), LogListFileTest.LIST);
        validate(spark, tables.folder(), ValidateLimits.DEFAULTS, null, list, List.of(), store);
        assertTrue(Files.exists(tables.folder().resolve("scts")));
        assertEquals(List.of("0"), rows(spark, tables.folder(), "SELECT count(*) FROM scts"));
    }

    /** Timestamps in staples are those of the stapled certificate, each once, of the first time. */
    @Test
    void timestampsInStaplesAreChecked(SparkSession spark) throws IOException {
        String leaf = CertificateParser.parse(SENT.get(0)).sha256();
        String log = "11".repeat(32);
        String known = "00" + log + "0000018fd3c5a000" + "0000" + "0403" + "0000";
        String staple =
                "SELECT 's' AS site, DATE('2024-06-01') AS date, '%s' AS via, '%s' AS certificate_sha256, TIMESTAMP('%sZ') AS response_time,"
                        + " array(%s) AS scts";
        MadeTables tables =
                tables(spark)
                        .partitioned(
                                "ocsp",
                                String.join(
                                        " UNION ALL ",
                                        String.format(
                                                staple,
                                                "stapled",
                                                leaf,
                                                "2024-06-03 12:00:00",
                                                "'ff', '" + known + "'"),
                                        String.format(
                                                staple,
                                                "stapled",
                                                leaf,
                                                "2024-06-02 12:00:00",
                                                "'ff', '" + known + "'"),
                                        String.format(
                                                staple,
                                                "http_get",
                                                leaf,
                                                "2024-06-01 12:00:00",
                                                "'fe'"),
                                        String.format(
                                                staple,
                                                "stapled",
                                                "00ff",
                                                "2024-06-01 12:00:00",
                                                "'fd'")));
        Path list = Files.writeString(folder.resolve("logs.json"), LogListFileTest.LIST);
        String store = pem("made.pem", TRUSTED).toString();
        validate(spark, tables.folder(), ValidateLimits.DEFAULTS, null, list, List.of(), store);
        assertEquals(
                List.of(
                        leaf + ",ocsp,0,,unchecked,2024-06-02T12:00:00Z",
                        leaf + ",ocsp,1," + log + ",unchecked,2024-06-02T12:00:00Z"),
                rows(
                        spark,
                        tables.folder(),
                        "SELECT certificate_sha256, source, position, log_id, signature, first_seen"
                                + " FROM scts ORDER BY ALL"));
    }

    private Path list(String name, byte[] der, boolean isPem) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String pem =
                "issued by somebody\n-----BEGIN X509 CRL-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END X509 CRL-----\n";
        return isPem ? Files.writeString(file, pem) : Files.write(file, der);
    }

    /** Of what issuers of the archive, or an anchor, signed; what others signed tells nothing. */
    @Test
    void listsTellWhatIsRevoked(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        String leafSerial = "1267";
        list("lists/a.crl", MadeList.by("CN=Upper,O=Made", "upper").der(), false);
        byte[] byLower =
                MadeList.by("CN=Lower,O=Made", "lower")
                        .revoked(leafSerial, "2024-06-01T12:30:00Z", 1)
                        .der();
        list("lists/b.pem", byLower, true);
        byte[] byStranger =
                MadeList.by("CN=Stranger", "stranger")
                        .revoked(leafSerial, "2024-01-01T00:00:00Z", 1)
                        .der();
        Path stranger = list("stranger.crl", byStranger, false);
        ValidateSummary summary =
                validate(
                        spark,
                        tables.folder(),
                        ValidateLimits.DEFAULTS,
                        null,
                        null,
                        List.of(folder.resolve("lists").toString(), stranger.toString()),
                        pem("made.pem", TRUSTED).toString());
        assertEquals(
                List.of(
                        new ValidateSummary.Lists("file", "UNKNOWN", 1),
                        new ValidateSummary.Lists("file", "VALID", 2)),
                summary.lists());
        String leaf = CertificateParser.parse(SENT.get(0)).sha256();
        String lower = CertificateParser.parse(SENT.get(1)).sha256();
        String until = "2024-05-25T00:00:00Z,2024-06-08T00:00:00Z,1,file";
        assertEquals(
                Stream.of(
                                leaf + ",revoked,2024-06-01T12:30:00Z,key_compromise," + until,
                                lower + ",good,,," + until)
                        .sorted()
                        .toList(),
                rows(
                        spark,
                        tables.folder(),
                        "SELECT certificate_sha256, certificate_status, revocation_time,"
                                + " revocation_reason, this_update, next_update, lists,"
                                + " array_join(sources, ' ') FROM revocations"
                                + " ORDER BY certificate_sha256"));
        validate(spark, tables.folder(), ValidateLimits.DEFAULTS, "jvm");
        String count = "SELECT count(*) FROM revocations";
        assertEquals(List.of("0"), rows(spark, tables.folder(), count), "no list is left");
    }

    /** One line, before anything is judged. */
    /** A list as an ingest keeps it that saw a download. */
    @Test
    void downloadedListsTellWhatIsRevoked(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        byte[] list =
                MadeList.by("CN=Lower,O=Made", "lower")
                        .revoked("1267", "2024-06-01T12:30:00Z", 1)
                        .der();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        try (TablesFolder archive =
                TablesFolder.ofTables(tables.folder().toString(), List.of(), hadoop)) {
            String path = KeptLists.FOLDER + "/00000";
            KeptLists.write(List.of(list), archive.staging(path), hadoop);
            archive.commit(new Changes().add(path, path));
        }
        ValidateSummary summary =
                validate(
                        spark,
                        tables.folder(),
                        ValidateLimits.DEFAULTS,
                        pem("made.pem", TRUSTED).toString());
        assertEquals(List.of(new ValidateSummary.Lists("download", "VALID", 1)), summary.lists());
        assertEquals(
                List.of(
                        "2024-06-01T12:00:00Z,false",
                        "2024-06-01T13:00:00Z,true",
                        "2031-06-02T00:00:00Z,true"),
                rows(
                        spark,
                        tables.folder(),
                        "SELECT start_time, revoked_known FROM checked_chains"
                                + " WHERE size(tls.server_chain) = 3 ORDER BY start_time"));
    }

    @Test
    void badListsAreRefused(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        String trusted = pem("made.pem", TRUSTED).toString();
        byte[] sound = MadeList.by("CN=Lower,O=Made", "lower").der();
        byte[] cut = Arrays.copyOf(sound, sound.length - 1);
        byte[] forged = MadeList.by("CN=Lower,O=Made", "forger").der();
        Map<Path, String> bad =
                Map.of(
                        list("cut.crl", cut, false), "is no revocation list in DER or PEM",
                        list("cut.pem", cut, true), "is no revocation list in DER or PEM",
                        list("text.crl", new byte[] {'h', 'i'}, false),
                                "is no revocation list in DER or PEM",
                        list("forged.crl", forged, false), "was not signed by O=Made,CN=Lower",
                        Files.createDirectories(folder.resolve("none")), "has no revocation lists",
                        folder.resolve("missing.crl"), "there is no ");
        for (Map.Entry<Path, String> entry : bad.entrySet()) {
            UserError refused =
                    assertThrows(
                            UserError.class,
                            () ->
                                    validate(
                                            spark,
                                            tables.folder(),
                                            ValidateLimits.DEFAULTS,
                                            null,
                                            null,
                                            List.of(entry.getKey().toString()),
                                            trusted));
            assertTrue(refused.getMessage().contains(entry.getValue()), refused.getMessage());
            assertEquals(1, refused.getMessage().lines().count());
        }
    }

    @Test
    void whatIsNotSharedIsJoined(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        ValidateSummary summary =
                validate(spark, tables.folder(), NOTHING, pem("made.pem", TRUSTED).toString());
        assertTrue(summary.poolSize() == 0, "the pool has to be empty for this test to tell");
        assertEquals(
                List.of(
                        "2024-06-01,made,1,broken,issuer not found,false,1,false",
                        "2024-06-01,made,1,broken,leaf does not parse,false,0,false",
                        "2024-06-01,made,3,verifiable,path to a trust anchor,false,4,true",
                        "2031-06-02,made,3,expired,leaf expired,false,4,true"),
                rows(spark, tables.folder(), VERDICTS));
    }

    @Test
    void anotherRunReplacesTheTable(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        String store = pem("made.pem", TRUSTED).toString();
        validate(spark, tables.folder(), ValidateLimits.DEFAULTS, "jvm");
        validate(spark, tables.folder(), ValidateLimits.DEFAULTS, store);
        assertEquals(
                List.of("made,4"),
                rows(
                        spark,
                        tables.folder(),
                        "SELECT trust_store, count(*) FROM certificate_validity GROUP BY 1"));
        try (Stream<Path> files = Files.list(tables.folder())) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(
                    List.of(
                            "_state",
                            "certificate_validity",
                            "certificates",
                            "chains",
                            "connections"),
                    names);
        }
    }

    @Test
    void theStoreOfTheTimeIsTaken(SparkSession spark) throws IOException {
        MadeTables tables = tables(spark);
        pem("roots/roots-2020-01-01.pem", SENT.subList(0, 1));
        pem("roots/roots-2024-06-01.pem", TRUSTED);
        pem("roots/roots-2024-06-02.pem", SENT.subList(0, 1));
        Files.writeString(folder.resolve("roots/README"), "stores");
        validate(
                spark,
                tables.folder(),
                ValidateLimits.DEFAULTS,
                folder.resolve("roots").toString());
        assertEquals(
                List.of(
                        "2024-06-01,roots,3,verifiable,path to a trust anchor,false,4,true",
                        "2031-06-02,roots,3,broken,issuer not found,false,3,false"),
                rows(spark, tables.folder(), VERDICTS).stream()
                        .filter(row -> row.contains(",3,") && !row.contains(",1,"))
                        .toList());
    }

    @Test
    void mistakesAreToldInALine(SparkSession spark) throws IOException {
        Path tables = tables(spark).folder();
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        String store = pem("made.pem", TRUSTED).toString();
        String nowhere = folder.resolve("nowhere").toString();
        List<String> told = new ArrayList<>();
        for (List<String> words :
                List.of(
                        List.of(nowhere, store),
                        List.of(empty.toString(), store),
                        List.of(tables.toString(), nowhere),
                        List.of(tables.toString(), text.toString()),
                        List.of(tables.toString(), empty.toString()),
                        List.of(tables.toString(), store, store))) {
            String[] stores = words.subList(1, words.size()).toArray(String[]::new);
            UserError error =
                    assertThrows(
                            UserError.class,
                            () ->
                                    validate(
                                            spark,
                                            Path.of(words.get(0)),
                                            ValidateLimits.DEFAULTS,
                                            stores));
            told.add(error.getMessage().replace(folder.toString(), "F"));
        }
        assertEquals(
                List.of(
                        "there are no tables: F/nowhere does not exist",
                        "F/empty holds no tables: make them with census ingest --out F/empty",
                        "there is no trust store F/nowhere: give jvm, a PEM file, or a folder of"
                                + " dated PEM files",
                        "the trust store F/text.pem holds no certificate that can be read: it has"
                                + " to be PEM (-----BEGIN CERTIFICATE-----)",
                        "no file in F/empty tells its day in its name, as roots-2016-03-01.pem does;"
                                + " a store without a day is given as a file",
                        "two trust stores are called made: name them, as in old=F/made.pem"),
                told);
        assertFalse(Files.exists(Path.of(nowhere)), "nothing is made where there was nothing");
    }
}
