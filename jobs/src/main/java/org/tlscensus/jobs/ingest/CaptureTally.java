package org.tlscensus.jobs.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlscensus.core.capture.CaptureContext;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.core.row.DamageRow;
import org.tlscensus.core.wire.EpochNanos;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.Manifest;

/**
 * What was counted of a capture file, over any of its splits.
 *
 * @param linkTypes of the interfaces that were known where a split ended
 * @param flows connections whose first packet is in it
 */
record CaptureTally(
        List<Integer> linkTypes,
        Map<String, Long> packetsByReason,
        Long firstNanos,
        Long lastNanos,
        long flows,
        Map<String, Long> anomalies,
        DamageRow damage,
        long lookaheadBytes,
        long parts) {

    static final CaptureTally NONE =
            new CaptureTally(List.of(), Map.of(), null, null, 0, Map.of(), null, 0, 0);

    static CaptureTally of(CapturePart part) {
        return new CaptureTally(
                part.endedContext() == null
                        ? List.of()
                        : CaptureContext.fromBytes(part.endedContext()).linkTypes(),
                part.packetsByReason(),
                part.firstNanos(),
                part.lastNanos(),
                part.settledFlows(),
                part.anomalies(),
                part.damages().isEmpty() ? null : part.damages().get(0),
                part.lookaheadBytes(),
                part.parts());
    }

    static CaptureTally ofFlows(long flows) {
        return new CaptureTally(List.of(), Map.of(), null, null, flows, Map.of(), null, 0, 0);
    }

    CaptureTally plus(CaptureTally other) {
        return new CaptureTally(
                union(linkTypes, other.linkTypes),
                sum(packetsByReason, other.packetsByReason),
                firstNanos == null || other.firstNanos != null && other.firstNanos < firstNanos
                        ? other.firstNanos
                        : firstNanos,
                lastNanos == null || other.lastNanos != null && other.lastNanos > lastNanos
                        ? other.lastNanos
                        : lastNanos,
                flows + other.flows,
                sum(anomalies, other.anomalies),
                damage == null || other.damage != null && other.damage.offset() < damage.offset()
                        ? other.damage
                        : damage,
                lookaheadBytes + other.lookaheadBytes,
                parts + other.parts);
    }

    private static List<Integer> union(List<Integer> one, List<Integer> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        sum.values().removeIf(count -> count == 0); // splits correct each other
        return sum;
    }

    long packets() {
        return packetsByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The file's row. */
    CaptureRow row(CaptureInfo file, Manifest.Vantage vantage) {
        return new CaptureRow(
                file.site(),
                file.name(),
                file.bytes(),
                file.format(),
                file.compression(),
                union(file.linkTypes(), linkTypes),
                file.snapLength(),
                packets(),
                instant(firstNanos),
                instant(lastNanos),
                packetsByReason,
                flows,
                anomalies,
                file.damage() != null
                        ? file.damage()
                        : damage == null ? null : damage.description(),
                file.damage() != null ? Long.valueOf(0) : damage == null ? null : damage.offset(),
                lookaheadBytes,
                parts,
                vantage.word());
    }

    private static Instant instant(Long nanos) {
        return nanos == null ? null : EpochNanos.instant(nanos);
    }
}
