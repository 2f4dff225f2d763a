package org.tlscensus.core.analysis;

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
    void packet(
            Connection connection,
            Segment packet,
            boolean fromHigh,
            boolean isOwn,
            long timeNanos) {
        messages(connection, packet, fromHigh, isOwn, timeNanos);
        dialogue(connection, packet, fromHigh, timeNanos);
    }

    private void dialogue(Connection connection, Segment packet, boolean fromHigh, long timeNanos) {
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
        Side sender = fromHigh == connection.clientIsHigh() ? Side.CLIENT : Side.SERVER;
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
    void messages(
            Connection connection,
            Segment packet,
            boolean fromHigh,
            boolean isOwn,
            long timeNanos) {
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
                isSilent ? SideCounters.Place.NEXT : connection.end(fromHigh).place(packet);
        boolean isStart = !isSilent && MessageFinder.isStart(packet, connection);
        boolean isAhead = place != SideCounters.Place.NEXT;
        if (watch == null || watch.isIdle()) {
            if (!isAhead && !isStart) {
                return;
            }
            watch = watch == null ? connection.watchWith(MessageLimits.DEFAULTS) : watch;
        }
        boolean isAwaited = place == SideCounters.Place.AHEAD;
        watch.packet(packet, fromHigh, timeNanos, isOwn, isStart, isAhead, isAwaited);
    }

    private PayloadAnalyzer begin(Connection connection) {
        PayloadAnalyzer dialogue;
        if (connection.isTcp()) {
            boolean clientIsHigh = connection.clientIsHigh();
            StreamBeginnings beginnings = connection.beginnings();
            StreamAnalyzer stream =
                    new StreamAnalyzer(
                            limits,
                            certificates,
                            connection.port(clientIsHigh),
                            connection.port(!clientIsHigh),
                            beginnings.acceptor(clientIsHigh));
            beginnings.begin(stream, clientIsHigh);
            dialogue = stream;
        } else {
            dialogue = new DatagramAnalyzer(limits, certificates);
        }
        connection.begin(dialogue);
        return dialogue;
    }
}
