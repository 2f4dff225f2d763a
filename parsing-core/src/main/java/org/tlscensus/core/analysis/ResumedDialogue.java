package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.wire.Side;

/**
 * A dialogue that did not end where a split did, led anew from what the parts kept of its packets.
 */
final class ResumedDialogue {
    private final AnalysisLimits limits;
    private final CertificateCollector certificates;
    private final long[] flow;
    private final End clientEnd;
    private StreamBeginnings beginnings;
    private PayloadAnalyzer dialogue; // null before the first payload

    /**
     * @param first the connection's first part
     * @param beginnings as far as the parts before tell
     */
    ResumedDialogue(
            ConnectionPart first,
            StreamBeginnings beginnings,
            AnalysisLimits limits,
            CertificateCollector certificates) {
        this.limits = limits;
        this.certificates = certificates;
        this.beginnings = beginnings;
        flow = FlowKey.fromBytes(first.flowKey());
        End opener = End.of(first.firstFromHigh());
        clientEnd = first.opening().equals(ConnectionPart.SYN_ACK) ? opener.other() : opener;
    }

    /** Feeds the packets that a part kept, until it is decided. */
    void feed(byte[] log) {
        SegmentLog.Reader segment = new SegmentLog.Reader(log);
        if (dialogue == null) {
            beginnings = beginnings.and(segment.beginnings());
        } else {
            start(segment.beginnings());
        }
        while (!isDecided() && segment.next()) {
            End from = segment.sender();
            if (dialogue == null) {
                if ((segment.tcpFlags() & PacketDecoder.SYN) != 0) {
                    beginnings = beginnings.withSyn(from, segment.sequenceNumber());
                }
                if (segment.payloadLength() == 0 && FlowKey.isTcp(flow)) {
                    continue;
                }
                dialogue = begin();
            }
            Side sender = from.side(clientEnd);
            if (dialogue instanceof StreamAnalyzer stream) {
                stream.segment(sender, segment.timeNanos(), segment);
            } else if (dialogue instanceof DatagramAnalyzer datagrams) {
                datagrams.datagram(
                        sender,
                        segment.timeNanos(),
                        segment.payloadBytes(),
                        segment.payloadOffset(),
                        segment.payloadLength());
            }
        }
    }

    /** Takes over what SYNs tell that came since it began. */
    void start(StreamBeginnings known) {
        if (dialogue instanceof StreamAnalyzer stream) {
            known.addTo(stream, clientEnd);
        }
    }

    private PayloadAnalyzer begin() {
        if (!FlowKey.isTcp(flow)) {
            return new DatagramAnalyzer(limits, certificates);
        }
        StreamAnalyzer stream =
                new StreamAnalyzer(
                        limits,
                        certificates,
                        FlowKey.port(flow, clientEnd),
                        FlowKey.port(flow, clientEnd.other()),
                        beginnings.acceptor(clientEnd));
        beginnings.begin(stream, clientEnd);
        return stream;
    }

    boolean isDecided() {
        return dialogue != null && dialogue.isDecided();
    }

    /** What was learnt; it is over then. Null when there was no payload. */
    DialoguePart end() {
        if (dialogue == null) {
            return null;
        }
        dialogue.end();
        return dialogue.toPart(clientEnd);
    }
}
