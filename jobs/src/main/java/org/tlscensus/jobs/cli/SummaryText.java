package org.tlscensus.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.ingest.IngestSummary;
import org.tlscensus.jobs.ingest.SkippedCaptures;
import org.tlscensus.jobs.query.VisibleText;

/** What an ingest did, in a few lines. */
final class SummaryText {
    private static final int DAMAGES_TOLD = 10;

    private SummaryText() {}

    static List<String> lines(IngestSummary summary, String tables, double seconds) {
        List<String> lines = new ArrayList<>();
        long bytes = summary.captures().stream().mapToLong(CaptureRow::bytes).sum();
        lines.add(
                String.format(
                        "census: %,d captures, %.1f MB in %.1f s%s",
                        summary.captures().size(),
                        bytes / 1e6,
                        seconds,
                        skipped(summary.skipped())));
        lines.add(packets(summary.packetsByReason()));
        lines.add(
                String.format(
                        "census: %,d connections, %,d of them TLS; %,d certificates, in %s",
                        summary.connections(),
                        summary.tlsConnections(),
                        summary.certificates(),
                        tables));
        long twice = summary.captures().stream().mapToLong(CaptureRow::lookaheadBytes).sum();
        if (twice > 0) {
            lines.add(
                    String.format(
                            "census: %.1f MB were read twice: connections go on beyond their splits",
                            twice / 1e6));
        }
        if (summary.redoneSplits() > 0) {
            lines.add(
                    String.format(
                            "census: %,d splits were read again from a proven boundary",
                            summary.redoneSplits()));
        }
        addUndecoded(summary.packetsByReason(), lines);
        addBugs(summary.captures(), lines);
        addDamages(summary.captures(), lines);
        return lines.stream().map(VisibleText::of).toList();
    }

    private static String skipped(SkippedCaptures skipped) {
        String text = "";
        if (skipped.present() > 0) {
            text += String.format("; %,d were in the tables already", skipped.present());
        }
        if (skipped.outside() > 0) {
            text += String.format("; %,d lie outside --from and --to", skipped.outside());
        }
        return text;
    }

    private static String packets(Map<String, Long> byReason) {
        long all = byReason.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder line = new StringBuilder();
        line.append(
                String.format(
                        "census: %,d packets, %,d decoded",
                        all, byReason.getOrDefault("decoded", 0L)));
        byReason.forEach(
                (reason, count) -> {
                    if (!reason.equals("decoded")) {
                        line.append(String.format(", %,d %s", count, reason));
                    }
                });
        return line.toString();
    }

    private static void addUndecoded(Map<String, Long> byReason, List<String> lines) {
        long count = byReason.getOrDefault(Outcome.UNDECODED_TUNNEL.columnName(), 0L);
        if (count > 0) {
            lines.add(
                    String.format(
                            "census: %,d packets on UDP ports of tunnels or mirrors could not be"
                                    + " looked into; what can be: census describe --headers",
                            count));
        }
    }

    private static void addBugs(List<CaptureRow> captures, List<String> lines) {
        long bugs = 0;
        for (CaptureRow capture : captures) {
            bugs += capture.anomalies().getOrDefault("failed", 0L);
        }
        if (bugs > 0) {
            lines.add(
                    String.format(
                            "census: %,d times a bug of tls-census was met, see damage in the table"
                                    + " captures; please report it as SECURITY.md says",
                            bugs));
        }
    }

    private static void addDamages(List<CaptureRow> captures, List<String> lines) {
        List<CaptureRow> damaged = captures.stream().filter(c -> c.damage() != null).toList();
        for (CaptureRow capture : damaged.subList(0, Math.min(damaged.size(), DAMAGES_TOLD))) {
            lines.add(
                    String.format(
                            "census: damage in %s/%s at byte %d: %s",
                            capture.site(),
                            capture.name(),
                            capture.damageOffset(),
                            capture.damage()));
        }
        if (damaged.size() > DAMAGES_TOLD) {
            lines.add(
                    String.format(
                            "census: damage in %,d more; see the table captures",
                            damaged.size() - DAMAGES_TOLD));
        }
    }
}
