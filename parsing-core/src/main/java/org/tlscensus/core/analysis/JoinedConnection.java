package org.tlscensus.core.analysis;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.RecentPackets;

/** A connection that is put together of its parts, in their order. */
final class JoinedConnection implements CountedConnection {
    private final ConnectionPart first;
    private final boolean isTcp;
    private final ConnectionCounters counters = new ConnectionCounters();
    private final Set<String> captures = new LinkedHashSet<>();
    private final PacketCopies recent; // null: copies are not looked for
    private final PacketSequence packetSequence; // null: nobody asks for it
    private long copies;
    private boolean superseded;
    private final JoinedDialogue dialogue;
    private final MessageList messages = new MessageList(MessageLimits.DEFAULTS);

    JoinedConnection(
            ConnectionPart first, AnalysisOptions options, CertificateCollector certificates) {
        this.first = first;
        dialogue = new JoinedDialogue(first, options.limits(), certificates);
        isTcp = FlowKey.isTcp(FlowKey.fromBytes(first.flowKey()));
        recent = first.recent() == null ? null : new PacketCopies();
        packetSequence = first.packetSequence() == null ? null : PacketSequence.of(options);
        join(first);
    }

    /** Takes over the next part. */
    void join(ConnectionPart part) {
        dialogue.join(part, counters.beginnings(), isLeft(part)); // like the next: as it was before
        counters.join(part);
        Set<Long> leftOut = recent == null ? Set.of() : joinCopies(part);
        if (packetSequence != null) {
            packetSequence.join(part.packetSequence(), leftOut);
        }
        superseded = part.superseded();
        captures.addAll(part.captures());
        messages.addAll(part.messages());
    }

    /** Finds further copies, and tells their places in the part. */
    private Set<Long> joinCopies(ConnectionPart part) {
        copies += part.copies();
        long before = recent.packets();
        Set<Long> places = new HashSet<>();
        for (RecentPackets.Packet copy : recent.join(part.recent())) {
            copies++;
            counters.leaveOut(End.of(copy.fromHigh()), copy.payloadBytes());
            places.add(copy.place() - before);
        }
        return places;
    }

    /** Whether it was closed and silent for so long before the part that it had left its split. */
    private boolean isLeft(ConnectionPart part) {
        return isClosed() && part.startNanos() - endNanos() > FollowedFlows.CLOSED_NANOS;
    }

    /** Whether its first part has all of it. */
    boolean isConversation() {
        return FlowKey.isConversation(FlowKey.fromBytes(first.flowKey()));
    }

    void supersede() {
        superseded = true;
    }

    boolean isClosed() {
        return isTcp && counters.isClosed();
    }

    /** All parts as one. */
    ConnectionPart toPart(String completeness) {
        return new ConnectionPart(
                first.flowHash(),
                first.flowKey(),
                first.split(),
                first.sequence(),
                completeness,
                counters.startNanos(),
                counters.endNanos(),
                first.firstFromHigh(),
                first.openingNanos(),
                first.opening(),
                first.openingSequence(),
                first.openingAcknowledgment(),
                counters.end(End.LOW).toPart(),
                counters.end(End.HIGH).toPart(),
                TcpEvents.toText(counters.events()),
                superseded,
                counters.synNanos(),
                counters.handshakeAckNanos(),
                first.vlan(),
                first.tunnel(),
                List.copyOf(captures),
                dialogue.part(),
                dialogue.payload(),
                messages.all(),
                recent == null ? null : (Long) copies,
                recent == null || completeness.equals(ConnectionPart.SETTLED)
                        ? null
                        : recent.toPart(),
                packetSequence == null ? null : packetSequence.toBytes());
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
    public SideCounters end(End end) {
        return counters.end(end);
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

    /** All parts before are known: what is unsure in a split is sure here. */
    @Override
    public boolean isKnownFromStart() {
        return true;
    }
}
