package org.tlscensus.core.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.SequenceSpace;
import org.tlscensus.core.flow.Succession;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.SidePart;

/** A connection that is put together of its pieces, in their order. Ends: 0 low, 1 high. */
final class JoinedConnection implements Succession.Present {
    private final ConnectionPart first;
    private final boolean isTcp;
    private final long[] packets = new long[2];
    private final long[] payloadBytes = new long[2];
    private final Integer[] initialSequence = new Integer[2];
    private final Long[] firstAckNanos = new Long[2];
    private final Integer[] firstAcknowledged = new Integer[2];
    private final Integer[] answered = new Integer[2];
    private final SequenceSpace[] space = {new SequenceSpace(), new SequenceSpace()};
    private final Set<String> captures = new LinkedHashSet<>();
    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private long events = TcpEvents.NONE;
    private boolean superseded;
    private Long synNanos;
    private Long handshakeAckNanos;
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
        dialogue.join(piece, beginnings(), isLeft(piece)); // like the next: as it was before
        joinRoundTrip(piece);
        joinSide(0, piece.low());
        joinSide(1, piece.high());
        joinAnswers(piece);
        startNanos = Math.min(startNanos, piece.startNanos());
        endNanos = Math.max(endNanos, piece.endNanos());
        events = TcpEvents.join(events, piece.events());
        superseded = piece.superseded();
        captures.addAll(piece.captures());
        messages.addAll(piece.messages());
    }

    /** Whether it was closed and silent for so long before the piece that it had left its split. */
    private boolean isLeft(ConnectionPart piece) {
        return isClosed() && piece.startNanos() - endNanos > UnitAnalysis.CLOSED_NANOS;
    }

    private StreamBeginnings beginnings() {
        return StreamBeginnings.of(initialSequence, answered, firstAcknowledged, events);
    }

    private void joinRoundTrip(ConnectionPart piece) {
        boolean answeredByLow = TcpEvents.has(events, TcpState.Event.SYN_ACK, false);
        boolean answeredByHigh = TcpEvents.has(events, TcpState.Event.SYN_ACK, true);
        if (!answeredByLow && !answeredByHigh && piece.synNanos() != null) {
            synNanos = piece.synNanos();
        }
        if (handshakeAckNanos == null) {
            handshakeAckNanos = piece.handshakeAckNanos();
            if (answeredByLow) {
                handshakeAckNanos = earlier(handshakeAckNanos, piece.high().firstAckNanos());
            }
            if (answeredByHigh) {
                handshakeAckNanos = earlier(handshakeAckNanos, piece.low().firstAckNanos());
            }
        }
    }

    private static Long earlier(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private void joinSide(int end, SidePart side) {
        packets[end] += side.packets();
        payloadBytes[end] += side.payloadBytes();
        if (initialSequence[end] == null) {
            initialSequence[end] = side.initialSequence();
        }
        if (firstAckNanos[end] == null) {
            firstAckNanos[end] = side.firstAckNanos();
            firstAcknowledged[end] = side.firstAcknowledged();
        }
        space[end].join(side);
    }

    private void joinAnswers(ConnectionPart piece) {
        long of = TcpEvents.join(TcpEvents.NONE, piece.events());
        for (int end = 0; end < 2; end++) {
            boolean fromHigh = end == 0; // the other end
            boolean hasEnded =
                    TcpEvents.has(of, TcpState.Event.FIN, fromHigh)
                            || TcpEvents.has(of, TcpState.Event.RST, fromHigh);
            Integer later = (end == 0 ? piece.low() : piece.high()).answered();
            answered[end] = later != null || hasEnded ? later : answered[end];
        }
    }

    /** Whether its first piece has all of it. */
    boolean isConversation() {
        return FlowKey.isConversation(FlowKey.fromBytes(first.flowKey()));
    }

    void supersede() {
        superseded = true;
    }

    boolean isClosed() {
        return isTcp && TcpEvents.isClosed(events);
    }

    /** All pieces as one. */
    ConnectionPart toPart(String joint) {
        return new ConnectionPart(
                first.flowHash(),
                first.flowKey(),
                first.unit(),
                first.sequence(),
                joint,
                startNanos,
                endNanos,
                first.firstFromHigh(),
                first.openingNanos(),
                first.opening(),
                first.openingSequence(),
                first.openingAcknowledgment(),
                side(0),
                side(1),
                TcpEvents.toText(events),
                superseded,
                synNanos,
                handshakeAckNanos,
                first.vlan(),
                first.tunnel(),
                List.copyOf(captures),
                dialogue.part(),
                dialogue.payload(),
                messages.all());
    }

    private SidePart side(int end) {
        return space[end].toPart(
                packets[end],
                payloadBytes[end],
                initialSequence[end],
                firstAckNanos[end],
                firstAcknowledged[end],
                answered[end]);
    }

    @Override
    public boolean isTcp() {
        return isTcp;
    }

    @Override
    public long endNanos() {
        return endNanos;
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public Integer initialSequence(boolean high) {
        return initialSequence[high ? 1 : 0];
    }

    @Override
    public Integer answered(boolean high) {
        return answered[high ? 1 : 0];
    }

    @Override
    public boolean hasSequence(boolean high) {
        return space[high ? 1 : 0].isKnown();
    }

    @Override
    public int lowestSequence(boolean high) {
        return space[high ? 1 : 0].lowest();
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
