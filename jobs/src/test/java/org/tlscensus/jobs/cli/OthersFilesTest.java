package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.MadeTables;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.consensus.Consensuses;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.report.FigureFiles;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.store.TablesFolder;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.validate.Policy;
import org.tlscensus.jobs.validate.ValidateLimits;
import org.tlscensus.jobs.validate.ValidateRequest;

/** No command replaces or removes a file that it did not write: it says which one is in its way. */
@ExtendWith(SharedSession.class)
class OthersFilesTest {
    private static final Path DEMO = CaptureRecords.demo();
    private static final Path CAPTURE = DEMO.resolve("campus/campus-05.pcap");
    private static final String ROOT = DEMO.resolve("trust/root.pem").toString();
    private static final String CONSENSUS =
            DEMO.resolveSibling("tor").resolve("tls12.consensus").toString();

    @TempDir Path folder;

    private void put(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.copy(CAPTURE, file);
    }

    /** All files with their bytes, but for what is staged and hidden. */
    private Map<String, Long> content() throws IOException {
        Map<String, Long> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Files.size(file));
            }
        }
        return content;
    }

    private static void ingest(SparkSession spark, Path tables, Mode mode, Path... captures)
            throws IOException {
        ingest(spark, tables, mode, List.of(), captures);
    }

    private static void ingest(
            SparkSession spark, Path tables, Mode mode, List<String> keyLogs, Path... captures)
            throws IOException {
        Manifest.Site site =
                new Manifest.Site(
                        "s",
                        Manifest.Vantage.PASSIVE,
                        Stream.of(captures).map(Path::toString).toList());
        IngestRun.ingest(
                context(spark),
                new IngestRequest(
                        new Manifest("test", List.of(site)),
                        tables.toString(),
                        mode,
                        AnalysisOptions.DEFAULTS,
                        null,
                        keyLogs,
                        false),
                true);
    }

    private static JavaSparkContext context(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    private static void validate(SparkSession spark, Path tables, String store) throws IOException {
        ValidateRun.validate(
                context(spark),
                new ValidateRequest(
                        tables.toString(),
                        List.of(store),
                        Policy.DEFAULT,
                        null,
                        null,
                        List.of(),
                        ValidateLimits.DEFAULTS),
                true);
    }

    /** An archive of two files, which no command looks into before it refuses. */
    private static void archive(Path tables, Mode mode) throws IOException {
        try (TablesFolder made =
                TablesFolder.open(tables.toString(), mode, List.of(), new Configuration())) {
            made.files().create(made.staging("_state/state.json")).close();
            made.files().create(made.staging("captures/part-0")).close();
            made.commit(new Changes().replace("_state").replace("captures"));
        }
    }

    /** What a command does with the tables in a folder. */
    private interface Command {
        void run(SparkSession spark, Path tables) throws IOException;
    }

    private static final Map<String, Command> COMMANDS =
            Map.of(
                    "new", (spark, tables) -> ingest(spark, tables, Mode.NEW, CAPTURE),
                    "append", (spark, tables) -> ingest(spark, tables, Mode.APPEND, CAPTURE),
                    "overwrite", (spark, tables) -> ingest(spark, tables, Mode.OVERWRITE, CAPTURE),
                    "demo", (spark, tables) -> ingest(spark, tables, Mode.DEMO, CAPTURE),
                    "validate", (spark, tables) -> validate(spark, tables, ROOT),
                    "consensus",
                            (spark, tables) ->
                                    Consensuses.write(
                                            context(spark), tables.toString(), List.of(CONSENSUS)));

    /** A refusal that names the file, and that nothing was changed. */
    private void refused(String named, org.junit.jupiter.api.function.Executable run)
            throws IOException {
        Map<String, Long> before = content();
        UserError refusal = assertThrows(UserError.class, run);
        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
        assertEquals(before, content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "append", "overwrite", "demo"})
    void aStrangersFolderWithATablesNameStays(String command, SparkSession spark)
            throws IOException {
        put("out/captures/raw.pcap");
        refused(
                "out/captures/raw.pcap",
                () -> COMMANDS.get(command).run(spark, folder.resolve("out")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "overwrite"})
    void capturesAreNotReadFromWhereTheirTableGoes(String command, SparkSession spark)
            throws IOException {
        put("out/captures/raw.pcap");
        Path out = folder.resolve("out");
        Mode mode = command.equals("append") ? Mode.APPEND : Mode.OVERWRITE;
        for (String input :
                List.of("captures", "captures/raw.pcap", "captures/*.pcap", "*/*.pcap")) {
            refused("out/captures", () -> ingest(spark, out, mode, out.resolve(input)));
        }
        Files.createSymbolicLink(folder.resolve("link"), out.resolve("captures"));
        refused("/link is to be read", () -> ingest(spark, out, mode, folder.resolve("link")));
        refused(
                "out/names/keys is to be read",
                () -> ingest(spark, out, mode, List.of(out + "/names/keys"), CAPTURE));
    }

    @ParameterizedTest
    @CsvSource({
        "append,captures/raw.pcap",
        "overwrite,captures/raw.pcap",
        "validate,certificate_validity/mine.parquet",
        "consensus,consensus/mine",
        "overwrite,connections/site=s/date=2026-01-01/part-00000-mine.parquet",
        "append,_state/notes.txt",
        "consensus,_state/parts/part-00000.parquet"
    })
    void othersFilesAmongOursStay(String command, String file, SparkSession spark)
            throws IOException {
        Path out = folder.resolve("out");
        archive(out, Mode.NEW);
        put("out/" + file);
        refused("out/" + file, () -> COMMANDS.get(command).run(spark, out));
    }

    @Test
    void otherFoldersAndHiddenFilesStay(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        archive(out, Mode.DEMO);
        List<String> others =
                List.of(
                        "out/mine/x.parquet",
                        "out/notes.txt",
                        "out/captures/.notes",
                        "out/_staging-mine/x.pcap");
        for (String other : others) {
            put(other);
        }
        for (String command : List.of("demo", "append", "validate", "consensus", "overwrite")) {
            COMMANDS.get(command).run(spark, out);
            others.forEach(other -> assertTrue(Files.exists(folder.resolve(other)), other));
        }
        String tables = out.toString();
        List<String> seen = ArchiveFiles.open(tables, new Configuration()).names();
        assertTrue(seen.containsAll(List.of("captures", "consensus", "mine")), seen.toString());
    }

    @Test
    void aFileThatSomebodyChangedStays(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        archive(out, Mode.NEW);
        Path state;
        try (Stream<Path> files = Files.list(out.resolve("_state"))) {
            state = files.filter(file -> file.toString().endsWith(".json")).findFirst().get();
        }
        Files.writeString(state, "changed");
        refused(state.toString(), () -> ingest(spark, out, Mode.OVERWRITE, CAPTURE));
    }

    @Test
    void trustStoresAndConsensusesAreNotReadFromTheTables(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        archive(out, Mode.NEW);
        refused(
                "out/certificates is to be read",
                () -> validate(spark, out, "x=" + out.resolve("certificates")));
        refused(
                "out/_state/snapshots/000001.json is to be read",
                () ->
                        Consensuses.write(
                                context(spark),
                                out.toString(),
                                List.of(out + "/_state/snapshots/000001.json")));
    }

    @Test
    void theDemoKeepsOthersTables(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        archive(out, Mode.NEW);
        refused("out holds tables that the demo", () -> ingest(spark, out, Mode.DEMO, CAPTURE));
        archive(out, Mode.OVERWRITE);
        refused("out holds tables that the demo", () -> ingest(spark, out, Mode.DEMO, CAPTURE));
    }

    @Test
    void noArchiveWithinAnother(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        archive(out, Mode.NEW);
        refused(
                "out/captures",
                () -> ingest(spark, out.resolve("captures/more"), Mode.NEW, CAPTURE));
        refused(
                "out/captures",
                () -> new TablesRun(folder + "/others", out.resolve("captures/papers")));
        refused("out/papers", () -> new TablesRun(out.toString(), out.resolve("papers")));
        refused("out", () -> new ReportRun(out.toString(), out, FigureFiles.ALL));
    }

    /** Tables of versions without a record: ours are taken in, whatever else lies there is not. */
    @Test
    void tablesOfBeforeAreTakenIn(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        new MadeTables(spark, out).rows("captures", "SELECT 's' AS site, 'c.pcap' AS name");
        put("out/names/raw.pcap");
        refused("out/names/raw.pcap", () -> ingest(spark, out, Mode.OVERWRITE, CAPTURE));
        Path fake = out.resolve("names/part-00000-" + "0".repeat(36) + ".parquet");
        Files.move(out.resolve("names/raw.pcap"), fake);
        refused("out/names/part-00000-0", () -> ingest(spark, out, Mode.OVERWRITE, CAPTURE));
        Files.delete(fake);
        Consensuses.write(context(spark), out.toString(), List.of(CONSENSUS));
        assertTrue(Files.exists(out.resolve("_state/snapshots/000001.json")));
        ArchiveFiles archive = ArchiveFiles.open(out.toString(), new Configuration());
        assertEquals(1, archive.files("captures").orElseThrow().size());
    }

    /** The same of a version that had a record, but no snapshots. */
    @Test
    void tablesWithARecordAreTakenIn(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        put("out/captures/part-0");
        Files.createDirectories(out.resolve("_state"));
        Files.writeString(
                out.resolve("_state/files.json"),
                "{\"version\":1,\"madeBy\":\"demo\",\"files\":[{\"path\":\"captures/part-0\",\"bytes\":"
                        + Files.size(CAPTURE)
                        + "}]}");
        put("out/captures/raw.pcap");
        refused("out/captures/raw.pcap", () -> ingest(spark, out, Mode.DEMO, CAPTURE));
        Files.delete(out.resolve("captures/raw.pcap"));
        archive(out, Mode.DEMO);
        assertTrue(Files.exists(out.resolve("_state/snapshots/000001.json")));
    }

    @Test
    void aStateThatIsNotOursStays(SparkSession spark) throws IOException {
        Path out = folder.resolve("out");
        put("out/names/part-00000-" + "0".repeat(36) + ".parquet");
        Files.createDirectories(out.resolve("_state"));
        Files.writeString(out.resolve("_state/state.json"), "{\"mine\":1}");
        refused("out/_state/state.json", () -> ingest(spark, out, Mode.OVERWRITE, CAPTURE));
    }

    private Path tables() throws IOException {
        Path tables = folder.resolve("tables");
        if (!Files.exists(tables)) {
            MadeTables.writeState(tables);
            Files.createDirectories(tables.resolve("captures"));
        }
        return tables;
    }

    private SparkEngine engine(SparkSession spark) throws IOException {
        return new SparkEngine(spark, tables().toString());
    }

    private TablesRun tablesRun() throws IOException {
        return new TablesRun(tables().toString(), folder.resolve("papers"));
    }

    private static List<TableFile> two() {
        return TableFile.select(List.of("ech", "quic-share"), null);
    }

    private static void quietly(org.junit.jupiter.api.function.Executable run) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            run.execute();
        } catch (UserError | IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ech.csv", "quic-share.tex"})
    void tablesReplacesWhatItMadeAndNothingElse(String name, SparkSession spark)
            throws IOException {
        tables();
        put("papers/" + name);
        put("papers/notes.csv");
        refused("papers/" + name, () -> tablesRun().make(engine(spark), two(), null, null));
        Files.delete(folder.resolve("papers/" + name));
        quietly(() -> tablesRun().make(engine(spark), two(), null, null));
        quietly(() -> tablesRun().make(engine(spark), two(), null, null)); // its own are replaced
        Files.writeString(folder.resolve("papers/" + name), "edited by hand");
        refused("papers/" + name, () -> tablesRun().make(engine(spark), two(), null, null));
        Files.delete(folder.resolve("papers/" + name));
        Files.createSymbolicLink(folder.resolve("papers/" + name), folder.resolve("elsewhere"));
        refused("papers/" + name, () -> tablesRun().make(engine(spark), two(), null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.html",
                "tables/ech.csv",
                "figures/tls-versions-by-month-1.svg",
                "figures/tls-versions-by-month-7.png"
            })
    void reportReplacesWhatItMadeAndNothingElse(String name, SparkSession spark)
            throws IOException {
        put("report/" + name);
        put("report/figures/mine.svg");
        Path out = folder.resolve("report");
        String tables = tables().toString();
        refused(
                "report/" + name,
                () ->
                        new ReportRun(tables, out, FigureFiles.ALL)
                                .make(engine(spark), "x", null, true));
    }

    @Test
    void theDemoLooksWhereItsReportGoes() throws IOException {
        put("demo-report/report.html");
        String before = System.getProperty("census.home");
        System.setProperty("census.home", DEMO.resolve("../..").toRealPath().toString());
        try {
            refused(
                    "demo-report/report.html",
                    () -> new DemoRun(folder.resolve("demo").toString()).run());
        } finally {
            if (before == null) {
                System.clearProperty("census.home");
            } else {
                System.setProperty("census.home", before);
            }
        }
    }
}
