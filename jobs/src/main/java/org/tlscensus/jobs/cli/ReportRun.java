package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.report.Report;
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.TableFile;

/** What {@code census report} does. */
final class ReportRun {
    private final OutputFolder out;

    ReportRun(String tables, Path out) {
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
            return make(opened, title, sqlFolder);
        }
    }

    /** Refuses a folder where files of others are in the way. */
    void require(Path sqlFolder) {
        Report.require(out, TableFile.select(List.of(), sqlFolder));
    }

    int make(QueryEngine engine, String title, Path sqlFolder) throws IOException {
        require(sqlFolder);
        List<TableFile> files = TableFile.select(List.of(), sqlFolder);
        Attempts attempts = new Attempts();
        Report report = new Report(engine, out);
        for (SqlText view : TableFile.views(sqlFolder)) {
            attempts.attempt(view, () -> engine.addView(view));
        }
        for (TableFile file : files) {
            Attempts.tellUnmade(file, engine);
            attempts.attempt(file.sql(), () -> report.add(file));
        }
        attempts.failures().forEach(report::addFailure);
        System.out.println("The report: " + report.write(title));
        return attempts.exitCode();
    }
}
