package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a page of all tables and figures, report.html, that needs no network to be"
                        + " looked at; beside it the tables as CSV, JSON, Markdown and LaTeX, the"
                        + " figures as SVG, PDF and PNG.")
final class ReportCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder (of this machine) for the report; it is made.")
    private Path out;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            defaultValue = "TLS in the archive",
            description = "What the page is called (${DEFAULT-VALUE}).")
    private String title;

    @Option(
            names = "--sql-dir",
            paramLabel = "DIR",
            description = "A folder with more SQL files, as census tables takes it.")
    private Path sqlFolder;

    @Override
    public Integer call() throws IOException {
        return new ReportRun(tables.folder(), out)
                .run(() -> engine.open(tables.folder(), "census report"), title, sqlFolder);
    }
}
