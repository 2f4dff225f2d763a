package org.tlscensus.core.analysis;

import org.tlscensus.core.row.ConnectionPart;

/** Hands out the parts of connections that leave their split. */
final class PartHandout {
    private final long split;
    private final boolean allConnections;
    private final RowSink sink;

    /**
     * @param allConnections whether those of no known protocol are wanted too
     */
    PartHandout(long split, boolean allConnections, RowSink sink) {
        this.split = split;
        this.allConnections = allConnections;
        this.sink = sink;
    }

    /**
     * Hands a connection out, unless it can have no row.
     *
     * @param first counters of the split's first file
     */
    void give(Connection connection, EvictionReason reason, CaptureCounters first) {
        connection.endDialogue();
        connection.endWatch();
        if (connection.isFrozen()) {
            give(connection.frozenPart(), first);
            return;
        }
        boolean isClosed = connection.isClosed();
        String completeness = reason.completeness(connection, isClosed);
        boolean isSuperseded = reason == EvictionReason.NEW_CONNECTION && !isClosed;
        if (isWanted(connection, completeness)) {
            give(connection.toPart(split, completeness, isSuperseded), first);
        } else {
            connection.firstFile().settledFlow();
        }
    }

    private boolean isWanted(Connection connection, String completeness) {
        return allConnections
                || !completeness.equals(ConnectionPart.SETTLED)
                || connection.hasMessages()
                || connection.dialogue() != null && connection.dialogue().hasRow();
    }

    private void give(ConnectionPart part, CaptureCounters first) {
        if (part.completeness().equals(ConnectionPart.UNFINISHED)) {
            first.part();
        }
        sink.connection(part);
    }
}
