package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.report.FigureFiles;
import org.tlscensus.jobs.report.Finding;
import org.tlscensus.jobs.report.KeptRows;
import org.tlscensus.jobs.report.Report;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** What {@code census report} does. */
final class ReportRun {
    private final String tables;
    private final FigureFiles figures;
    private final OutputFolder out;

    ReportRun(String tables, Path out, FigureFiles figures) {
        this.tables = tables;
        this.figures = figures;
        this.out = OutputFolder.of(out, "census report", tables);
    }

    /** Makes the report; the exit code comes back. */
    int run(String title, Path sqlFolder) throws IOException {
        require(sqlFolder);
        SparkSession spark = Session.forQuestions("census report");
        try {
            return make(spark, title, sqlFolder);
        } finally {
            spark.stop();
        }
    }

    /** Refuses a folder where files of others are in the way. */
    void require(Path sqlFolder) {
        Report.require(out, TableFile.select(List.of(), sqlFolder));
    }

    int make(SparkSession spark, String title, Path sqlFolder) throws IOException {
        require(sqlFolder);
        List<TableFile> files = TableFile.select(List.of(), sqlFolder);
        Attempts attempts = new Attempts();
        Report report = new Report(out, figures);
        TableViews views = TableViews.register(spark, tables);
        for (SqlText view : TableFile.views(sqlFolder)) {
            attempts.attempt(view, () -> views.add(view));
        }
        TableFile facts = Finding.facts();
        attempts.attempt(facts.sql(), () -> report.setFacts(rows(spark, facts)));
        for (Finding finding : Finding.all()) {
            attempts.attempt(
                    finding.query().sql(), () -> report.add(finding, rows(spark, finding.query())));
        }
        TableRun run = new TableRun(spark, Report.tables(out));
        for (TableFile file : files) {
            Attempts.tellUnmade(file, views);
            KeptRows rows = new KeptRows();
            attempts.attempt(
                    file.sql(),
                    () -> {
                        run.make(file, rows);
                        report.add(rows);
                    });
        }
        attempts.failures().forEach(report::addFailure);
        System.out.println("The report: " + report.write(title));
        return attempts.exitCode();
    }

    private static KeptRows rows(SparkSession spark, TableFile query) throws IOException {
        KeptRows rows = new KeptRows();
        TableRun.rows(spark, query, rows);
        return rows;
    }
}
