package org.tlscensus.jobs.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.ServerProcess;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.ingest.Ingest;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.ManifestFile;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.validate.Policy;
import org.tlscensus.jobs.validate.ValidateLimits;
import org.tlscensus.jobs.validate.ValidateRequest;
import org.tlscensus.jobs.validate.Validation;

/** Spark here, Spark from afar, and DuckDB over the same tables say the same. */
@ExtendWith(SharedSession.class)
class OtherProgramsTest {
    @TempDir static Path folder;

    private static Path tables;

    /** For so little data, to think about a query costs more than to run it. */
    private static final Map<String, String> UNTHOUGHT =
            Map.of(
                    "spark.sql.codegen.wholeStage", "false",
                    "spark.sql.codegen.factoryMode", "NO_CODEGEN",
                    "spark.sql.adaptive.enabled", "false",
                    "spark.sql.shuffle.partitions", "1");

    @AfterAll
    static void thinkAgain(SparkSession spark) {
        UNTHOUGHT.keySet().forEach(spark.conf()::unset);
    }

    @BeforeAll
    static void ingest(SparkSession spark) throws IOException {
        UNTHOUGHT.forEach(spark.conf()::set);
        tables = folder.resolve("O'Brien's tables");
        ProgressReport quiet = new ProgressReport(System.err, ProgressReport.Style.QUIET);
        Path manifest = Cookbook.PAGE.resolveSibling("dataset.yaml").toRealPath();
        new Ingest(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        new IngestRequest(
                                ManifestFile.read(
                                        manifest.toUri().toString(),
                                        spark.sparkContext().hadoopConfiguration()),
                                tables.toString(),
                                Mode.NEW,
                                AnalysisOptions.DEFAULTS,
                                null,
                                null,
                                List.of(),
                                false,
                                OcspLists.standard(null)),
                        quiet)
                .run();
        String root = CaptureRecords.demo().resolve("trust/root.pem").toString();
        new Validation(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        new ValidateRequest(
                                tables.toString(),
                                List.of(root),
                                Policy.DEFAULT,
                                null,
                                null,
                                List.of(),
                                ValidateLimits.DEFAULTS),
                        quiet)
                .run();
    }

    @Test
    void theCookbookHasOneAnswer(SparkSession spark)
            throws IOException, InterruptedException, SQLException {
        TableViews.register(spark, tables.toString());
        Map<String, List<String>> answers = new LinkedHashMap<>();
        Cookbook.questions()
                .forEach((question, query) -> answers.put(question, sparkRows(spark, query)));
        assertEquals(20, answers.size());
        answers.forEach((question, rows) -> assertFalse(rows.isEmpty(), question));
        try (Connection duck = duck();
                Statement statement = duck.createStatement()) {
            for (Map.Entry<String, String> question : Cookbook.questions().entrySet()) {
                assertEquals(
                        answers.get(question.getKey()),
                        duckRows(statement, question.getValue()),
                        "DuckDB: " + question.getKey());
            }
        }
        try (ServerProcess server =
                new ServerProcess(folder.resolve("server"), "--tables", tables.toString())) {
            List<String> lines =
                    server.ask(ConnectClient.class, server.said("address"), server.said("token"));
            for (Map.Entry<String, List<String>> answer : answers.entrySet()) {
                int start = lines.indexOf(">" + answer.getKey()) + 1;
                assertTrue(start > 0, "it was asked: " + answer.getKey());
                assertEquals(
                        answer.getValue(),
                        lines.stream()
                                .skip(start)
                                .takeWhile(line -> !line.startsWith(">"))
                                .toList(),
                        "Connect: " + answer.getKey());
            }
        }
    }

    /** The tables are in the order that their queries give them. */
    @Test
    void bothEnginesMakeEveryTableAndView(SparkSession spark) {
        try (QueryEngine sparks = new SparkEngine(spark, tables.toString());
                QueryEngine duck = new DuckEngine(tables.toString())) {
            for (SqlText table : SqlText.packed("tables")) {
                SameRows.require(table, sparks, duck, true);
            }
            for (SqlText view : SqlText.views()) {
                String name = view.viewName();
                SqlText all = new SqlText(name, name, "SELECT * FROM " + name);
                SameRows.require(all, sparks, duck, false);
            }
        }
    }

    /** Which has what the engine has; that and Spark are compared row by row. */
    @Test
    void theScriptHasEveryView() throws SQLException {
        try (Connection script = duck();
                Statement statement = script.createStatement();
                QueryEngine engine = new DuckEngine(tables.toString())) {
            for (SqlText view : SqlText.views()) {
                String query = "SELECT count(*) FROM " + view.viewName();
                try (Result result = engine.run(new SqlText("", view.viewName(), query))) {
                    String rows = result.next().values().get(0).toString();
                    assertEquals(List.of(rows), duckRows(statement, query), query);
                }
            }
        }
    }

    @Test
    void aTableThatIsNotThereIsEmptyInDuckDb() throws SQLException {
        assertFalse(Files.exists(tables.resolve("consensus")));
        try (Connection duck = duck();
                Statement statement = duck.createStatement()) {
            assertEquals(
                    List.of("0"),
                    duckRows(statement, "SELECT count(flags) FROM consensus WHERE port > 0"));
        }
    }

    private static Connection duck() throws SQLException {
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            for (String each : SqlScript.statements(new DuckDbScript(tables.toString()).text())) {
                statement.execute(each);
            }
        }
        return duck;
    }

    private static List<String> duckRows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(Cookbook.cell(result.getObject(i)));
                }
                rows.add(String.join("\t", cells));
            }
        }
        return rows;
    }

    private static List<String> sparkRows(SparkSession spark, String query) {
        return spark.sql(query).collectAsList().stream().map(Cookbook::line).toList();
    }
}
