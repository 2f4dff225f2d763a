package org.tlscensus.core.analysis;

import org.tlscensus.core.packet.PacketDecoder;

/**
 * Keeps packets of connections for dialogues that cross the borders of the split: of each
 * connection in the middle of its dialogue what that has seen, and of those that the split meets in
 * their midst, when it begins, the first packets.
 */
final class PacketKeeper {
    private final AnalysisLimits limits;
    private final PacketDecoder decoder;
    private long keptBytes;
    private long packets; // of the split so far

    PacketKeeper(AnalysisLimits limits, PacketDecoder decoder) {
        this.limits = limits;
        this.decoder = decoder;
    }

    /** A connection begins with the packet that the decoder holds. */
    void begins(Connection connection) {
        if (packets < limits.firstPackets() && isMetInMidst(connection)) {
            connection.keepFirst();
        }
    }

    /** Its beginning is nowhere in the split, as far as one can see. */
    private static boolean isMetInMidst(Connection connection) {
        return !connection.isKnownFromStart() && !connection.openedBySyn();
    }

    /** A connection has seen the packet that the decoder holds. */
    void packet(Connection connection, boolean fromHigh, long timeNanos) {
        packets++;
        if (connection.isAnswerMissed() && packets < limits.firstPackets()) {
            connection.keepFirst();
        }
        if (connection.isLogWhole()) {
            keep(connection, fromHigh, timeNanos);
        }
    }

    private void keep(Connection connection, boolean fromHigh, long timeNanos) {
        boolean isOver = connection.isDialogueOver();
        boolean isFirst = connection.keepsFirst();
        if (isOver && !isFirst) {
            drop(connection);
            return;
        }
        SegmentLog log = connection.log();
        if (log == null) {
            if (connection.dialogue() == null && !isMetInMidst(connection)) {
                return; // it begins with the first payload
            }
            log = new SegmentLog(connection.beginnings());
            connection.keep(log);
            keptBytes += log.length();
        }
        // Datagrams in which nothing was found yet only count.
        boolean isPayloadNeeded =
                isFirst
                        || !(connection.dialogue() instanceof DatagramDialogue datagrams)
                        || datagrams.hasBegun();
        int payload = isPayloadNeeded ? decoder.payloadLength() : 0;
        int size = SegmentLog.size(payload);
        int bound = isOver ? limits.firstBytes() : limits.dialogueBytes();
        if (log.length() + size > bound || keptBytes + size > limits.keptBytes()) {
            if (isFirst) {
                connection.endLog();
            } else {
                drop(connection);
            }
            return;
        }
        log.add(decoder, payload, fromHigh, timeNanos);
        keptBytes += size;
    }

    private void drop(Connection connection) {
        left(connection);
        connection.keep(null);
        connection.endLog();
    }

    /** A connection leaves the split, with what was kept. */
    void left(Connection connection) {
        keptBytes -= connection.log() == null ? 0 : connection.log().length();
    }
}
