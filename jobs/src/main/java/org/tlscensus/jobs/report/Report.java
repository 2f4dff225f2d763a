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
import org.tlscensus.jobs.store.OutputFolder;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** The report of an archive: takes finished tables, and writes the page and the figures' files. */
public final class Report {
    private static final String PAGE = "report.html";
    private static final String TABLES = "tables";
    private static final String FIGURES = "figures";

    private final OutputFolder folder;
    private final FigureFiles files;
    private final List<ReportPage.Shown> tables = new ArrayList<>();
    private final List<ReportPage.Told> findings = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private TableData facts;

    /**
     * Prepares the folders.
     *
     * @throws UserError when figures are wanted, and cannot be drawn on this machine
     */
    public Report(OutputFolder folder, FigureFiles files) {
        this.folder = folder;
        this.files = files;
        if (files != FigureFiles.NONE) {
            requireFonts();
            folder.below(FIGURES).make();
        }
        tables(folder).make();
    }

    /** Where the tables' files lie. */
    public static OutputFolder tables(OutputFolder folder) {
        return folder.below(TABLES);
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

    /** Takes the row of facts about the archive. */
    public void setFacts(KeptRows rows) {
        facts = TableData.of(rows);
    }

    /** Takes what a finding's query gave. */
    public void add(Finding finding, KeptRows rows) {
        List<ChartData> charts = ChartData.of(rows);
        findings.add(
                new ReportPage.Told(
                        finding,
                        finding.told(TableData.of(rows)),
                        charts.isEmpty() ? null : charts.get(0)));
    }

    /** Takes a table. */
    public void add(KeptRows rows) {
        TableData all = TableData.of(rows);
        List<Figure> drawn = files == FigureFiles.NONE ? List.of() : Figures.of(rows);
        figures.addAll(drawn);
        List<String> names =
                drawn.stream()
                        .flatMap(figure -> files.endings().stream().map(figure::fileName))
                        .toList();
        tables.add(new ReportPage.Shown(all.ours(), all.published(), ChartData.of(rows), names));
    }

    /** Tells in the report what is not in it. */
    public void addFailure(String message) {
        failures.add(message);
    }

    /**
     * Writes the page and the figures' files; where the page is comes back.
     *
     * @throws IOException when a file cannot be written
     */
    public Path write(String title) throws IOException {
        FigureDrawing.write(figures, files, folder.below(FIGURES));
        try (OutputFolder.Draft page = folder.draft(PAGE)) {
            try (PrintStream out =
                    new PrintStream(
                            new BufferedOutputStream(Files.newOutputStream(page.file())),
                            false,
                            StandardCharsets.UTF_8)) {
                new ReportPage(out)
                        .write(new ReportPage.Contents(title, facts, findings, tables, failures));
                if (out.checkError()) {
                    throw new IOException("cannot write " + page.file());
                }
            }
            folder.publish(List.of(page));
        }
        return folder.path().resolve(PAGE);
    }
}
