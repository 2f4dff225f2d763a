package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.consensus.Consensuses;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.ManifestFile;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.report.FigureFiles;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.store.LocalArchive;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.validate.Policy;
import org.tlscensus.jobs.validate.ValidateLimits;
import org.tlscensus.jobs.validate.ValidateRequest;

/** What {@code census demo} does: all that the program is for, with the captures in datasets. */
final class DemoRun {
    /** SQL files; the comment at the head of each is its question. */
    static final List<String> QUESTIONS =
            List.of("versions", "starttls", "tor", "ocsp", "validity", "crossing");

    private final Path home;
    private final Path datasets;
    private final String tables;
    private final Mode mode;

    /**
     * @param out folder of the tables, or null
     */
    DemoRun(String out) {
        String launched = System.getProperty("census.home");
        if (launched == null) {
            throw new UserError("the demo's captures are found by the launcher: use ./census demo");
        }
        home = Path.of(launched);
        datasets = home.resolve("datasets");
        tables = out != null ? out : home.resolve(".census/demo").toString();
        mode = out != null ? Mode.DEMO : Mode.OVERWRITE;
        if (!Files.isReadable(manifest())) {
            throw new UserError("there is no " + manifest());
        }
    }

    private Path manifest() {
        return datasets.resolve("dataset.yaml");
    }

    void run() throws IOException {
        ReportRun report = new ReportRun(tables, reportFolder(), FigureFiles.NONE);
        report.require(null);
        try (JavaSparkContext context = Session.withoutQueries("census demo");
                PrintStream answers = SqlRun.standardOutput()) {
            run(context, report, answers);
        }
    }

    /** Makes the tables, and prints answers from them. */
    void run(JavaSparkContext context, ReportRun report, PrintStream answers) throws IOException {
        makeTables(context);
        try (QueryEngine engine = engine(context)) {
            Query query = new Query(engine, answers, Format.TABLE);
            int number = 1;
            for (String question : QUESTIONS) {
                ask(query, number++, question(question), answers);
            }
            answers.println();
            answers.flush();
            report.make(engine, "TLS in the laboratory's captures", null, false);
        }
        next(answers);
    }

    /** DuckDB answers at once; tables that are elsewhere are asked where they were made. */
    private QueryEngine engine(JavaSparkContext context) {
        return LocalArchive.isLocal(tables)
                ? new DuckEngine(tables)
                : new SparkEngine(Session.forLittleIn(context), tables);
    }

    private void makeTables(JavaSparkContext context) throws IOException {
        IngestRun.ingest(
                context,
                new IngestRequest(
                        ManifestFile.read(
                                manifest().toUri().toString(), context.hadoopConfiguration()),
                        tables,
                        mode,
                        AnalysisOptions.DEFAULTS,
                        null,
                        null,
                        files(".keys", ".keylog"),
                        false,
                        OcspLists.standard(null)),
                false);
        String roots = "laboratory=" + datasets.resolve("roots.pem");
        ValidateRun.validate(
                context,
                new ValidateRequest(
                        tables,
                        List.of(roots),
                        Policy.DEFAULT,
                        null,
                        null,
                        List.of(),
                        ValidateLimits.DEFAULTS),
                false);
        Consensuses.Summary relays = Consensuses.write(context, tables, files(".consensus"));
        System.err.printf(
                "census: %,d addresses of relays in %,d consensus documents%n",
                relays.relays(), relays.documents());
    }

    /** All files of the data sets whose names end so. */
    private List<String> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(datasets)) {
            return files.map(Path::toString)
                    .filter(name -> Stream.of(endings).anyMatch(name::endsWith))
                    .sorted()
                    .toList();
        }
    }

    /** The report lies beside the tables, when they are on this machine. */
    Path reportFolder() {
        boolean isRemote = tables.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        return Path.of((isRemote ? home.resolve(".census/demo").toString() : tables) + "-report");
    }

    private static String question(String name) throws IOException {
        try (InputStream in = DemoRun.class.getResourceAsStream("demo/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private void ask(Query query, int number, String file, PrintStream answers) {
        List<String> lines = file.lines().toList();
        String sql = lines.stream().skip(1).collect(Collectors.joining("\n"));
        answers.printf("%n%d. %s%n%n", number, lines.get(0).substring(2).strip());
        query.run(sql);
        answers.printf(
                "%n   ./census sql --tables %s \"%n%s\"%n", shown(), sql.indent(4).stripTrailing());
    }

    /** The folder of the tables as it is typed here. */
    private String shown() {
        Path folder = Path.of("").toAbsolutePath();
        return tables.startsWith(folder + "/")
                ? tables.substring(folder.toString().length() + 1)
                : tables;
    }

    private void next(PrintStream answers) {
        answers.println();
        answers.println("Open it in a browser. The same with captures of your own:");
        answers.println();
        answers.println("   ./census ingest --site NAME --out tables CAPTURES");
        answers.println("   ./census validate --tables tables --trust-store jvm");
        answers.println("   ./census report --tables tables --out report");
        answers.println("   ./census sql --tables tables");
        answers.flush();
    }
}
