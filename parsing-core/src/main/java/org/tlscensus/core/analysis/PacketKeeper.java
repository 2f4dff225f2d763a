package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.packet.Segment;

/**
 * Keeps packets of connections for dialogues that cross the borders of the split, or leave it when
 * its memory is full: of each connection in the middle of its dialogue what that has seen, and of
 * those that the split meets in their midst the first packets.
 */
final class PacketKeeper {
    private final AnalysisLimits limits;
    private long packets; // of the split so far
    private boolean hasLeft; // a connection that may go on

    PacketKeeper(AnalysisLimits limits) {
        this.limits = limits;
    }

    /** A packet of the split has come. */
    void count() {
        packets++;
    }

    /** A connection has left before it was over: others that begin in their midst may be it. */
    void haveLeft() {
        hasLeft = true;
    }

    /** Whether a connection that begins now in its midst may be one that began elsewhere. */
    boolean mayHaveBegunBefore() {
        return hasLeft || packets < limits.firstPackets();
    }

    /** A connection begins, with a packet that was not counted yet. */
    void begins(Connection connection, boolean mayHaveBegunBefore) {
        if (mayHaveBegunBefore && isMetInMidst(connection)) {
            connection.kept().keepBeginning();
        }
    }

    /** Its beginning is nowhere in the split, as far as one can see. */
    private static boolean isMetInMidst(Connection connection) {
        return !connection.isKnownFromStart() && !connection.openedBySyn();
    }

    /** A connection has seen a packet. */
    void packet(
            Connection connection,
            Segment packet,
            End from,
            boolean mayHaveBegunBefore,
            long timeNanos) {
        if (connection.isAnswerMissed() && mayHaveBegunBefore) {
            connection.kept().keepBeginning();
        }
        if (connection.kept().isWhole()) {
            keep(connection, packet, from, timeNanos);
        }
    }

    private void keep(Connection connection, Segment packet, End from, long timeNanos) {
        KeptPackets kept = connection.kept();
        boolean isOver = connection.isDialogueOver();
        boolean isBeginning = kept.isOfBeginning();
        if (isOver && !isBeginning) {
            kept.drop();
            return;
        }
        if (kept.log() == null) {
            if (connection.dialogue() == null && !isMetInMidst(connection)) {
                return; // it begins with the first payload
            }
            kept.begin(new SegmentLog(connection.beginnings()));
        }
        // Datagrams in which nothing was found yet only count.
        boolean isPayloadNeeded =
                isBeginning
                        || !(connection.dialogue() instanceof DatagramAnalyzer datagrams)
                        || datagrams.hasBegun();
        int payload = isPayloadNeeded ? packet.payloadLength() : 0;
        int step = isOver ? limits.firstBytes() : limits.dialogueBytes();
        if (!kept.log().mayTake(payload, step, limits.dialogueBytes())) {
            if (isBeginning) {
                kept.end();
            } else {
                kept.drop();
            }
            return;
        }
        kept.log().add(packet, payload, from, timeNanos);
    }
}
