package org.tlscensus.core.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.row.ConnectionPart;

/** A connection that is put together of its pieces, in their order. */
final class JoinedConnection implements CountedConnection {
    private final ConnectionPart first;
    private final boolean isTcp;
    private final ConnectionCounters counters = new ConnectionCounters();
    private final Set<String> captures = new LinkedHashSet<>();
    private boolean superseded;
    private final JoinedDialogue dialogue;
    private final MessageList messages = new MessageList(MessageLimits.DEFAULTS);

    JoinedConnection(
            ConnectionPart first, AnalysisLimits limits, CertificateCollector certificates) {
        this.first = first;
        dialogue = new JoinedDialogue(first, limits, certificates);
        isTcp = FlowKey.isTcp(FlowKey.fromBytes(first.flowKey()));
        join(first);
    }

    /** Takes over the next piece. */
    void join(ConnectionPart piece) {
        dialogue.join(
                piece, counters.beginnings(), isLeft(piece)); // like the next: as it was before
        counters.join(piece);
        superseded = piece.superseded();
        captures.addAll(piece.captures());
        messages.addAll(piece.messages());
    }

    /** Whether it was closed and silent for so long before the piece that it had left its split. */
    private boolean isLeft(ConnectionPart piece) {
        return isClosed() && piece.startNanos() - endNanos() > UnitAnalysis.CLOSED_NANOS;
    }

    /** Whether its first piece has all of it. */
    boolean isConversation() {
        return FlowKey.isConversation(FlowKey.fromBytes(first.flowKey()));
    }

    void supersede() {
        superseded = true;
    }

    boolean isClosed() {
        return isTcp && counters.isClosed();
    }

    /** All pieces as one. */
    ConnectionPart toPart(String joint) {
        return new ConnectionPart(
                first.flowHash(),
                first.flowKey(),
                first.unit(),
                first.sequence(),
                joint,
                counters.startNanos(),
                counters.endNanos(),
                first.firstFromHigh(),
                first.openingNanos(),
                first.opening(),
                first.openingSequence(),
                first.openingAcknowledgment(),
                counters.end(false).toPart(),
                counters.end(true).toPart(),
                TcpEvents.toText(counters.events()),
                superseded,
                counters.synNanos(),
                counters.handshakeAckNanos(),
                first.vlan(),
                first.tunnel(),
                List.copyOf(captures),
                dialogue.part(),
                dialogue.payload(),
                messages.all());
    }

    @Override
    public boolean isTcp() {
        return isTcp;
    }

    @Override
    public long endNanos() {
        return counters.endNanos();
    }

    @Override
    public long events() {
        return counters.events();
    }

    @Override
    public EndCounters end(boolean high) {
        return counters.end(high);
    }

    @Override
    public boolean openedBySyn() {
        return first.opening().equals(ConnectionPart.SYN);
    }

    @Override
    public boolean openedBySynAck() {
        return first.opening().equals(ConnectionPart.SYN_ACK);
    }

    @Override
    public int openingAcknowledgment() {
        return first.openingAcknowledgment();
    }

    /** All pieces before are known: what is unsure in a split is sure here. */
    @Override
    public boolean isKnownFromStart() {
        return true;
    }
}
