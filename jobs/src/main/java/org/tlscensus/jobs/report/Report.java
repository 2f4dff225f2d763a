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
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** Makes the report: the page, and beside it the tables and figures as files. */
public final class Report {
    private final Path folder;
    private final TableRun run;
    private final List<ReportPage.Part> parts = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepares the folders.
     *
     * @throws UserError when figures cannot be drawn on this machine
     */
    public Report(SparkSession spark, Path folder) throws IOException {
        this.folder = folder;
        requireFonts();
        Files.createDirectories(folder.resolve("figures"));
        run = new TableRun(spark, Files.createDirectories(folder.resolve("tables")));
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
     * @throws IOException when a file cannot be written; Spark throws what it wants
     */
    public void add(TableFile table) throws IOException {
        KeptRows rows = new KeptRows();
        run.make(table, rows);
        List<Figure> figures = Figures.of(rows);
        for (Figure figure : figures) {
            figure.write(folder.resolve("figures"));
        }
        parts.add(new ReportPage.Part(rows, figures));
    }

    /** Tells in the report what is not in it. */
    public void addFailure(String message) {
        failures.add(message);
    }

    /** Writes the page; where it is comes back. */
    public Path write(String title) throws IOException {
        Path page = folder.resolve("report.html");
        try (PrintStream out =
                new PrintStream(
                        new BufferedOutputStream(Files.newOutputStream(page)),
                        false,
                        StandardCharsets.UTF_8)) {
            new ReportPage(out).write(title, parts, failures);
            if (out.checkError()) {
                throw new IOException("cannot write " + page);
            }
        }
        return page;
    }
}
