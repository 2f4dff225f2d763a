package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.ingest.Ingest;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ingest.IngestSummary;
import org.tlscensus.jobs.ingest.Mode;
import org.tlscensus.jobs.ingest.ProgressReport;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.Dataset;
import org.tlscensus.jobs.plan.DatasetFile;

/** What {@code census ingest} does. */
final class IngestRun {
    private final IngestCommand command;

    IngestRun(IngestCommand command) {
        this.command = command;
    }

    int run() throws IOException {
        SparkSession spark = Session.open("census ingest");
        try {
            Dataset dataset =
                    command.dataset() != null
                            ? DatasetFile.read(
                                    command.dataset(), spark.sparkContext().hadoopConfiguration())
                            : ofOneSite();
            ingest(
                    spark,
                    new IngestRequest(
                            dataset,
                            command.out(),
                            mode(),
                            command.options(),
                            command.splitSize(),
                            command.isStrict(),
                            OcspLists.standard(command.lookups())),
                    command.isQuiet());
            return 0;
        } finally {
            spark.stop();
        }
    }

    /** Ingests, and prints how it goes to standard error. */
    static void ingest(SparkSession spark, IngestRequest request, boolean isQuiet)
            throws IOException {
        ProgressReport.Style style =
                isQuiet
                        ? ProgressReport.Style.QUIET
                        : "true".equals(System.getenv("CENSUS_TERMINAL"))
                                ? ProgressReport.Style.BAR
                                : ProgressReport.Style.LINES;
        long start = System.nanoTime();
        IngestSummary summary;
        ProgressReport progress = new ProgressReport(System.err, style);
        try {
            spark.sparkContext().addSparkListener(progress);
            summary = new Ingest(spark, request, progress).run();
        } finally {
            progress.end();
        }
        if (!isQuiet) {
            double seconds = (System.nanoTime() - start) / 1e9;
            SummaryText.lines(summary, request.tables(), seconds).forEach(System.err::println);
        }
    }

    private Mode mode() {
        if (command.isAppend()) {
            return Mode.APPEND;
        }
        return command.isOverwrite() ? Mode.OVERWRITE : Mode.NEW;
    }

    private Dataset ofOneSite() {
        return new Dataset(
                command.site(),
                List.of(
                        new Dataset.Site(
                                command.site(), Dataset.Vantage.PASSIVE, command.captures())));
    }
}
