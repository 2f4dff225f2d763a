package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.report.FigureFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code census report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a page of all tables and figures, report.html, that needs no network to be"
                        + " looked at; beside it the tables as CSV, JSON, Markdown and LaTeX.")
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

    @Option(
            names = "--figures",
            paramLabel = "WHICH",
            converter = FigureFilesConverter.class,
            description =
                    "Write the figures as files too, for papers: svg, or all (SVG, PDF and PNG). Java"
                            + " needs fonts to draw (Debian: fontconfig, fonts-dejavu-core).")
    private FigureFiles figures = FigureFiles.NONE;

    /** The words of {@code --figures}. */
    static final class FigureFilesConverter implements ITypeConverter<FigureFiles> {
        @Override
        public FigureFiles convert(String text) {
            return switch (text) {
                case "none" -> FigureFiles.NONE;
                case "svg" -> FigureFiles.SVG;
                case "all" -> FigureFiles.ALL;
                default -> throw new TypeConversionException("want none, svg or all, not " + text);
            };
        }
    }

    @Override
    public Integer call() throws IOException {
        return new ReportRun(tables.folder(), out, figures)
                .run(() -> engine.open(tables.folder(), "census report"), title, sqlFolder);
    }
}
