package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.report.FigureFiles;
import org.tlscensus.jobs.report.Finding;
import org.tlscensus.jobs.report.KeptRows;
import org.tlscensus.jobs.report.Report;
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** What {@code census report} does. */
final class ReportRun {
    private final FigureFiles figures;
    private final OutputFolder out;

    ReportRun(String tables, Path out, FigureFiles figures) {
        this.figures = figures;
        this.out = OutputFolder.of(out, "census report", tables);
    }

    /**
     * Makes the report; the exit code comes back.
     *
     * @param engine opens the tables that are asked
     */
    int run(Supplier<QueryEngine> engine, String title, Path sqlFolder) throws IOException {
        require(sqlFolder);
        try (QueryEngine opened = engine.get()) {
            return make(opened, title, sqlFolder, true);
        }
    }

    /** Refuses a folder where files of others are in the way. */
    void require(Path sqlFolder) {
        Report.require(out, TableFile.select(List.of(), sqlFolder));
    }

    /**
     * Makes it.
     *
     * @param tellsUnmade whether the user is to hear which tables no command has made yet
     */
    int make(QueryEngine engine, String title, Path sqlFolder, boolean tellsUnmade)
            throws IOException {
        require(sqlFolder);
        List<TableFile> files = TableFile.select(List.of(), sqlFolder);
        Attempts attempts = new Attempts();
        Report report = new Report(out, figures);
        for (SqlText view : TableFile.views(sqlFolder)) {
            attempts.attempt(view, () -> engine.addView(view));
        }
        TableFile facts = Finding.facts();
        attempts.attempt(facts.sql(), () -> report.setFacts(rows(engine, facts)));
        for (Finding finding : Finding.all()) {
            attempts.attempt(
                    finding.query().sql(),
                    () -> report.add(finding, rows(engine, finding.query())));
        }
        TableRun run = new TableRun(engine, Report.tables(out));
        for (TableFile file : files) {
            if (tellsUnmade) {
                Attempts.tellUnmade(file, engine);
            }
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

    private static KeptRows rows(QueryEngine engine, TableFile query) throws IOException {
        KeptRows rows = new KeptRows();
        TableRun.rows(engine, query, rows);
        return rows;
    }
}
