package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.wire.Side;

/** Gives the payload of packets to the dialogues of their connections, and to what watches them. */
final class PayloadFeed {
    private final AnalysisLimits limits;
    private final CertificateCollector certificates;

    PayloadFeed(AnalysisLimits limits, CertificateCollector certificates) {
        this.limits = limits;
        this.certificates = certificates;
    }

    /**
     * Gives a packet to its connection.
     *
     * @param isOwn whether it belongs to the split
     */
    void packet(Connection connection, Segment packet, End from, boolean isOwn, long timeNanos) {
        messages(connection, packet, from, isOwn, timeNanos);
        dialogue(connection, packet, from, timeNanos);
    }

    private void dialogue(Connection connection, Segment packet, End from, long timeNanos) {
        if (connection.isDialogueOver()) {
            return;
        }
        PayloadAnalyzer dialogue = connection.dialogue();
        if (dialogue == null) {
            if (packet.payloadLength() == 0) {
                return;
            }
            dialogue = begin(connection);
        }
        Side sender = from.side(connection.clientEnd());
        if (dialogue instanceof StreamAnalyzer stream) {
            stream.segment(sender, timeNanos, packet);
        } else if (dialogue instanceof DatagramAnalyzer datagrams) {
            datagrams.datagram(
                    sender,
                    timeNanos,
                    packet.payloadBytes(),
                    packet.payloadOffset(),
                    packet.payloadLength());
        }
        if (dialogue.isDecided()) {
            connection.endDialogue();
        }
    }

    /** Gives a packet only to what looks for messages. */
    void messages(Connection connection, Segment packet, End from, boolean isOwn, long timeNanos) {
        if (!connection.isTcp()) {
            return;
        }
        MessageFinder watch = connection.watch();
        boolean isReset = (packet.tcpFlags() & PacketDecoder.RST) != 0;
        boolean isSilent = packet.payloadLength() == 0 || isReset;
        if (isReset || isSilent && (watch == null || watch.isIdle())) {
            return;
        }
        SideCounters.Place place =
                isSilent ? SideCounters.Place.NEXT : connection.end(from).place(packet);
        boolean isStart = !isSilent && MessageFinder.isStart(packet, connection);
        boolean isAhead = place != SideCounters.Place.NEXT;
        if (watch == null || watch.isIdle()) {
            if (!isAhead && !isStart) {
                return;
            }
            watch = watch == null ? connection.watchWith(MessageLimits.DEFAULTS) : watch;
        }
        boolean isAwaited = place == SideCounters.Place.AHEAD;
        watch.packet(packet, from, timeNanos, isOwn, isStart, isAhead, isAwaited);
    }

    private PayloadAnalyzer begin(Connection connection) {
        PayloadAnalyzer dialogue;
        if (connection.isTcp()) {
            End clientEnd = connection.clientEnd();
            StreamBeginnings beginnings = connection.beginnings();
            StreamAnalyzer stream =
                    new StreamAnalyzer(
                            limits,
                            certificates,
                            connection.port(clientEnd),
                            connection.port(clientEnd.other()),
                            beginnings.acceptor(clientEnd));
            beginnings.begin(stream, clientEnd);
            dialogue = stream;
        } else {
            dialogue = new DatagramAnalyzer(limits, certificates);
        }
        connection.begin(dialogue);
        return dialogue;
    }
}
