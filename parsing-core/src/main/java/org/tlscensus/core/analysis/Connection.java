package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.row.PayloadPart;

/**
 * A connection, or the part of it that lies in one split, while its packets go by.
 *
 * <p>What is counted here can be joined with other parts; see {@link ConnectionPart}.
 */
final class Connection extends TrackedFlow implements CountedConnection {
    /** Of one without a dialogue, with its counters and its slot. */
    private static final int BASE_BYTES = 480;

    private final long sequence;
    private final boolean isKnownFromStart;
    private final End firstSender;
    private final long openingNanos;
    private final String opening;
    private final int openingSequence;
    private final int openingAcknowledgment;
    private final List<Integer> vlan;
    private final List<String> tunnel;
    private final ConnectionCounters counters = new ConnectionCounters();
    private final KeptPackets kept = new KeptPackets();
    private CaptureCounters firstFile;
    private CaptureCounters lastFile; // of the packet before
    private List<String> captures; // null: the first file alone
    private int farthestPlace = -1; // of files with its packets

    private PacketCopies copies; // null: they count as other packets do
    private PacketSequence packetSequence; // null: nobody asks for it
    private MessageFinder watch; // null: there was nothing to watch
    private PayloadAnalyzer dialogue;
    private boolean isDialogueOver;
    private boolean isLeftInDialogue;
    private boolean isFastOpen; // a SYN had payload
    private ConnectionPart frozen;
    private int chargedBytes;

    /** Begins with a packet, which is not counted yet. */
    Connection(
            FlowKey key,
            long sequence,
            boolean isKnownFromStart,
            Segment first,
            PacketOrigin origin,
            long timeNanos) {
        super(key);
        this.sequence = sequence;
        this.isKnownFromStart = isKnownFromStart;
        firstSender = key.sender();
        opening = isTcp() ? openingOf(first.tcpFlags()) : ConnectionPart.MIDWAY;
        openingSequence = isTcp() ? first.sequenceNumber() : 0;
        openingAcknowledgment = isTcp() ? first.acknowledgmentNumber() : 0;
        vlan = origin.vlan();
        tunnel = origin.tunnel();
        openingNanos = timeNanos;
    }

    /** Becomes of one that nobody had answered, by the first of its packets. */
    Connection(UnansweredConnection before, Segment first, long timeNanos) {
        super(before);
        sequence = before.sequence();
        isKnownFromStart = before.isKnownFromStart();
        firstSender = before.opener();
        opening = ConnectionPart.SYN;
        openingSequence = first.sequenceNumber();
        openingAcknowledgment = first.acknowledgmentNumber();
        vlan = before.origin().vlan();
        tunnel = before.origin().tunnel();
        openingNanos = timeNanos;
    }

    private static String openingOf(int flags) {
        return switch (ConnectionCounters.eventOf(flags)) {
            case SYN -> ConnectionPart.SYN;
            case SYN_ACK -> ConnectionPart.SYN_ACK;
            case FIN, RST, DATA -> ConnectionPart.MIDWAY;
        };
    }

    /** Tells its first packets, too, unless that is null. It has seen none yet. */
    Connection with(PacketSequence empty) {
        packetSequence = empty;
        return this;
    }

    /** Counts a packet of the connection. */
    void count(Segment packet, End from, long timeNanos, CaptureCounters file) {
        if (file != lastFile) {
            comeInto(file);
        }
        noteFastOpen(packet);
        counters.packet(packet, from, isTcp(), timeNanos);
        if (packetSequence != null) {
            packetSequence.packet(packet.payloadOriginalLength(), from, timeNanos);
        }
    }

    /** Leaves the packet that was just counted out of the counts when it is a copy of another. */
    void leaveOutCopy(PacketDecoder packet, End from, long timeNanos) {
        if (copies == null) {
            copies = new PacketCopies();
        }
        if (copies.isCopy(packet, from, timeNanos)) {
            counters.leaveOut(from, packet.payloadOriginalLength());
            if (packetSequence != null) {
                packetSequence.takeBack();
            }
        }
    }

    private void comeInto(CaptureCounters file) {
        lastFile = file;
        if (firstFile == null) {
            firstFile = file;
            farthestPlace = file.place();
            return;
        }
        // Only files that overlap are come back to.
        if (file.place() > farthestPlace || !captures().contains(file.capture())) {
            if (captures == null) {
                captures = new ArrayList<>(captures());
            }
            captures.add(file.capture());
            farthestPlace = Math.max(farthestPlace, file.place());
        }
    }

    private List<String> captures() {
        return captures == null ? List.of(firstFile.capture()) : captures;
    }

    /** The file of the first packet. */
    CaptureCounters firstFile() {
        return firstFile;
    }

    /**
     * A packet of the connection beyond the end of the split: it moves the life on, but counts not.
     */
    void passBy(Segment packet, End from, long timeNanos) {
        noteFastOpen(packet);
        counters.passBy(packet, from, isTcp(), timeNanos);
    }

    private void noteFastOpen(Segment packet) {
        if (isTcp() && packet.payloadOriginalLength() > 0) {
            TcpState.Event event = ConnectionCounters.eventOf(packet.tcpFlags());
            isFastOpen |= event == TcpState.Event.SYN || event == TcpState.Event.SYN_ACK;
        }
    }

    /** The end that is called client in the dialogue. */
    End clientEnd() {
        return opening.equals(ConnectionPart.SYN_ACK) ? firstSender.other() : firstSender;
    }

    /**
     * Whether a SYN began it and more followed, but no SYN-ACK: of two taps whose clocks differ one
     * showed the answer before, maybe to another split.
     */
    boolean isAnswerMissed() {
        return !kept.isOfBeginning()
                && openedBySyn()
                && counters.packets() > 1
                && !counters.isAnswered(firstSender);
    }

    /** Whether FINs or an RST ended it. */
    boolean isClosed() {
        return isTcp() && counters.isClosed();
    }

    PayloadAnalyzer dialogue() {
        return dialogue;
    }

    void begin(PayloadAnalyzer begun) {
        dialogue = begun;
    }

    /** Null as long as there was nothing to watch. */
    MessageFinder watch() {
        return watch;
    }

    MessageFinder watchWith(MessageLimits limits) {
        boolean isFromMidway = !openedBySyn() && !openedBySynAck();
        watch = new MessageFinder(limits, isFromMidway);
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
        return counters.beginnings();
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

    KeptPackets kept() {
        return kept;
    }

    /** Keeps the counters as they are now; only messages go on. */
    void freeze(long split) {
        frozen = part(split, ConnectionPart.UNFINISHED, false, null, null, List.of());
    }

    boolean isFrozen() {
        return frozen != null;
    }

    /** The frozen counters, with the dialogue as it is now. */
    ConnectionPart frozenPart() {
        return frozen.withPayload(dialoguePart(), kept.toPart(isLeftInDialogue), messages());
    }

    /**
     * The part as it stands.
     *
     * @param superseded whether a new SYN took its place
     */
    ConnectionPart toPart(long split, String completeness, boolean superseded) {
        boolean mayBeJoined =
                completeness.equals(ConnectionPart.UNFINISHED)
                        || kept.isOfBeginning()
                        || isLeftInDialogue;
        PayloadPart payload = mayBeJoined ? kept.toPart(isLeftInDialogue) : null;
        return part(split, completeness, superseded, dialoguePart(), payload, messages());
    }

    private ConnectionPart part(
            long split,
            String completeness,
            boolean superseded,
            DialoguePart dialoguePart,
            PayloadPart payloadPart,
            List<MessagePart> messages) {
        long[] key = key();
        return new ConnectionPart(
                FlowKey.hash(key),
                FlowKey.toBytes(key),
                split,
                sequence,
                completeness,
                counters.startNanos(),
                counters.endNanos(),
                firstSender.isHigh(),
                openingNanos,
                opening,
                openingSequence,
                openingAcknowledgment,
                end(End.LOW).toPart(),
                end(End.HIGH).toPart(),
                TcpEvents.toText(counters.events()),
                superseded,
                counters.synNanos(),
                counters.handshakeAckNanos(),
                vlan,
                tunnel,
                List.copyOf(captures()),
                dialoguePart,
                payloadPart,
                messages,
                copies == null ? null : (Long) copies.found(),
                copies == null || completeness.equals(ConnectionPart.SETTLED)
                        ? null
                        : copies.toPart(),
                packetSequence == null ? null : packetSequence.toBytes());
    }

    private DialoguePart dialoguePart() {
        return dialogue == null ? null : dialogue.toPart(clientEnd());
    }

    @Override
    int chargedBytes() {
        return chargedBytes;
    }

    /** Whether packets may change what it holds. */
    boolean isChanging() {
        return chargedBytes == 0
                || !isDialogueOver && dialogue != null
                || kept.isWhole() && kept.log() != null
                || watch != null && !watch.isIdle()
                || packetSequence != null && !packetSequence.isGrown();
    }

    /** Charges for what it holds now; by how much that is more than before. */
    int charge() {
        int held =
                BASE_BYTES
                        + kept.bytes()
                        + (copies == null ? 0 : PacketCopies.BYTES)
                        + (packetSequence == null ? 0 : packetSequence.heldBytes())
                        + (dialogue == null ? 0 : dialogue.heldBytes())
                        + (watch == null ? 0 : watch.heldBytes());
        int more = held - chargedBytes;
        chargedBytes = held;
        return more;
    }

    @Override
    public SideCounters end(End end) {
        return counters.end(end);
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
