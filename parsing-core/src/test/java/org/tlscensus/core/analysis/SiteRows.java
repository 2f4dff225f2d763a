package org.tlscensus.core.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.CrlPart;
import org.tlscensus.core.row.CrlRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * All that the splits of one site hand out, put together in one process: what a job does with many.
 */
public final class SiteRows implements RowSink {
    private final String site;
    private final AnalysisOptions options;
    private final KeyLog keyLog;
    private final List<ConnectionPart> parts = new ArrayList<>();
    private final Map<String, byte[]> certificates = new TreeMap<>();
    private final List<CapturePart> captures = new ArrayList<>();
    private final List<LookupPart> lookups = new ArrayList<>();

    private SiteRows(String site, AnalysisOptions options, KeyLog keyLog) {
        this.site = site;
        this.keyLog = keyLog;
        this.options = options;
    }

    /** Reads a file as one split. */
    public static SiteRows of(String site, Path file, AnalysisOptions options) throws IOException {
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        return run(site, new OneFile(file), List.of(whole), options);
    }

    /** Runs the splits one after the other. */
    public static SiteRows run(
            String site, Captures captures, List<CaptureSplit> splits, AnalysisOptions options)
            throws IOException {
        return run(site, captures, splits, options, SplitReader.DEFAULT_MEMORY_BYTES);
    }

    /** Runs the splits one after the other, each with so much memory for its connections. */
    static SiteRows run(
            String site,
            Captures captures,
            List<CaptureSplit> splits,
            AnalysisOptions options,
            long memoryBytes)
            throws IOException {
        SiteRows rows = new SiteRows(site, options, captures.secrets());
        for (CaptureSplit split : splits) {
            try (SplitReader run = new SplitReader(split, captures, options, memoryBytes, rows)) {
                while (run.step()) {
                    // the rows come by the sink
                }
            }
        }
        return rows;
    }

    /** Runs the splits of one file, and again those that began wrongly, until all are proven. */
    public static SiteRows runProven(
            String site, Captures captures, List<CaptureSplit> splits, AnalysisOptions options)
            throws IOException {
        List<SiteRows> bySplit = new ArrayList<>();
        for (CaptureSplit split : splits) {
            bySplit.add(run(site, captures, List.of(split), options));
        }
        while (true) {
            List<CapturePart> parts = bySplit.stream().map(rows -> rows.captures.get(0)).toList();
            List<CaptureSplit> again = SplitProof.again(splits, parts);
            if (again.isEmpty()) {
                break;
            }
            for (CaptureSplit split : again) {
                bySplit.set((int) split.number(), run(site, captures, List.of(split), options));
            }
        }
        SiteRows all = new SiteRows(site, options, captures.secrets());
        for (SiteRows rows : bySplit) {
            all.parts.addAll(rows.parts);
            all.certificates.putAll(rows.certificates);
            all.captures.addAll(rows.captures);
            all.lookups.addAll(rows.lookups);
        }
        return all;
    }

    @Override
    public void connection(ConnectionPart part) {
        parts.add(part);
    }

    @Override
    public void certificate(CertificateSighting certificate) {
        certificates.put(certificate.sha256(), certificate.der());
    }

    @Override
    public void lookup(LookupPart lookup) {
        lookups.add(lookup);
    }

    @Override
    public void capture(CapturePart part) {
        captures.add(part);
    }

    /**
     * Certificates by SHA-256: those in the chains of the rows. A part that begins in its midst may
     * have met others, which the row of its connection does not show.
     */
    public Map<String, byte[]> certificates() {
        Map<String, byte[]> shown = new TreeMap<>();
        for (ConnectionRow row : connections()) {
            if (row.tls() != null) {
                show(row.tls().serverChain(), shown);
                show(row.tls().clientChain(), shown);
            }
        }
        return shown;
    }

    private void show(List<String> chain, Map<String, byte[]> shown) {
        if (chain != null) {
            chain.forEach(sha256 -> shown.put(sha256, certificates.get(sha256)));
        }
    }

    public List<CapturePart> captures() {
        return captures;
    }

    /**
     * What is known of each capture, whatever splits told it: connections that began in it, packets
     * by reason, times, anomalies, damage.
     */
    Map<String, String> accounts() {
        Map<String, Long> flows = new TreeMap<>();
        whole().forEach(connection -> flows.merge(connection.captures().get(0), 1L, Long::sum));
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        Map<String, String> accounts = new TreeMap<>();
        for (CapturePart part : captures) {
            flows.merge(part.capture(), part.settledFlows(), Long::sum);
            Map<String, Long> of = counts.computeIfAbsent(part.capture(), c -> new TreeMap<>());
            part.packetsByReason().forEach((reason, count) -> of.merge(reason, count, Long::sum));
            of.values().removeIf(count -> count == 0);
            if (part.beganAt() != null || !part.damages().isEmpty()) {
                accounts.put(
                        part.capture(),
                        part.beganAt()
                                + "-"
                                + part.endedAt()
                                + " "
                                + part.firstNanos()
                                + "-"
                                + part.lastNanos()
                                + part.anomalies()
                                + part.damages());
            }
        }
        accounts.replaceAll(
                (capture, account) ->
                        account + counts.get(capture) + flows.getOrDefault(capture, 0L));
        return accounts;
    }

    /** Pieces that were handed on to be joined, of all parts. */
    public long unsettled() {
        return parts.stream().filter(p -> !p.completeness().equals(ConnectionPart.SETTLED)).count();
    }

    /** The rows of the table of connections, by start time and id. */
    public List<ConnectionRow> connections() {
        long end =
                captures.stream()
                        .map(CapturePart::lastNanos)
                        .filter(nanos -> nanos != null)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        ConnectionRows rows = new ConnectionRows(options);
        return whole().stream()
                .flatMap(connection -> rows.row(site, connection, end).stream())
                .sorted(
                        Comparator.comparing(ConnectionRow::startTime)
                                .thenComparing(ConnectionRow::connectionId))
                .toList();
    }

    /** The rows of OCSP exchanges, by connection, exchange and position. */
    public List<ExchangePart> exchanges() {
        return whole().stream()
                .flatMap(connection -> OcspRows.of(site, connection, Naming.PLAIN).stream())
                .sorted(
                        Comparator.comparing((ExchangePart part) -> part.row().connectionId())
                                .thenComparing(part -> part.row().exchangeId())
                                .thenComparing(part -> String.valueOf(part.row().position())))
                .toList();
    }

    /** Downloads of revocation lists, by id. */
    public List<CrlRow> lists() {
        return whole().stream()
                .flatMap(connection -> CrlRows.of(site, connection, Naming.PLAIN).stream())
                .map(CrlPart::row)
                .sorted(Comparator.comparing(CrlRow::downloadId))
                .toList();
    }

    /** DNS queries and answers, in time order. */
    public List<LookupPart> lookups() {
        List<LookupPart> all = new ArrayList<>(lookups);
        whole().forEach(connection -> all.addAll(Lookups.inConnection(connection)));
        all.sort(
                Comparator.comparingLong(LookupPart::timeNanos)
                        .thenComparing(LookupPart::toString));
        return all;
    }

    private List<ConnectionPart> whole() {
        List<ConnectionPart> whole = new ArrayList<>();
        Stitcher stitcher = new Stitcher(options, keyLog, this::certificate, whole::add);
        parts.stream()
                .sorted(
                        Comparator.comparingLong(ConnectionPart::flowHash)
                                .thenComparing(ConnectionPart::flowKey, java.util.Arrays::compare)
                                .thenComparingLong(ConnectionPart::split)
                                .thenComparingLong(ConnectionPart::sequence))
                .forEach(
                        part -> {
                            if (part.completeness().equals(ConnectionPart.SETTLED)) {
                                whole.add(part);
                            } else {
                                stitcher.add(part);
                            }
                        });
        stitcher.end();
        return whole;
    }
}
