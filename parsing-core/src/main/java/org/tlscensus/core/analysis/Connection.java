package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.SequenceSpace;
import org.tlscensus.core.flow.Succession;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.row.SidePart;

/**
 * A connection, or the piece of it that lies in one split, while its packets go by.
 *
 * <p>What is counted here can be joined with other pieces; see {@link ConnectionPart}. Ends are
 * indexed 0 for low, 1 for high.
 */
final class Connection implements Succession.Present {
    /** Of an end whose SYN was not seen: so many may have come out of order. */
    private static final int FIRST_SEGMENTS = 8;

    private final long[] key;
    private final long sequence;
    private final boolean isKnownFromStart;
    private final boolean firstFromHigh;
    private final long openingNanos;
    private final String opening;
    private final int openingSequence;
    private final int openingAcknowledgment;
    private final List<Integer> vlan;
    private final List<String> tunnel;
    private final List<String> captures = new ArrayList<>(1);

    private long startNanos;
    private long endNanos;
    private final long[] packets = new long[2];
    private final long[] payloadBytes = new long[2];
    private final Integer[] initialSequence = new Integer[2];
    private final Long[] firstAckNanos = new Long[2];
    private final Integer[] firstAcknowledged = new Integer[2];
    private final Integer[] answered = new Integer[2]; // see Succession.Present
    private final SequenceSpace[] space;
    private long events = TcpEvents.NONE;
    private Long synNanos;
    private Long handshakeAckNanos;

    private final int[] nextSequence = new int[2]; // after the payload that reaches farthest
    private final int[] payloads = new int[2]; // segments with payload, up to a few
    private MessageWatch watch; // null: there was nothing to watch
    private Dialogue dialogue;
    private boolean isDialogueOver;
    private ConnectionPart frozen;

    /**
     * @param isKnownFromStart whether it is certain that no earlier packet belongs to it
     */
    Connection(
            FlowKey key,
            long sequence,
            boolean isKnownFromStart,
            PacketDecoder packet,
            long timeNanos) {
        this.key = key.copy();
        this.sequence = sequence;
        this.isKnownFromStart = isKnownFromStart;
        firstFromHigh = key.isFromHigh();
        boolean tcp = packet.isTcp();
        opening = tcp ? openingOf(packet.tcpFlags()) : ConnectionPart.MIDWAY;
        openingSequence = tcp ? packet.sequenceNumber() : 0;
        openingAcknowledgment = tcp ? packet.acknowledgmentNumber() : 0;
        vlan = packet.vlan();
        tunnel = packet.tunnel();
        openingNanos = timeNanos;
        startNanos = timeNanos;
        endNanos = timeNanos;
        space = tcp ? new SequenceSpace[] {new SequenceSpace(), new SequenceSpace()} : null;
    }

    private static String openingOf(int flags) {
        return switch (eventOf(flags)) {
            case SYN -> ConnectionPart.SYN;
            case SYN_ACK -> ConnectionPart.SYN_ACK;
            case FIN, RST, DATA -> ConnectionPart.MIDWAY;
        };
    }

    static TcpState.Event eventOf(int flags) {
        if ((flags & PacketDecoder.RST) != 0) {
            return TcpState.Event.RST;
        }
        if ((flags & PacketDecoder.SYN) != 0) {
            return (flags & PacketDecoder.ACK) != 0 ? TcpState.Event.SYN_ACK : TcpState.Event.SYN;
        }
        return (flags & PacketDecoder.FIN) != 0 ? TcpState.Event.FIN : TcpState.Event.DATA;
    }

    /** Counts a packet of the connection. */
    void count(PacketDecoder packet, boolean fromHigh, long timeNanos, String capture) {
        int end = fromHigh ? 1 : 0;
        startNanos = Math.min(startNanos, timeNanos);
        endNanos = Math.max(endNanos, timeNanos);
        packets[end]++;
        payloadBytes[end] += packet.payloadOriginalLength();
        // Compared at the cost of a reference: all packets of a file hand in the same String
        // object.
        boolean isAnother =
                captures.isEmpty() || !captures.get(captures.size() - 1).equals(capture);
        if (isAnother && !captures.contains(capture)) {
            captures.add(capture);
        }
        if (space != null) {
            countTcp(packet, end, timeNanos);
        }
    }

    private void countTcp(PacketDecoder packet, int end, long timeNanos) {
        int flags = packet.tcpFlags();
        int start = packet.sequenceNumber();
        int length = packet.payloadOriginalLength();
        TcpState.Event event = eventOf(flags);
        switch (event) {
            case SYN, SYN_ACK -> {
                start++;
                noteSyn(event, end, start - 1, timeNanos);
                if (event == TcpState.Event.SYN_ACK) {
                    noteAnswer(end, packet.acknowledgmentNumber());
                }
            }
            case FIN -> {
                space[end].mark(start + length);
                answered[1 - end] = null;
            }
            case RST -> {
                length = 0; // what an RST carries is no part of the stream (RFC 9293 3.5.2)
                answered[1 - end] = null;
            }
            case DATA -> {}
        }
        events = TcpEvents.with(events, event, end == 1);
        if (length > 0) {
            space[end].add(start, length);
        }
        if ((flags & PacketDecoder.ACK) != 0 && event != TcpState.Event.SYN_ACK) {
            noteAck(end, packet.acknowledgmentNumber(), timeNanos);
        }
    }

    private void noteSyn(TcpState.Event event, int end, int initial, long timeNanos) {
        if (initialSequence[end] == null) {
            initialSequence[end] = initial;
        }
        boolean answered = TcpEvents.has(events, TcpState.Event.SYN_ACK, end == 0);
        if (event == TcpState.Event.SYN && !answered) {
            synNanos = timeNanos;
        }
    }

    private void noteAnswer(int end, int acknowledged) {
        Integer known = answered[end];
        if (known == null || known != acknowledged) {
            answered[end] = acknowledged;
        }
    }

    private void noteAck(int end, int acknowledged, long timeNanos) {
        if (firstAckNanos[end] == null) {
            firstAcknowledged[end] = acknowledged;
            firstAckNanos[end] = timeNanos;
        }
        if (handshakeAckNanos == null && TcpEvents.has(events, TcpState.Event.SYN_ACK, end == 0)) {
            handshakeAckNanos = timeNanos;
        }
    }

    /**
     * A packet of the connection beyond the end of the split: it moves the life on, but counts not.
     */
    void passBy(PacketDecoder packet, boolean fromHigh, long timeNanos) {
        endNanos = Math.max(endNanos, timeNanos);
        if (space != null) {
            countTcp(packet, fromHigh ? 1 : 0, timeNanos);
        }
    }

    /** Whether the end that is called client in the dialogue is the high one. */
    boolean clientIsHigh() {
        return opening.equals(ConnectionPart.SYN_ACK) != firstFromHigh;
    }

    /** Whether the high end accepted the connection; null where no SYN or SYN-ACK tells so far. */
    Boolean acceptorIsHigh() {
        boolean lowOpened =
                TcpEvents.has(events, TcpState.Event.SYN, false)
                        || TcpEvents.has(events, TcpState.Event.SYN_ACK, true);
        boolean highOpened =
                TcpEvents.has(events, TcpState.Event.SYN, true)
                        || TcpEvents.has(events, TcpState.Event.SYN_ACK, false);
        return lowOpened == highOpened ? null : (Boolean) lowOpened;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    void begin(Dialogue begun) {
        dialogue = begun;
    }

    /**
     * Notes the place of a segment with payload (TCP).
     *
     * @return whether it may be ahead of its place: a segment before it is still to come, or may
     *     have come where nobody saw it
     */
    boolean isAhead(PacketDecoder segment, boolean fromHigh) {
        int end = fromHigh ? 1 : 0;
        int start = segment.sequenceNumber();
        int stop = start + segment.payloadOriginalLength();
        boolean isFirst = payloads[end] == 0;
        Integer initial = initialSequence[end];
        int place = isFirst && initial != null ? initial + 1 : nextSequence[end];
        boolean isAhead = isFirst && initial == null || start - place > 0;
        if (isFirst || stop - nextSequence[end] > 0) {
            nextSequence[end] = stop;
        }
        if (payloads[end] < FIRST_SEGMENTS) {
            payloads[end]++;
            isAhead |= initial == null;
        }
        return isAhead;
    }

    /** Null as long as there was nothing to watch. */
    MessageWatch watch() {
        return watch;
    }

    MessageWatch watchWith(MessageLimits limits) {
        boolean isFromMidway = !openedBySyn() && !openedBySynAck();
        watch = new MessageWatch(limits, isFromMidway);
        return watch;
    }

    /** Whether a message goes on that the split has to hand out. */
    boolean isInMessage() {
        return watch != null && watch.isUnfinished();
    }

    /** Messages that are unfinished are given up. */
    void endWatch() {
        if (watch != null) {
            watch.end();
        }
    }

    private List<MessagePart> messages() {
        return watch == null ? List.of() : watch.messages();
    }

    /** Whether OCSP was found in HTTP, or DNS over TCP. */
    boolean hasMessages() {
        return watch != null && watch.hasMessages();
    }

    /** Whether a SYN was seen, and no payload since. */
    boolean isOpening() {
        return dialogue == null && (initialSequence[0] != null || initialSequence[1] != null);
    }

    boolean isInDialogue() {
        return dialogue != null && !isDialogueOver;
    }

    /**
     * Where the payload of an end begins, as far as the numbers of the other tell: what its SYN-ACK
     * acknowledged, else its first ACK, which mostly stands before all payload. Null if none was
     * seen.
     */
    Integer beginningByOther(boolean high) {
        int other = high ? 0 : 1;
        return answered[other] != null ? answered[other] : firstAcknowledged[other];
    }

    boolean isDialogueOver() {
        return isDialogueOver;
    }

    void endDialogue() {
        if (dialogue != null) {
            dialogue.end();
        }
        isDialogueOver = true;
    }

    /** Keeps the counters as they are now; only the dialogue goes on. */
    void freeze(long unit) {
        frozen = part(unit, ConnectionPart.OPEN, false, null, List.of());
    }

    boolean isFrozen() {
        return frozen != null;
    }

    /** The frozen counters, with the dialogue as it is now. */
    ConnectionPart frozenPart() {
        return frozen.withPayload(dialoguePart(), messages());
    }

    /**
     * The piece as it stands.
     *
     * @param superseded whether a new SYN took its place
     */
    ConnectionPart toPart(long unit, String joint, boolean superseded) {
        return part(unit, joint, superseded, dialoguePart(), messages());
    }

    private ConnectionPart part(
            long unit,
            String joint,
            boolean superseded,
            DialoguePart dialoguePart,
            List<MessagePart> messages) {
        return new ConnectionPart(
                FlowKey.hash(key),
                FlowKey.toBytes(key),
                unit,
                sequence,
                joint,
                startNanos,
                endNanos,
                firstFromHigh,
                openingNanos,
                opening,
                openingSequence,
                openingAcknowledgment,
                side(0),
                side(1),
                TcpEvents.toText(events),
                superseded,
                synNanos,
                handshakeAckNanos,
                vlan,
                tunnel,
                List.copyOf(captures),
                dialoguePart,
                messages);
    }

    private SidePart side(int end) {
        if (space == null) {
            return new SidePart(
                    packets[end], payloadBytes[end], null, null, null, null, 0, 0, List.of(), 0);
        }
        return space[end].toPart(
                packets[end],
                payloadBytes[end],
                initialSequence[end],
                firstAckNanos[end],
                answered[end]);
    }

    private DialoguePart dialoguePart() {
        return dialogue == null ? null : dialogue.toPart(clientIsHigh());
    }

    long[] key() {
        return key;
    }

    long sequence() {
        return sequence;
    }

    @Override
    public boolean isTcp() {
        return space != null;
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
        return opening.equals(ConnectionPart.SYN);
    }

    @Override
    public boolean openedBySynAck() {
        return opening.equals(ConnectionPart.SYN_ACK);
    }

    @Override
    public int openingAcknowledgment() {
        return openingAcknowledgment;
    }

    @Override
    public boolean isKnownFromStart() {
        return isKnownFromStart;
    }
}
