package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.ingest.Ingest;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ingest.IngestSummary;
import org.tlscensus.jobs.ingest.ProgressReport;

/** Tells how an ingest goes, and what it did. */
final class IngestReport {
    private static final int DAMAGED_TOLD = 1000;

    private final ReportOptions options;

    IngestReport(ReportOptions options) {
        this.options = options;
    }

    /** Ingests, and tells how it goes on standard error. */
    IngestSummary ingest(JavaSparkContext spark, IngestRequest request) throws IOException {
        long start = System.nanoTime();
        IngestSummary summary;
        ProgressReport progress = new ProgressReport(System.err, style());
        spark.sc().addSparkListener(progress);
        try {
            summary = new Ingest(spark, request, progress).run();
        } finally {
            progress.end();
            spark.sc().removeSparkListener(progress);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (options.isJson() && !options.isQuiet()) {
            ProgressReport.event(System.err, "summary", values(summary, request, seconds));
        } else if (!options.isQuiet()) {
            SummaryText.lines(summary, request.tables(), seconds).forEach(System.err::println);
        }
        if (options.summaryFile() != null) {
            SummaryFile.write(
                    options.summaryFile(),
                    values(summary, request, seconds),
                    spark.hadoopConfiguration());
        }
        return summary;
    }

    private ProgressReport.Style style() {
        return options.isJson() && !options.isQuiet()
                ? ProgressReport.Style.JSON
                : IngestRun.style(options.isQuiet());
    }

    private static Map<String, Object> values(
            IngestSummary summary, IngestRequest request, double seconds) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("tables", request.tables());
        values.put("seconds", Math.round(seconds * 1000) / 1000.0);
        values.put("captures", summary.captures().size());
        values.put("captures_skipped", summary.skipped());
        values.put("bytes", summary.captures().stream().mapToLong(CaptureRow::bytes).sum());
        values.put("packets_by_reason", summary.packetsByReason());
        values.put("connections", summary.connections());
        values.put("tls_connections", summary.tlsConnections());
        values.put("certificates", summary.certificates());
        values.put("splits_redone", summary.redoneSplits());
        List<CaptureRow> damaged =
                summary.captures().stream().filter(c -> c.damage() != null).toList();
        values.put("captures_damaged", damaged.size());
        values.put(
                "damage", damaged.stream().limit(DAMAGED_TOLD).map(IngestReport::damage).toList());
        return values;
    }

    private static Map<String, Object> damage(CaptureRow capture) {
        Map<String, Object> damage = new LinkedHashMap<>();
        damage.put("site", capture.site());
        damage.put("capture", capture.name());
        damage.put("byte", capture.damageOffset());
        damage.put("damage", capture.damage());
        return damage;
    }
}
