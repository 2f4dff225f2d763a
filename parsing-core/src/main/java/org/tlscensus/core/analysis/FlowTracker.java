package org.tlscensus.core.analysis;

import java.util.function.UnaryOperator;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.FlowTable;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.x509.TorPattern;

/**
 * Turns the packets of one split into parts of connections.
 *
 * <p>First come the packets of the split ({@link #packet}). A dialogue that stands in the middle
 * when they end goes on where the parts are joined. Then, after {@link #endOfSplit}, come those of
 * its successors ({@link #packetBeyond}), as long as a message stands in the middle ({@link
 * #wantsMore}); they change no counter, with one exception: a datagram whose first fragment lies in
 * the split belongs to it, so its last fragment's file is corrected.
 */
final class FlowTracker {
    /** Fragments of the split itself, and of its successors. */
    static final int OWN = 0;

    private static final int BEYOND = 1;

    /** Closed connections wait this long for stragglers, then leave the table. */
    static final long CLOSED_NANOS = 5_000_000_000L;

    /** Slots of the flow table looked at for each new connection: keeps up with any rate. */
    private static final int SWEPT_SLOTS = 8;

    private final long split;

    /** How often all of the table is looked at for who wants connections at once. */
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final AnalysisOptions options;
    private final RowSink sink;
    private final PartHandout handout;
    private final PacketDecoder decoder;
    private final FlowKey key = new FlowKey();
    private final PacketIntake intake;
    private final FlowTable<TrackedFlow> table = new FlowTable<>();
    private final PacketArrival arrival = new PacketArrival();
    private final CertificateCollector certificates;
    private final PayloadFeed feed;
    private final PacketKeeper keeper;
    private final EapFinder eap;
    private final TaskMemory memory;

    private PacketOrigin origin; // of the last packet that began a connection
    private CaptureCounters own; // of the split's first file
    private CaptureCounters counters; // of the file that packets come from
    private long sequence;
    private long nowNanos = Long.MIN_VALUE;
    private int unfinished; // frozen connections with a message that goes on
    private final boolean isTellingDecided;
    private long sweptNanos = Long.MIN_VALUE;

    FlowTracker(
            long split, AnalysisOptions options, long memoryBytes, KeyLog keyLog, RowSink sink) {
        this.split = split;
        this.options = options;
        this.sink = sink;
        handout = new PartHandout(split, options.allConnections(), sink);
        isTellingDecided = sink.wantsDecided();
        PacketLimits packets = PacketLimits.DEFAULTS.withChecksums(options.verifyChecksums());
        decoder = new PacketDecoder(packets, options.tunnelPorts(), options.flowScope());
        decoder.setMark(OWN);
        intake = new PacketIntake(decoder, key, options.selection());
        memory = new TaskMemory(memoryBytes, options.limits());
        certificates =
                new CertificateCollector(
                        options.limits(),
                        memory.handshakes(),
                        TorPattern.orDefault(options.torRules()),
                        keyLog,
                        sink::certificate);
        keeper = new PacketKeeper(options.limits());
        feed = new PayloadFeed(options.limits(), certificates);
        eap = new EapFinder(split, decoder, options.limits(), certificates, sink);
    }

    /** The packets that follow come from this file. */
    void beginCapture(CaptureCounters of) {
        own = own == null ? of : own;
        counters = of;
    }

    /** The packet that the reader stands at belongs to the split. */
    void packet(CaptureReader reader) {
        long time = reader.timeNanos();
        if (reader.hasTime()) {
            counters.time(time);
        }
        nowNanos = Math.max(nowNanos, time);
        if (isTellingDecided) {
            sweepAll();
        }
        Outcome outcome = intake.decode(reader);
        if (outcome.hasContent()) {
            int flows = frame(outcome, time);
            for (Outcome next = intake.nextFrame(); next != null; next = intake.nextFrame()) {
                flows += frame(next, time);
                outcome = outcome.or(next);
            }
            if (flows > 1) {
                counters.anomaly(CaptureAnomaly.FURTHER_FRAME, flows - 1);
            }
        }
        counters.packet(outcome);
    }

    /** What was thrown was no answer to bad bytes but a bug: the packet's connection is lost. */
    void failed(Throwable bug, boolean isOwn) {
        if (isOwn) {
            counters.packet(Outcome.FAILED);
        }
        TrackedFlow lost = intake.isKeyed() ? table.get(key) : null;
        if (lost != null) {
            unfinished -= lost instanceof Connection connection && connection.isFrozen() ? 1 : 0;
            memory.charge(-lost.chargedBytes());
            table.remove(lost.key());
        }
        bug(counters, bug);
    }

    private void bug(CaptureCounters of, Throwable bug) {
        of.bug(Bugs.damage(intake.position(), bug));
    }

    /** Takes a frame; how many of a flow it is: 1 or 0. */
    private int frame(Outcome outcome, long time) {
        if (outcome == Outcome.EAPOL) {
            eap.frame(time, counters.capture(), true);
            return 0;
        }
        if (decoder.payloadLength() < decoder.payloadOriginalLength()) {
            counters.anomaly(CaptureAnomaly.CUT_PAYLOAD, 1);
        }
        own(time);
        return 1;
    }

    private void own(long time) {
        keeper.count();
        TrackedFlow flow = table.get(key);
        if (flow instanceof UnansweredConnection unanswered) {
            if (staysUnanswered(unanswered, time)) {
                memory.charge(-unanswered.chargedBytes());
                unanswered.add(decoder, key.sender(), time);
                memory.charge(unanswered.chargedBytes());
                return;
            }
            flow = connection(unanswered);
            table.put(flow);
        }
        Connection connection = (Connection) flow;
        boolean knownFromStart = false;
        if (connection != null && !goesOn(connection, time)) {
            ConnectionReuse verdict = verdict(connection, time);
            knownFromStart = isNextKnownFromStart(connection, verdict);
            if (verdict == ConnectionReuse.UNSURE) {
                leaveInDialogue(connection);
            }
            leave(connection, EvictionReason.by(verdict));
            table.remove(connection.key());
            connection = null;
        }
        if (connection == null) {
            connection = open(knownFromStart, time);
        }
        if (connection != null) {
            count(connection, time);
            lookUp(time);
            boolean mayHaveBegunBefore = keeper.mayHaveBegunBefore();
            see(connection, decoder, key.sender(), mayHaveBegunBefore, time);
        }
        if (memory.isFull()) {
            makeRoom();
        }
    }

    private void count(Connection connection, long time) {
        connection.count(decoder, key.sender(), time, counters);
        if (options.dropDuplicates()) {
            connection.leaveOutCopy(decoder, key.sender(), time);
        }
    }

    /**
     * Whether what takes a connection's place is known from its start. Behind one that is still to
     * be joined it is not: where parts are joined, each has to be there that could be taken.
     */
    private static boolean isNextKnownFromStart(Connection before, ConnectionReuse verdict) {
        return verdict == ConnectionReuse.NEW_BY_IDLE
                || verdict == ConnectionReuse.NEW_BY_SYN && before.isKnownFromStart();
    }

    private boolean staysUnanswered(UnansweredConnection flow, long time) {
        return time - flow.endNanos() <= options.tcpIdleNanos()
                && flow.takes(decoder, key.sender(), counters);
    }

    /** What is in the table as a connection: led through its packets, if it was none so far. */
    private Connection connection(TrackedFlow flow) {
        if (flow instanceof Connection connection) {
            return connection;
        }
        UnansweredConnection unanswered = (UnansweredConnection) flow;
        SegmentLog.Reader packets = unanswered.packets();
        Connection connection = null;
        while (packets.next()) {
            long time = packets.timeNanos();
            End from = packets.sender();
            if (connection == null) {
                connection =
                        new Connection(unanswered, packets, time).with(PacketSequence.of(options));
            }
            connection.count(packets, from, time, unanswered.origin().file());
            see(connection, packets, from, unanswered.isEarly(), time);
        }
        memory.charge(-unanswered.chargedBytes());
        return connection;
    }

    /** Gives a packet of the split to what looks into a connection, or keeps of it. */
    private void see(
            Connection connection,
            Segment packet,
            End from,
            boolean mayHaveBegunBefore,
            long time) {
        boolean isChanging = connection.isChanging();
        boolean wasOver = connection.isDialogueOver();
        feed.packet(connection, packet, from, true, time);
        if (isTellingDecided && !wasOver && connection.isDialogueOver()) {
            tellDecided(connection);
        }
        keeper.packet(connection, packet, from, mayHaveBegunBefore, time);
        if (isChanging || connection.isChanging()) {
            memory.charge(connection.charge());
        }
    }

    private void tellDecided(Connection connection) {
        if (options.allConnections() || connection.dialogue().hasRow()) {
            sink.decided(connection.toPart(split, ConnectionPart.SETTLED, false));
        }
    }

    private void sweepAll() {
        if (sweptNanos == Long.MIN_VALUE) {
            sweptNanos = nowNanos;
        }
        if (nowNanos - sweptNanos >= SWEEP_NANOS) {
            sweptNanos = nowNanos;
            replaceAll(flow -> leavesNow(flow) ? null : flow);
        }
    }

    /** Whether a connection of the flow is followed at present. */
    boolean holds(long[] flow) {
        return table.has(flow);
    }

    private void lookUp(long time) {
        if (decoder.isTcp()) {
            return;
        }
        eap.datagram(time, counters.capture(), true);
        LookupPart lookup = Lookups.inDatagram(decoder, time);
        if (lookup != null) {
            sink.lookup(lookup);
        }
    }

    /** Whether the packet belongs to the connection: the common case, told without ado. */
    private boolean goesOn(Connection connection, long time) {
        boolean plain = !decoder.isTcp() || (decoder.tcpFlags() & PacketDecoder.SYN) == 0;
        long idle = connection.isClosed() ? CLOSED_NANOS : idleNanos(connection);
        if (plain) {
            return time - connection.endNanos() <= idle;
        }
        return time - connection.endNanos() <= idle
                && verdict(connection, time) == ConnectionReuse.SAME;
    }

    private ConnectionReuse verdict(Connection connection, long time) {
        return ConnectionReuse.of(
                connection, arrival.set(decoder, key.sender(), time), idleNanos(connection));
    }

    private long idleNanos(Connection connection) {
        return options.idleNanos(connection.isTcp());
    }

    /** Opens a connection; null when it takes the packet as one that waits for an answer. */
    private Connection open(boolean knownFromStart, long time) {
        table.sweep(SWEPT_SLOTS, this::leavesNow);
        origin = PacketOrigin.of(decoder, counters, origin);
        boolean mayHaveBegunBefore = keeper.mayHaveBegunBefore();
        if (decoder.isTcp()
                && UnansweredConnection.isOpenedBy(decoder)
                && !options.dropDuplicates()) { // its packets are kept without what tells copies
            UnansweredConnection flow =
                    new UnansweredConnection(
                            key,
                            Math.toIntExact(sequence++),
                            knownFromStart,
                            mayHaveBegunBefore,
                            origin,
                            decoder,
                            time);
            table.put(flow);
            memory.charge(flow.chargedBytes());
            return null;
        }
        Connection connection =
                new Connection(key, sequence++, knownFromStart, decoder, origin, time)
                        .with(PacketSequence.of(options));
        table.put(connection);
        keeper.begins(connection, mayHaveBegunBefore);
        return connection;
    }

    /** Closed, and no straggler can come any more. */
    private static boolean isLeft(Connection connection, long nowNanos) {
        return connection.isClosed() && nowNanos - connection.endNanos() > CLOSED_NANOS;
    }

    private boolean leavesNow(TrackedFlow flow) {
        long silence = nowNanos - flow.endNanos();
        if (flow instanceof Connection connection) {
            if (connection.isFrozen()) {
                return false;
            }
            if (isLeft(connection, nowNanos) && silence <= idleNanos(connection)) {
                leave(connection, EvictionReason.LEFT);
                return true;
            }
        }
        if (silence <= options.idleNanos(flow.isTcp())) {
            return false;
        }
        leave(connection(flow), EvictionReason.SILENT);
        return true;
    }

    private void leave(Connection connection, EvictionReason reason) {
        emit(connection, reason);
        memory.charge(-connection.chargedBytes());
    }

    /**
     * The memory is full: connections leave as unfinished parts, which are joined again with what
     * follows; the quietest first, and those whose messages the split has to hand out last.
     */
    private void makeRoom() {
        keeper.haveLeft();
        for (double share = 0.25; share <= 1 && !memory.hasRoom(); share *= 2) {
            long until = QuietFlows.lastPacketOf(table, share);
            replaceAll(flow -> flow.endNanos() <= until ? leaving(flow, false) : flow);
        }
        if (!memory.hasRoom()) {
            replaceAll(flow -> leaving(flow, true));
        }
    }

    /** Hands a connection out, since the memory is full; null, or the connection if it stays. */
    private TrackedFlow leaving(TrackedFlow flow, boolean force) {
        Connection connection = connection(flow);
        leaveInDialogue(connection);
        if (isFollowed(connection, nowNanos)) {
            if (!force) {
                return connection;
            }
            own.anomaly(CaptureAnomaly.MEMORY_BOUND, 1);
        }
        noteLostDialogue(connection);
        leave(connection, EvictionReason.LEFT);
        return null;
    }

    /** The dialogue of a connection that leaves may go on with packets that come elsewhere. */
    private void leaveInDialogue(Connection connection) {
        if (!isLeft(connection, nowNanos)) {
            connection.leaveInDialogue();
        }
    }

    /** Hands out a connection that leaves; one that cannot be is lost alone. */
    private void emit(Connection connection, EvictionReason reason) {
        unfinished -= connection.isFrozen() ? 1 : 0;
        try {
            handout.give(connection, reason, own);
        } catch (RuntimeException | StackOverflowError e) {
            bug(own, e);
        }
    }

    /** The last packet of the split went by: what follows comes from its successors. */
    void endOfSplit() {
        decoder.setMark(BEYOND);
        eap.endOfSplit(nowNanos);
        replaceAll(
                flow -> {
                    Connection connection = connection(flow);
                    leaveInDialogue(connection);
                    noteLostDialogue(connection);
                    if (isFollowed(connection, nowNanos)) {
                        connection.freeze(split);
                        unfinished++;
                        return connection;
                    }
                    leave(connection, EvictionReason.LEFT);
                    return null;
                });
    }

    private void noteLostDialogue(Connection connection) {
        if (connection.isLeftInDialogue() && connection.kept().log() == null) {
            own.anomaly(CaptureAnomaly.LOOKAHEAD_BOUND, 1);
        }
    }

    /** As the table's own; an entry that cannot be looked at is lost alone. */
    private void replaceAll(UnaryOperator<TrackedFlow> successor) {
        table.replaceAll(
                flow -> {
                    try {
                        return successor.apply(flow);
                    } catch (RuntimeException | StackOverflowError e) {
                        memory.charge(-flow.chargedBytes());
                        bug(own, e);
                        return null;
                    }
                });
    }

    /** Whether packets of the successors can still tell something. */
    boolean wantsMore() {
        return unfinished > 0 || eap.unfinished() > 0 || decoder.pendingDatagrams(OWN) > 0;
    }

    private static boolean isFollowed(Connection connection, long time) {
        return connection.isInMessage(time) || connection.isLeftInFastOpen();
    }

    /** What waited for a packet until now in vain is not followed any longer. */
    void letGo(long time) {
        replaceAll(
                flow -> {
                    if (isFollowed((Connection) flow, time)) {
                        return flow;
                    }
                    leave((Connection) flow, EvictionReason.LEFT);
                    return null;
                });
    }

    /** What began in the split is not followed any longer, but for datagrams in fragments. */
    void letGo() {
        if (unfinished > 0) {
            emitAll();
        }
    }

    /** Whether a conversation in EAP goes on, which ends by its own clock. */
    boolean isInConversation() {
        return eap.unfinished() > 0;
    }

    /** Frozen connections with a message that goes on, and conversations in EAP. */
    int unfinished() {
        return unfinished + eap.unfinished();
    }

    /** The packet that the reader stands at belongs to a successor of the split. */
    void packetBeyond(CaptureReader reader) {
        long time = reader.timeNanos();
        if (!intake.takes(time)) {
            return;
        }
        eap.expire(time);
        Outcome all = intake.decode(reader);
        if (!all.hasContent()) {
            if (decoder.firstFragmentMark() == OWN && all != Outcome.FRAGMENT) {
                counters.recount(Outcome.FRAGMENT, all);
            }
            return;
        }
        Outcome others = Outcome.FRAGMENT; // what the packet is to who does not know the split
        boolean hasOwn = false;
        int ownFlows = 0;
        int otherFlows = 0;
        for (Outcome frame = all; frame != null; frame = intake.nextFrame()) {
            boolean isOwn = decoder.firstFragmentMark() == OWN;
            all = all.or(frame);
            others = isOwn ? others : others.or(frame);
            hasOwn |= isOwn;
            int flows = frameBeyond(frame, isOwn, time);
            ownFlows += isOwn ? flows : 0;
            otherFlows += isOwn ? 0 : flows;
        }
        if (hasOwn) {
            int further = otherFlows == 0 ? ownFlows - 1 : ownFlows;
            counters.recount(others, all);
            counters.anomaly(CaptureAnomaly.FURTHER_FRAME, further);
        }
    }

    /** Takes a frame beyond the split; how many of a flow it is: 1 or 0. */
    private int frameBeyond(Outcome outcome, boolean isOwn, long time) {
        if (outcome == Outcome.EAPOL) {
            eap.frame(time, counters.capture(), isOwn);
            return 0;
        }
        Connection connection = (Connection) table.get(key); // the split's end left no other
        if (isOwn) {
            countOwn(connection == null, time); // hands the datagram to the watch, too
        } else if (!decoder.isTcp()) {
            eap.datagram(time, counters.capture(), false);
        }
        if (connection != null) {
            passOn(connection, isOwn, time);
        }
        return 1;
    }

    /** A datagram of the split whose last fragment lies beyond: a part of its own. */
    private void countOwn(boolean isAlone, long time) {
        End from = key.sender();
        origin = PacketOrigin.of(decoder, counters, origin);
        Connection part =
                new Connection(key, sequence++, false, decoder, origin, time)
                        .with(PacketSequence.of(options));
        count(part, time);
        lookUp(time);
        part.kept().keepBeginning();
        if (isAlone) {
            feed.packet(part, decoder, from, true, time);
        }
        keeper.packet(part, decoder, from, true, time);
        leaveInDialogue(part);
        if (!part.isInMessage(time)) {
            emit(part, EvictionReason.LEFT);
            return;
        }
        part.freeze(split);
        unfinished++;
        table.put(part);
    }

    private void passOn(Connection connection, boolean isOwn, long time) {
        if (goesOn(connection, time)) {
            End from = key.sender();
            connection.passBy(decoder, from, time);
            if (connection.isLeftInFastOpen()) {
                feed.packet(connection, decoder, from, isOwn, time);
            } else {
                feed.messages(connection, decoder, from, isOwn, time);
            }
            if (connection.isDialogueOver()) {
                connection.endDialogueBeyond();
            }
            if (isFollowed(connection, time)) {
                return;
            }
        }
        emit(connection, EvictionReason.LEFT);
        table.remove(connection.key());
    }

    private void emitAll() {
        replaceAll(
                flow -> {
                    leave(connection(flow), EvictionReason.LEFT);
                    return null;
                });
    }

    /** No more packets: hands out all that is left. */
    void finish() {
        emitAll();
        eap.finish();
        long refusals = certificates.memory().refusals();
        if (refusals > 0) {
            own.anomaly(CaptureAnomaly.HANDSHAKE_MEMORY_BOUND, refusals);
        }
    }
}
