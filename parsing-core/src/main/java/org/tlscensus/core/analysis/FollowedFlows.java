package org.tlscensus.core.analysis;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.FlowTable;

/** The connections that a split follows, and how they leave it. */
final class FollowedFlows {
    /** Closed connections wait this long for stragglers, then leave the table. */
    static final long CLOSED_NANOS = 5_000_000_000L;

    private final long split;
    private final PacketIntake intake;
    private final TaskMemory memory;
    private final PartHandout handout;
    private final FlowTable<TrackedFlow> table = new FlowTable<>();
    private CaptureCounters first; // of the split's first file
    private int unfinished; // frozen connections with a message that goes on

    /**
     * @param intake where the packet stands by which a bug showed
     */
    FollowedFlows(long split, PacketIntake intake, TaskMemory memory, PartHandout handout) {
        this.split = split;
        this.intake = intake;
        this.memory = memory;
        this.handout = handout;
    }

    /** The packets that follow come from this file. */
    void beginCapture(CaptureCounters of) {
        first = first == null ? of : first;
    }

    TrackedFlow get(FlowKey key) {
        return table.get(key);
    }

    /** Whether a connection of the flow is followed at present. */
    boolean holds(long[] flow) {
        return table.has(flow);
    }

    FlowTable<TrackedFlow> table() {
        return table;
    }

    void put(TrackedFlow flow) {
        table.put(flow);
    }

    /** Looks at some more slots of the table, and removes what is to go. */
    void sweep(int slots, Predicate<TrackedFlow> leaves) {
        table.sweep(slots, leaves);
    }

    /** As the table's own; an entry that cannot be looked at is lost alone. */
    void replaceAll(UnaryOperator<TrackedFlow> successor) {
        table.replaceAll(
                flow -> {
                    try {
                        return successor.apply(flow);
                    } catch (RuntimeException | StackOverflowError e) {
                        memory.charge(-flow.chargedBytes());
                        bug(first, e);
                        return null;
                    }
                });
    }

    /** Closed, and no straggler can come any more. */
    static boolean isLeft(Connection connection, long nowNanos) {
        return connection.isClosed() && nowNanos - connection.endNanos() > CLOSED_NANOS;
    }

    /** Whether packets may still tell something of what a connection is in the midst of. */
    static boolean isFollowed(Connection connection, long time) {
        return connection.isInMessage(time) || connection.isLeftInFastOpen();
    }

    /** The dialogue of a connection that leaves may go on with packets that come elsewhere. */
    void leaveInDialogue(Connection connection, long nowNanos) {
        if (!isLeft(connection, nowNanos)) {
            connection.leaveInDialogue();
        }
    }

    /** Tells of a dialogue that may go on, and of which too much would have had to be kept. */
    void noteLostDialogue(Connection connection) {
        if (connection.isLeftInDialogue() && connection.kept().log() == null) {
            anomaly(CaptureAnomaly.LOOKAHEAD_BOUND, 1);
        }
    }

    /** Something of the split as a whole, which is told of its first file. */
    void anomaly(CaptureAnomaly anomaly, long count) {
        first.anomaly(anomaly, count);
    }

    /** Its message goes on beyond the split: from now on it is led, and counts no more. */
    void freeze(Connection connection) {
        connection.freeze(split);
        unfinished++;
    }

    /** Frozen connections with a message that goes on. */
    int unfinished() {
        return unfinished;
    }

    /** Hands a connection out; the table forgets it where that is said. */
    void leave(Connection connection, EvictionReason reason) {
        emit(connection, reason);
        memory.charge(-connection.chargedBytes());
    }

    /** The same, of one that stands in the table. */
    void remove(Connection connection, EvictionReason reason) {
        leave(connection, reason);
        table.remove(connection.key());
    }

    /** Hands out a connection that was not charged for; one that cannot be is lost alone. */
    void emit(Connection connection, EvictionReason reason) {
        unfinished -= connection.isFrozen() ? 1 : 0;
        try {
            handout.give(connection, reason, first);
        } catch (RuntimeException | StackOverflowError e) {
            bug(first, e);
        }
    }

    /** What was thrown was no answer to bad bytes but a bug: the packet's connection is lost. */
    void lose(FlowKey key, CaptureCounters counters, Throwable bug) {
        TrackedFlow lost = intake.isKeyed() ? table.get(key) : null;
        if (lost != null) {
            unfinished -= lost instanceof Connection connection && connection.isFrozen() ? 1 : 0;
            memory.charge(-lost.chargedBytes());
            table.remove(lost.key());
        }
        bug(counters, bug);
    }

    private void bug(CaptureCounters of, Throwable bug) {
        of.bug(Bugs.damage(intake.position(), bug));
    }
}
