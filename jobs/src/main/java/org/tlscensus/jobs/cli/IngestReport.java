package org.tlscensus.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.ingest.Ingest;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ingest.IngestSummary;
import org.tlscensus.jobs.ingest.ProgressReport;
import org.tlscensus.jobs.plan.CapturePaths;
import picocli.CommandLine.Option;

/** How an ingest tells what it does: the options, and the telling. */
final class IngestReport {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int DAMAGED_TOLD = 1000;

    @Option(names = "--quiet", description = "No progress, no summary.")
    private boolean quiet;

    @Option(
            names = "--json-log",
            description = "Progress and summary on standard error as JSON, an object a line.")
    private boolean jsonLog;

    @Option(
            names = "--summary-json",
            paramLabel = "FILE",
            description = "A file for what was done, as JSON; replaced at every success.")
    private String summaryFile;

    /** A report that no options were given for. */
    static IngestReport of(boolean isQuiet) {
        IngestReport report = new IngestReport();
        report.quiet = isQuiet;
        return report;
    }

    boolean isJson() {
        return jsonLog;
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
        if (jsonLog && !quiet) {
            ProgressReport.event(System.err, "summary", values(summary, request, seconds));
        } else if (!quiet) {
            SummaryText.lines(summary, request.tables(), seconds).forEach(System.err::println);
        }
        if (summaryFile != null) {
            write(values(summary, request, seconds), spark.hadoopConfiguration());
        }
        return summary;
    }

    private ProgressReport.Style style() {
        return jsonLog && !quiet ? ProgressReport.Style.JSON : IngestRun.style(quiet);
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

    /** The file comes to its place when it is whole. */
    private void write(Map<String, Object> values, Configuration hadoop) throws IOException {
        Path target = CapturePaths.path(summaryFile, hadoop);
        FileSystem files = target.getFileSystem(hadoop);
        Path draft = new Path(target.getParent(), "_" + target.getName() + ".incomplete");
        try (OutputStream out = files.create(draft, true)) {
            out.write(JSON.writeValueAsBytes(values));
            out.write('\n');
        }
        files.delete(target, false);
        if (!files.rename(draft, target)) {
            throw new IOException("cannot rename " + draft + " to " + target);
        }
    }
}
