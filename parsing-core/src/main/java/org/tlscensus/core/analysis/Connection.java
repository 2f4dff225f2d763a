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
import org.tlscensus.core.row.PayloadPart;
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
    private CaptureCounters firstFile;
    private CaptureCounters lastFile; // of the packet before
    private int farthestPlace = -1; // of files with its packets

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
    private boolean isAwaited; // the last segment leaves a hole before it
    private MessageWatch watch; // null: there was nothing to watch
    private Dialogue dialogue;
    private boolean isDialogueOver;
    private boolean isLeftInDialogue;
    private boolean isFastOpen; // a SYN had payload
    private SegmentLog log; // null: nothing is kept
    private boolean isLogWhole = true;
    private boolean keepsFirst;
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
    void count(PacketDecoder packet, boolean fromHigh, long timeNanos, CaptureCounters file) {
        int end = fromHigh ? 1 : 0;
        startNanos = Math.min(startNanos, timeNanos);
        endNanos = Math.max(endNanos, timeNanos);
        packets[end]++;
        payloadBytes[end] += packet.payloadOriginalLength();
        if (file != lastFile) {
            comeInto(file);
        }
        if (space != null) {
            countTcp(packet, end, timeNanos);
        }
    }

    private void comeInto(CaptureCounters file) {
        lastFile = file;
        if (firstFile == null) {
            firstFile = file;
        }
        // Only files that overlap are come back to.
        if (file.place() > farthestPlace || !captures.contains(file.capture())) {
            captures.add(file.capture());
            farthestPlace = Math.max(farthestPlace, file.place());
        }
    }

    /** The file of the first packet. */
    CaptureCounters firstFile() {
        return firstFile;
    }

    private void countTcp(PacketDecoder packet, int end, long timeNanos) {
        int flags = packet.tcpFlags();
        int start = packet.sequenceNumber();
        int length = packet.payloadOriginalLength();
        TcpState.Event event = eventOf(flags);
        switch (event) {
            case SYN, SYN_ACK -> {
                start++;
                isFastOpen |= length > 0;
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

    /**
     * Whether a SYN began it and more followed, but no SYN-ACK: of two taps whose clocks differ one
     * showed the answer before, maybe to another split.
     */
    boolean isAnswerMissed() {
        return !keepsFirst
                && openedBySyn()
                && packets[0] + packets[1] > 1
                && !TcpEvents.has(events, TcpState.Event.SYN_ACK, !firstFromHigh);
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
        isAwaited = start - place > 0 && !(isFirst && initial == null);
        boolean isAhead = isFirst && initial == null || isAwaited;
        if (isFirst || stop - nextSequence[end] > 0) {
            nextSequence[end] = stop;
        }
        if (payloads[end] < FIRST_SEGMENTS) {
            payloads[end]++;
            isAhead |= initial == null;
        }
        return isAhead;
    }

    /** Whether a segment is still to come before the last one whose place was noted. */
    boolean isAwaited() {
        return isAwaited;
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
    boolean isInMessage(long nowNanos) {
        return watch != null && watch.isUnfinished(nowNanos);
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

    boolean isInDialogue() {
        return dialogue != null && !isDialogueOver;
    }

    /** Where the payload of the ends begins, by what was seen so far. */
    StreamBeginnings beginnings() {
        return StreamBeginnings.of(initialSequence, answered, firstAcknowledged, events);
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

    /** Packets beyond the split have decided its dialogue. */
    void endDialogueBeyond() {
        isLeftInDialogue = false;
    }

    /** It ends in the middle of its dialogue, since the split does. */
    void leaveInDialogue() {
        isLeftInDialogue = isInDialogue();
    }

    /**
     * Whether it ends in a dialogue that a SYN began (RFC 7413). It comes again, without payload,
     * when the server did not take that: then what follows looks like a whole connection.
     */
    boolean isLeftInFastOpen() {
        return isFastOpen && isLeftInDialogue;
    }

    boolean isLeftInDialogue() {
        return isLeftInDialogue;
    }

    /** Null: nothing is kept of its packets. */
    SegmentLog log() {
        return log;
    }

    void keep(SegmentLog begun) {
        log = begun;
    }

    /** Its first packets are kept, also when its dialogue is over. */
    void keepFirst() {
        keepsFirst = true;
    }

    boolean keepsFirst() {
        return keepsFirst;
    }

    boolean isLogWhole() {
        return isLogWhole;
    }

    /** No further packet is kept. */
    void endLog() {
        isLogWhole = false;
    }

    private PayloadPart payloadPart() {
        return log == null
                ? null
                : new PayloadPart(log.toBytes(), isLogWhole, isLeftInDialogue && isLogWhole);
    }

    /** Keeps the counters as they are now; only messages go on. */
    void freeze(long unit) {
        frozen = part(unit, ConnectionPart.OPEN, false, null, null, List.of());
    }

    boolean isFrozen() {
        return frozen != null;
    }

    /** The frozen counters, with the dialogue as it is now. */
    ConnectionPart frozenPart() {
        return frozen.withPayload(dialoguePart(), payloadPart(), messages());
    }

    /**
     * The piece as it stands.
     *
     * @param superseded whether a new SYN took its place
     */
    ConnectionPart toPart(long unit, String joint, boolean superseded) {
        boolean mayBeJoined = joint.equals(ConnectionPart.OPEN) || keepsFirst || isLeftInDialogue;
        PayloadPart payload = mayBeJoined ? payloadPart() : null;
        return part(unit, joint, superseded, dialoguePart(), payload, messages());
    }

    private ConnectionPart part(
            long unit,
            String joint,
            boolean superseded,
            DialoguePart dialoguePart,
            PayloadPart payloadPart,
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
                payloadPart,
                messages);
    }

    private SidePart side(int end) {
        if (space == null) {
            return new SidePart(
                    packets[end],
                    payloadBytes[end],
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    0,
                    List.of(),
                    0);
        }
        return space[end].toPart(
                packets[end],
                payloadBytes[end],
                initialSequence[end],
                firstAckNanos[end],
                firstAcknowledged[end],
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
