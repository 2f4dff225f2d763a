package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.wire.Side;

/**
 * Segments of which the snap length left bytes out: until another copy of the bytes comes, or the
 * stream goes on without them.
 */
final class CutSegments {
    private int[] ends; // sequence numbers, of the whole segments; null: none was cut
    private byte open; // a bit for each side
    private byte clear; // of these, those whose segment is of the cleartext
    private boolean isCleartextMissed;

    /** A segment of a side came; of a whole one nothing is noted. */
    void add(Side sender, int sequenceNumber, Segment segment) {
        if (segment.payloadLength() < segment.payloadOriginalLength()) {
            if (ends == null) {
                ends = new int[2];
            }
            ends[sender.ordinal()] = sequenceNumber + segment.payloadOriginalLength();
            open |= bit(sender);
        }
    }

    /** A segment came of what is said in the clear, as far as is known. */
    void addClear(Side sender, int sequenceNumber, Segment segment) {
        add(sender, sequenceNumber, segment);
        clear |= (byte) (open & bit(sender));
    }

    /** What a side sent last was not of the cleartext. */
    void endClear(Side sender) {
        clear &= (byte) ~bit(sender);
    }

    /** The sides' streams may have come to where the segments end. */
    void settle(TcpStream[] streams) {
        for (int side = 0; open != 0 && side < streams.length; side++) {
            if (streams[side].reached(ends[side])) {
                open &= (byte) ~(1 << side);
                clear &= open;
            }
        }
    }

    /** A side's stream goes on behind a gap, or comes to no more. */
    void missed(Side sender) {
        isCleartextMissed |= (clear & bit(sender)) != 0;
    }

    /** How many bytes of a side's last segment are missing when no more comes. */
    int tail(Side sender, TcpStream stream) {
        boolean isOpen = (open & bit(sender)) != 0 && stream.isStarted();
        return isOpen ? stream.beyond(ends[sender.ordinal()]) : 0;
    }

    private static byte bit(Side side) {
        return (byte) (1 << side.ordinal());
    }

    /** Whether bytes of the cleartext were left out, and came in no other segment either. */
    boolean isCleartextMissed() {
        return isCleartextMissed;
    }
}
