package org.tlscensus.core.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.ConnectionRows;
import org.tlscensus.core.analysis.Stitcher;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * Hands out connections that are whole. A piece that another may belong to waits for it, until its
 * flow has been silent for so long in capture time that none can.
 */
final class WholeConnections extends ConnectionSink {
    private static final int FIRST_LOOK = 4096; // flows that wait

    private final String site;
    private final AnalysisOptions options;
    private final ConnectionRows rows;
    private final Stitcher stitcher;
    private final Map<Flow, List<ConnectionPart>> waiting = new HashMap<>();
    private int lookAt = FIRST_LOOK;
    private long latestNanos = Long.MIN_VALUE; // of the pieces so far
    private long siteEndNanos = Long.MAX_VALUE; // known at the end: what leaves before is over

    private record Flow(byte[] key) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Flow flow && Arrays.equals(key, flow.key);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(key);
        }
    }

    WholeConnections(
            String site,
            AnalysisOptions options,
            KeyLog keyLog,
            Consumer<CertificateSighting> certificates,
            Consumer<ConnectionRow> out) {
        super(certificates, out);
        this.site = site;
        this.options = options;
        rows = new ConnectionRows(options);
        stitcher = new Stitcher(options, keyLog, certificates, this::tell);
    }

    @Override
    public void connection(ConnectionPart part) {
        latestNanos = Math.max(latestNanos, part.endNanos());
        if (part.completeness().equals(ConnectionPart.SETTLED)) {
            tell(part);
        } else {
            waiting.computeIfAbsent(new Flow(part.flowKey()), f -> new ArrayList<>(1)).add(part);
        }
    }

    private void tell(ConnectionPart whole) {
        handOut(rows.row(site, whole, siteEndNanos));
    }

    @Override
    void passed(Predicate<ConnectionPart> isFollowing) {
        if (waiting.size() < lookAt) {
            return;
        }
        waiting.values().removeIf(pieces -> isOver(pieces, isFollowing) && join(pieces));
        lookAt = Math.max(FIRST_LOOK, 2 * waiting.size());
    }

    private boolean isOver(List<ConnectionPart> pieces, Predicate<ConnectionPart> isFollowing) {
        ConnectionPart last = pieces.get(pieces.size() - 1);
        boolean tcp = FlowKey.isTcp(FlowKey.fromBytes(last.flowKey()));
        long idle = tcp ? options.tcpIdleNanos() : options.udpIdleNanos();
        // Twice, since a capture's clock may go back.
        return latestNanos - last.endNanos() > 2 * idle && !isFollowing.test(last);
    }

    private boolean join(List<ConnectionPart> pieces) {
        pieces.forEach(stitcher::add);
        stitcher.end();
        return true;
    }

    @Override
    void end() {
        siteEndNanos =
                captures().stream()
                        .map(CapturePart::lastNanos)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        waiting.values().forEach(this::join);
        waiting.clear();
    }
}
