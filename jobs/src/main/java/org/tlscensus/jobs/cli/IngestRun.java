package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.tlscensus.jobs.ingest.EarlyClasses;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.plan.ManifestFile;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.store.Inputs;
import org.tlscensus.jobs.store.Mode;

/** What {@code census ingest} does. */
final class IngestRun {
    private final IngestCommand command;

    IngestRun(IngestCommand command) {
        this.command = command;
    }

    int run() throws IOException {
        EarlyClasses.load();
        JavaSparkContext spark = Session.withoutQueries("census ingest");
        try {
            Configuration hadoop = spark.hadoopConfiguration();
            Inputs.requireOutside(command.out(), command.files(), hadoop);
            Manifest manifest =
                    command.dataset() != null
                            ? ManifestFile.read(command.dataset(), hadoop)
                            : ofOneSite();
            new IngestReport(command.report())
                    .ingest(
                            spark,
                            IngestSettings.request(
                                    command.options(),
                                    manifest,
                                    command.out(),
                                    mode(),
                                    command.isStrict(),
                                    hadoop));
            return 0;
        } finally {
            spark.stop();
        }
    }

    /** Ingests, and prints how it goes to standard error. */
    static void ingest(JavaSparkContext spark, IngestRequest request, boolean isQuiet)
            throws IOException {
        new IngestReport(ReportOptions.of(isQuiet)).ingest(spark, request);
    }

    /** How progress is shown on standard error. */
    static ProgressReport.Style style(boolean isQuiet) {
        if (isQuiet) {
            return ProgressReport.Style.QUIET;
        }
        return "true".equals(System.getenv("CENSUS_TERMINAL"))
                ? ProgressReport.Style.BAR
                : ProgressReport.Style.LINES;
    }

    private Mode mode() {
        if (command.isAppend()) {
            return Mode.APPEND;
        }
        return command.isOverwrite() ? Mode.OVERWRITE : Mode.NEW;
    }

    private Manifest ofOneSite() {
        return new Manifest(
                command.site(),
                List.of(
                        new Manifest.Site(
                                command.site(), Manifest.Vantage.PASSIVE, command.captures())));
    }
}
