package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
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
        try (JavaSparkContext context = Session.withoutQueries("census validate")) {
            validate(context, request, isQuiet);
        }
    }

    /** Judges, and prints how it goes to standard error. */
    static void validate(JavaSparkContext context, ValidateRequest request, boolean isQuiet)
            throws IOException {
        long start = System.nanoTime();
        ValidateSummary summary;
        ProgressReport progress = new ProgressReport(System.err, IngestRun.style(isQuiet));
        try {
            context.sc().addSparkListener(progress);
            summary = new Validation(context, request, progress).run();
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

    private static String lists(List<ValidateSummary.Lists> lists) {
        return lists.stream()
                .map(
                        of ->
                                String.format(
                                        "%,d %s (%s)",
                                        of.count(),
                                        of.source().equals("file") ? "given" : "downloaded",
                                        inWords(of.verdict())))
                .collect(Collectors.joining(", "));
    }

    private static String inWords(String verdict) {
        return switch (verdict) {
            case "VALID" -> "looked into";
            case "INVALID" -> "not signed by the issuer";
            case "UNKNOWN" -> "issuer unknown";
            default -> "unreadable";
        };
    }

    private static String counts(Map<String, Long> byVerdict) {
        return byVerdict.entrySet().stream()
                .map(e -> String.format("%,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    }
}
