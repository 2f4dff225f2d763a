package org.tlscensus.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;
import org.tlscensus.jobs.tables.TableWriter;
import org.tlscensus.jobs.tables.TerminalWriter;

/** What {@code census tables} does. */
final class TablesRun {
    private final OutputFolder out;
    private final Attempts attempts = new Attempts();

    TablesRun(String tables, Path out) {
        this.out = OutputFolder.of(out, "census tables", tables);
    }

    /**
     * Makes the tables; the exit code comes back.
     *
     * @param engine opens the tables that are asked
     * @param group the one group of tables that is made; null: all
     */
    int run(
            Supplier<QueryEngine> engine,
            List<String> only,
            String group,
            Path sqlFolder,
            boolean quiet) {
        List<TableFile> files =
                TableFile.select(only, sqlFolder).stream().filter(f -> f.isOf(group)).toList();
        out.require(TableRun.fileNames(files));
        try (QueryEngine opened = engine.get();
                PrintStream terminal = SqlRun.standardOutput()) {
            make(opened, files, sqlFolder, quiet ? null : terminal);
        }
        if (!quiet) {
            System.err.println("census: the files are in " + out.path());
        }
        return attempts.exitCode();
    }

    /** Makes the tables; whether none of them failed. */
    boolean make(QueryEngine engine, List<TableFile> files, Path sqlFolder, PrintStream terminal) {
        out.require(TableRun.fileNames(files));
        out.make();
        for (SqlText view : TableFile.views(sqlFolder)) {
            attempts.attempt(view, () -> engine.addView(view));
        }
        TableRun run = new TableRun(engine, out);
        for (TableFile file : files) {
            Attempts.tellUnmade(file, engine);
            TableWriter[] shown =
                    terminal == null
                            ? new TableWriter[0]
                            : new TableWriter[] {new TerminalWriter(terminal)};
            attempts.attempt(file.sql(), () -> run.make(file, shown));
        }
        return attempts.failures().isEmpty();
    }
}
