package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.query.VisibleText;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.validate.ValidateRequest;
import org.tlscensus.jobs.validate.ValidateSummary;
import org.tlscensus.jobs.validate.Validation;

/** What {@code census validate} does. */
final class ValidateRun {
    private ValidateRun() {}

    static void run(ValidateRequest request, boolean isQuiet) throws IOException {
        SparkSession spark = Session.open("census validate");
        try {
            validate(spark, request, isQuiet);
        } finally {
            spark.stop();
        }
    }

    /** Judges, and prints how it goes to standard error. */
    static void validate(SparkSession spark, ValidateRequest request, boolean isQuiet)
            throws IOException {
        long start = System.nanoTime();
        ValidateSummary summary;
        ProgressReport progress = new ProgressReport(System.err, IngestRun.style(isQuiet));
        try {
            spark.sparkContext().addSparkListener(progress);
            summary = new Validation(spark, request, progress).run();
        } finally {
            progress.end();
        }
        if (!isQuiet) {
            double seconds = (System.nanoTime() - start) / 1e9;
            lines(summary, request.tables(), seconds).forEach(System.err::println);
        }
    }

    /** What was found, in a few lines. */
    static List<String> lines(ValidateSummary summary, String tables, double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        "census: %,d chains (a day) judged in %.1f s, with %,d CA certificates of"
                                + " the archive; in %s/certificate_validity and chains",
                        summary.chains(), seconds, summary.poolSize(), tables));
        if (summary.isPoolCut()) {
            lines.add("census: there are more CA certificates than that; the most used were taken");
        }
        for (ValidateSummary.OfStore store : summary.stores()) {
            String counts = counts(store.serversByVerdict());
            String unreadable =
                    store.unreadable() == 0
                            ? ""
                            : String.format(", %,d unreadable", store.unreadable());
            lines.add(
                    String.format(
                            "census: %s (%,d anchors%s): %s",
                            store.name(),
                            store.anchors(),
                            unreadable,
                            counts.isEmpty() ? "nothing to judge" : counts));
            if (!store.clientsByVerdict().isEmpty()) {
                lines.add(
                        String.format(
                                "census: %s, clients' chains: %s",
                                store.name(), counts(store.clientsByVerdict())));
            }
        }
        if (!summary.lists().isEmpty()) {
            lines.add("census: revocation lists: " + lists(summary.lists()));
        }
        return lines.stream().map(VisibleText::of).toList();
    }

    /** Each source with what became of its lists. */
    private static String lists(Map<String, Long> byVerdict) {
        return byVerdict.entrySet().stream()
                .map(e -> String.format("%,d %s", e.getValue(), inWords(e.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String inWords(String sourceAndVerdict) {
        return sourceAndVerdict
                .replace("download ", "downloaded ")
                .replace("file ", "given ")
                .replace("INVALID", "(not signed by the issuer)")
                .replace("VALID", "(looked into)")
                .replace("UNKNOWN", "(issuer unknown)")
                .replace("UNREADABLE", "(unreadable)");
    }

    private static String counts(Map<String, Long> byVerdict) {
        return byVerdict.entrySet().stream()
                .map(e -> String.format("%,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    }
}
