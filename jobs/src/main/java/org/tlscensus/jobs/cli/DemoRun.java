package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.ManifestFile;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.query.SqlScript;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.validate.Policy;
import org.tlscensus.jobs.validate.ValidateLimits;
import org.tlscensus.jobs.validate.ValidateRequest;

/** What {@code census demo} does. */
final class DemoRun {
    /** SQL files; the comment at the head of each is its question. */
    private static final List<String> QUESTIONS =
            List.of("versions", "suites", "certificates", "names", "failures", "life");

    private final String out;

    /**
     * @param out folder of the tables, or null
     */
    DemoRun(String out) {
        this.out = out;
    }

    void run() throws IOException {
        String home = System.getProperty("census.home");
        if (home == null) {
            throw new UserError("the demo's captures are found by the launcher: use ./census demo");
        }
        Path manifest = Path.of(home, "datasets", "demo", "dataset.yaml");
        if (!Files.isReadable(manifest)) {
            throw new UserError("there is no " + manifest);
        }
        String tables = out != null ? out : Path.of(home, ".census", "demo").toString();
        ReportRun report = new ReportRun(tables, reportFolder(tables, home));
        report.require(null);
        SparkSession spark = Session.forLittle("census demo");
        try (PrintStream answers = SqlRun.standardOutput()) {
            IngestRun.ingest(
                    JavaSparkContext.fromSparkContext(spark.sparkContext()),
                    new IngestRequest(
                            ManifestFile.read(
                                    manifest.toUri().toString(),
                                    spark.sparkContext().hadoopConfiguration()),
                            tables,
                            out != null ? Mode.DEMO : Mode.OVERWRITE,
                            AnalysisOptions.DEFAULTS,
                            null,
                            null,
                            List.of(),
                            false,
                            OcspLists.standard(null)),
                    false);
            Path root = Path.of(home, "datasets", "demo", "trust", "root.pem");
            ValidateRun.validate(
                    spark,
                    new ValidateRequest(
                            tables,
                            List.of("demo=" + root),
                            Policy.DEFAULT,
                            ValidateLimits.DEFAULTS),
                    false);
            QueryEngine engine = new SparkEngine(spark, tables);
            Query query = new Query(engine, answers, Format.TABLE);
            for (String question : QUESTIONS) {
                ask(query, question, answers);
            }
            answers.println();
            answers.flush();
            make(report, engine);
            answers.println(
                    "Ask more: census sql --tables " + tables + " 'SELECT … FROM connections'");
        } finally {
            spark.stop();
        }
    }

    /** The report lies beside the tables, when they are on this machine. */
    private static Path reportFolder(String tables, String home) {
        boolean isRemote = tables.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        String folder = isRemote ? Path.of(home, ".census", "demo").toString() : tables;
        return Path.of(folder + "-report");
    }

    private static void make(ReportRun report, QueryEngine engine) throws IOException {
        try {
            report.make(engine, "tls-census: the demo", null);
        } catch (UserError e) {
            System.err.println("census: there is no report: " + e.getMessage());
        }
    }

    private static void ask(Query query, String question, PrintStream answers) throws IOException {
        String sql;
        try (InputStream in = DemoRun.class.getResourceAsStream("demo/" + question + ".sql")) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        answers.println();
        sql.lines()
                .takeWhile(line -> line.startsWith("--"))
                .forEach(line -> answers.println(line.substring(2).strip()));
        answers.println();
        SqlScript.statements(sql).forEach(query::run);
    }
}
