package org.tlscensus.jobs.report;

import java.awt.GraphicsEnvironment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** Makes the report: the page, and beside it the tables and figures as files. */
public final class Report {
    private static final String PAGE = "report.html";
    private static final String TABLES = "tables";
    private static final String FIGURES = "figures";

    private final OutputFolder folder;
    private final OutputFolder figures;
    private final TableRun run;
    private final List<ReportPage.Part> parts = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepares the folders.
     *
     * @throws UserError when figures cannot be drawn on this machine
     */
    public Report(QueryEngine engine, OutputFolder folder) {
        this.folder = folder;
        requireFonts();
        figures = folder.below(FIGURES);
        figures.make();
        folder.below(TABLES).make();
        run = new TableRun(engine, folder.below(TABLES));
    }

    /**
     * Refuses a folder where files of others have the names of those that are going to be made.
     *
     * @throws UserError when there are such
     */
    public static void require(OutputFolder folder, List<TableFile> tables) {
        folder.require(List.of(PAGE));
        folder.below(TABLES).require(TableRun.fileNames(tables));
        folder.below(FIGURES).require(figuresIn(folder.below(FIGURES).path(), tables));
    }

    /** The files that are called as figures of some tables; how many there are the rows tell. */
    private static List<String> figuresIn(Path folder, List<TableFile> tables) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> tables.stream().anyMatch(t -> Figure.isOf(t.name(), name)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("cannot look into " + folder + ": " + e.getMessage());
        }
    }

    /** Java draws text with the system's fonts; small systems have none. */
    private static void requireFonts() {
        System.setProperty("java.awt.headless", "true");
        String[] fonts;
        try {
            fonts = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames();
        } catch (NullPointerException | LinkageError | InternalError e) {
            fonts = new String[0]; // what Java does without fontconfig, by version
        }
        if (fonts.length == 0) {
            throw new UserError(
                    "figures need fonts: Debian's packages fontconfig and fonts-dejavu-core");
        }
    }

    /**
     * Makes a table and its figures.
     *
     * @throws IOException when a file cannot be written
     */
    public void add(TableFile table) throws IOException {
        KeptRows rows = new KeptRows();
        run.make(table, rows);
        List<Figure> drawn = Figures.of(rows);
        for (Figure figure : drawn) {
            figure.write(figures);
        }
        parts.add(new ReportPage.Part(rows, drawn));
    }

    /** Tells in the report what is not in it. */
    public void addFailure(String message) {
        failures.add(message);
    }

    /** Writes the page; where it is comes back. */
    public Path write(String title) throws IOException {
        try (OutputFolder.Draft page = folder.draft(PAGE)) {
            try (PrintStream out =
                    new PrintStream(
                            new BufferedOutputStream(Files.newOutputStream(page.file())),
                            false,
                            StandardCharsets.UTF_8)) {
                new ReportPage(out).write(title, parts, failures);
                if (out.checkError()) {
                    throw new IOException("cannot write " + page.file());
                }
            }
            page.publish();
        }
        return folder.path().resolve(PAGE);
    }
}
