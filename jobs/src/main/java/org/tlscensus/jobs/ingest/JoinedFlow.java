package org.tlscensus.jobs.ingest;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.Stitcher;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.schema.RecordBytes;

/**
 * Joins parts, flow by flow. Parts of splits that are done for good give rows for good, or a
 * connection to be kept for a later ingest. With the parts of splits that a later ingest reads
 * again, which follow them, they give rows that it replaces.
 */
final class JoinedFlow {
    /**
     * A connection is kept for as long as this after its idle time, since captures of several
     * queues overlap: an appended capture may begin that much before the end of what is there.
     */
    static final long OVERLAP_NANOS = 120_000_000_000L;

    private final Map<String, SiteFrontier> ends;
    private final AnalysisOptions options;
    private final ConnectionRecords connections;
    private final RecordBytes<ConnectionPart> partBytes = RecordBytes.of(ConnectionPart.class);
    private final RecordBytes<CertificateSighting> certificateBytes =
            RecordBytes.of(CertificateSighting.class);
    private final RecordBytes<FlowCount> countBytes = RecordBytes.of(FlowCount.class);
    private final Map<SiteRows, RunsByKind> runs = new HashMap<>();
    private final Map<SiteRows, Map<String, Long>> flows = new HashMap<>(); // by first capture
    private final Queue<TableRun> waiting = new ArrayDeque<>();
    private final Stitcher done;
    private final Stitcher provisional;

    private String site; // of the flow that is joined; null between flows
    private byte[] flowKey;
    private SiteFrontier end;
    private boolean hasProvisionalParts;
    private ConnectionPart last; // the part that was taken last
    private byte[] lastBytes;

    JoinedFlow(Map<String, SiteFrontier> ends, KeyLog keyLog, RowRules rules) {
        this.ends = ends;
        options = rules.options();
        connections = new ConnectionRecords(rules);
        done = new Stitcher(options, keyLog, this::certificate, this::done);
        provisional =
                new Stitcher(
                        options,
                        keyLog,
                        this::certificate,
                        connection -> connection(connection, true));
    }

    /** Runs that are ready. */
    Queue<TableRun> waiting() {
        return waiting;
    }

    /**
     * Takes the next part: by site and flow, then by split and place in it.
     *
     * @param bytes of the part
     * @param isKept whether an earlier ingest left it; its connection was counted by none
     */
    void add(String ofSite, ConnectionPart part, byte[] bytes, boolean isKept) {
        if (site != null && !(ofSite.equals(site) && Arrays.equals(flowKey, part.flowKey()))) {
            endOfFlow();
        }
        site = ofSite;
        flowKey = part.flowKey();
        last = part;
        lastBytes = bytes;
        end = ends.get(ofSite);
        boolean isProvisional = part.split() >= end.firstRereadSplit();
        if (!isKept && !part.isUnfinished()) {
            count(isProvisional, part, -1); // its split counted it
        }
        if (!isProvisional) {
            done.add(part);
            return;
        }
        if (!hasProvisionalParts) {
            hasProvisionalParts = true;
            done.end();
        }
        provisional.add(part);
    }

    /** The flow has no further parts. */
    void endOfFlow() {
        done.end();
        provisional.end();
        site = null;
        hasProvisionalParts = false;
    }

    /** All runs leave. */
    void flush() {
        flows.forEach(
                (group, counts) ->
                        counts.forEach(
                                (capture, count) ->
                                        runs(group)
                                                .add(
                                                        RunKind.FLOWS,
                                                        countBytes.toBytes(
                                                                new FlowCount(capture, count)))));
        flows.clear();
        runs.values().forEach(RunsByKind::flush);
    }

    /** Takes a connection of splits that are done for good. */
    private void done(ConnectionPart connection) {
        boolean isLast = connection.isUnfinished();
        if (isLast && hasProvisionalParts) {
            keep(connection);
            provisional.add(connection);
        } else if (isLast && mayGoOn(connection)) {
            keep(connection);
            connection(connection, true);
        } else {
            connection(connection, false);
        }
    }

    /** A dialogue that crossed splits shows its certificates only where its parts are joined. */
    private void certificate(CertificateSighting sighting) {
        runs(new SiteRows(site, false))
                .add(RunKind.CERTIFICATE, certificateBytes.toBytes(sighting));
    }

    private boolean mayGoOn(ConnectionPart connection) {
        boolean tcp = FlowKey.isTcp(FlowKey.fromBytes(connection.flowKey()));
        long idle = tcp ? options.tcpIdleNanos() : options.udpIdleNanos();
        return end.lastNanos() - connection.endNanos() <= idle + OVERLAP_NANOS;
    }

    private void keep(ConnectionPart connection) {
        runs(new SiteRows(site, true))
                .add(RunKind.KEPT, connection.flowHash(), bytesOf(connection));
    }

    /** Most are one part, whose bytes are there. */
    @SuppressWarnings("ReferenceEquality") // another one that is equal is as well encoded anew
    private byte[] bytesOf(ConnectionPart connection) {
        return connection == last ? lastBytes : partBytes.toBytes(connection);
    }

    private void connection(ConnectionPart connection, boolean isProvisional) {
        count(isProvisional, connection, 1);
        connections.add(
                site,
                connection,
                connection.flowHash(),
                end.lastNanos(),
                runs(new SiteRows(site, isProvisional)));
    }

    private void count(boolean isProvisional, ConnectionPart connection, long flowsMore) {
        flows.computeIfAbsent(new SiteRows(site, isProvisional), g -> new TreeMap<>())
                .merge(connection.captures().get(0), flowsMore, Long::sum);
    }

    private RunsByKind runs(SiteRows group) {
        return runs.computeIfAbsent(
                group,
                g ->
                        new RunsByKind(
                                (kind, run) ->
                                        waiting.add(
                                                new TableRun(
                                                        kind, g.site(), g.isProvisional(), run))));
    }
}
