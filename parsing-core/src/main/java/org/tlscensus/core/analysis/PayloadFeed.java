package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.wire.Side;

/** Gives the payload of packets to the dialogues of their connections, and to what watches them. */
final class PayloadFeed {
    private final PacketDecoder decoder;
    private final FlowKey key;
    private final AnalysisLimits limits;
    private final CertificateCollector certificates;

    /**
     * @param decoder holds the packet
     * @param key of the packet
     */
    PayloadFeed(
            PacketDecoder decoder,
            FlowKey key,
            AnalysisLimits limits,
            CertificateCollector certificates) {
        this.decoder = decoder;
        this.key = key;
        this.limits = limits;
        this.certificates = certificates;
    }

    /** Gives the packet that the decoder holds to a connection. */
    void packet(Connection connection, long time) {
        messages(connection, time);
        dialogue(connection, time);
    }

    /** Gives the packet only to what looks for messages. */
    void messages(Connection connection, long time) {
        if (connection.isTcp()) {
            watch(connection, time);
        }
    }

    private void dialogue(Connection connection, long time) {
        if (connection.isDialogueOver()) {
            return;
        }
        Dialogue dialogue = connection.dialogue();
        if (dialogue == null) {
            if (decoder.payloadLength() == 0) {
                return;
            }
            dialogue = begin(connection);
        }
        Side sender = key.isFromHigh() == connection.clientIsHigh() ? Side.CLIENT : Side.SERVER;
        if (dialogue instanceof StreamDialogue stream) {
            stream.segment(sender, time, decoder);
        } else if (dialogue instanceof DatagramDialogue datagrams) {
            datagrams.datagram(
                    sender,
                    time,
                    decoder.payloadBytes(),
                    decoder.payloadOffset(),
                    decoder.payloadLength());
        }
        if (dialogue.isDecided()) {
            connection.endDialogue();
        }
    }

    private void watch(Connection connection, long time) {
        MessageWatch watch = connection.watch();
        boolean isReset = (decoder.tcpFlags() & PacketDecoder.RST) != 0;
        boolean isSilent = decoder.payloadLength() == 0 || isReset;
        if (isReset || isSilent && (watch == null || watch.isIdle())) {
            return;
        }
        boolean isAhead = !isSilent && connection.isAhead(decoder, key.isFromHigh());
        boolean isStart = !isSilent && MessageWatch.isStart(decoder);
        if (watch == null || watch.isIdle()) {
            if (!isAhead && !isStart) {
                return;
            }
            watch = watch == null ? connection.watchWith(MessageLimits.DEFAULTS) : watch;
        }
        boolean isOwn = decoder.firstFragmentMark() == UnitAnalysis.OWN;
        boolean isAwaited = isAhead && connection.isAwaited();
        watch.packet(decoder, key.isFromHigh(), time, isOwn, isStart, isAhead, isAwaited);
    }

    private Dialogue begin(Connection connection) {
        Dialogue dialogue;
        if (connection.isTcp()) {
            boolean clientIsHigh = connection.clientIsHigh();
            boolean fromClient = key.isFromHigh() == clientIsHigh;
            StreamBeginnings beginnings = connection.beginnings();
            StreamDialogue stream =
                    new StreamDialogue(
                            limits,
                            certificates,
                            fromClient ? decoder.sourcePort() : decoder.destinationPort(),
                            fromClient ? decoder.destinationPort() : decoder.sourcePort(),
                            beginnings.acceptor(clientIsHigh));
            beginnings.begin(stream, clientIsHigh);
            dialogue = stream;
        } else {
            dialogue = new DatagramDialogue(limits, certificates);
        }
        connection.begin(dialogue);
        return dialogue;
    }
}
