package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.Damage;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.DamageRow;

/** What a split counts of one capture file. */
final class CaptureCounters {
    private static final int BUGS_TOLD = 10;

    private final String capture;
    private final int place;
    private final long[] packets = new long[Outcome.values().length];
    private final Map<CaptureAnomaly, Long> anomalies = new EnumMap<>(CaptureAnomaly.class);
    private final List<DamageRow> damages = new ArrayList<>(0);
    private final BlockMarks blocks; // null: nobody asks for them
    private boolean hasTime;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private boolean hasRecounts;
    private long settledFlows;
    private long parts;
    private long lookaheadBytes;
    private boolean isCutShort;
    private Long beganAt;
    private Long endedAt;
    private byte[] beganContext;
    private byte[] endedContext;
    private byte[] secrets;

    /**
     * @param place of the file among those that the split reads
     * @param wantsBlocks whether where in it which times are is told
     */
    CaptureCounters(String capture, int place, boolean wantsBlocks) {
        this.capture = capture;
        this.place = place;
        blocks = wantsBlocks ? new BlockMarks() : null;
    }

    int place() {
        return place;
    }

    String capture() {
        return capture;
    }

    /** The reader stands at a packet of the split. */
    void meet(CaptureReader packet) {
        if (blocks != null) {
            blocks.packet(packet);
        }
    }

    void packet(Outcome outcome) {
        packets[outcome.ordinal()]++;
        if (blocks != null && outcome == Outcome.FRAGMENT) {
            blocks.fragment();
        }
    }

    /** A packet's time. */
    void time(long timeNanos) {
        if (timeNanos < lastNanos) {
            anomaly(CaptureAnomaly.BACKWARD_TIME, 1);
        }
        hasTime = true;
        firstNanos = Math.min(firstNanos, timeNanos);
        lastNanos = Math.max(lastNanos, timeNanos);
    }

    /** A packet was counted under one outcome, and is now known to belong under another. */
    void recount(Outcome from, Outcome to) {
        hasRecounts = true;
        packets[from.ordinal()]--;
        packets[to.ordinal()]++;
    }

    boolean hasRecounts() {
        return hasRecounts;
    }

    void anomaly(CaptureAnomaly anomaly, long count) {
        if (count > 0) {
            anomalies.merge(anomaly, count, Long::sum);
        }
    }

    void settledFlow() {
        settledFlows++;
    }

    void part() {
        parts++;
    }

    void lookahead(long bytes) {
        lookaheadBytes += bytes;
    }

    /** There was no further capture to read on into, but something stood in the middle. */
    void cutShort() {
        isCutShort = true;
    }

    void damage(long offset, String description) {
        damages.add(new DamageRow(offset, description));
    }

    /** Something unexpected in our code; the first few are told with their place. */
    void bug(Damage bug) {
        if (anomalies.getOrDefault(CaptureAnomaly.FAILED, 0L) < BUGS_TOLD) {
            damage(bug.offset(), bug.description());
        }
        anomaly(CaptureAnomaly.FAILED, 1);
    }

    void began(long position, byte[] context) {
        beganAt = position;
        beganContext = context;
    }

    void ended(long position, byte[] context) {
        endedAt = position;
        endedContext = context;
    }

    /** Blocks of secrets, each a key log. */
    void secrets(byte[] keyLog) {
        secrets = keyLog.length == 0 ? null : keyLog;
    }

    CapturePart toPart(long split) {
        Map<String, Long> byReason = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (packets[outcome.ordinal()] != 0) {
                byReason.put(outcome.columnName(), packets[outcome.ordinal()]);
            }
        }
        Map<String, Long> odd = new TreeMap<>();
        anomalies.forEach((anomaly, count) -> odd.put(anomaly.columnName(), count));
        return new CapturePart(
                capture,
                split,
                beganAt,
                endedAt,
                beganContext,
                endedContext,
                byReason,
                hasTime ? (Long) firstNanos : null,
                hasTime ? (Long) lastNanos : null,
                settledFlows,
                odd,
                List.copyOf(damages),
                lookaheadBytes,
                isCutShort,
                parts,
                secrets,
                blocks == null ? List.of() : blocks.blocks());
    }
}
