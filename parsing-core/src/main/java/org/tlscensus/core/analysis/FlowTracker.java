package org.tlscensus.core.analysis;

import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.x509.TorPattern;

/**
 * Turns the packets of one split into parts of connections.
 *
 * <p>A dialogue that stands in the middle when they end goes on where the parts are joined. A
 * message that does is read to its end from the packets of the split's successors ({@link
 * SuccessorPackets}).
 */
final class FlowTracker {
    /** Fragments of the split itself, and of its successors. */
    static final int OWN = 0;

    private static final int BEYOND = 1;

    /** Slots of the flow table looked at for each new connection: keeps up with any rate. */
    private static final int SWEPT_SLOTS = 8;

    /** How often all of the table is looked at for who wants connections at once. */
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final long split;
    private final AnalysisOptions options;
    private final RowSink sink;
    private final boolean isTellingDecided;
    private final PacketAtHand hand;
    private final FollowedFlows flows;
    private final CertificateCollector certificates;
    private final PayloadFeed feed;
    private final PacketKeeper keeper;
    private final EapFinder eap;
    private final TaskMemory memory;

    private long nowNanos = Long.MIN_VALUE;
    private long sweptNanos = Long.MIN_VALUE;

    FlowTracker(
            long split, AnalysisOptions options, long memoryBytes, KeyLog keyLog, RowSink sink) {
        this.split = split;
        this.options = options;
        this.sink = sink;
        isTellingDecided = sink.wantsDecided();
        PacketLimits packets = PacketLimits.DEFAULTS.withChecksums(options.verifyChecksums());
        PacketDecoder decoder =
                new PacketDecoder(packets, options.tunnelPorts(), options.flowScope());
        decoder.setMark(OWN);
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
        FlowKey key = new FlowKey();
        PacketIntake intake = new PacketIntake(decoder, key, options.selection());
        hand = new PacketAtHand(options, decoder, key, intake, eap, sink);
        PartHandout handout = new PartHandout(split, options.allConnections(), sink);
        flows = new FollowedFlows(split, intake, memory, handout);
    }

    /** The packets that follow come from this file. */
    void beginCapture(CaptureCounters of) {
        flows.beginCapture(of);
        hand.beginCapture(of);
    }

    /** Takes the packet that the reader stands at. */
    void packet(CaptureReader reader) {
        long time = reader.timeNanos();
        if (reader.hasTime()) {
            hand.counters().time(time);
        }
        nowNanos = Math.max(nowNanos, time);
        if (isTellingDecided) {
            sweepAll();
        }
        Outcome outcome = hand.decode(reader);
        if (outcome.hasContent()) {
            int ofFlows = frame(outcome, time);
            for (Outcome next = hand.nextFrame(); next != null; next = hand.nextFrame()) {
                ofFlows += frame(next, time);
                outcome = outcome.or(next);
            }
            if (ofFlows > 1) {
                hand.counters().anomaly(CaptureAnomaly.FURTHER_FRAME, ofFlows - 1);
            }
        }
        hand.counters().packet(outcome);
    }

    /** What a packet threw was no answer to bad bytes but a bug: its connection is lost. */
    void failed(Throwable bug) {
        hand.counters().packet(Outcome.FAILED);
        flows.lose(hand.key(), hand.counters(), bug);
    }

    /** Takes a frame; how many of a flow it is: 1 or 0. */
    private int frame(Outcome outcome, long time) {
        if (outcome == Outcome.EAPOL) {
            eap.frame(time, hand.counters().capture(), true);
            return 0;
        }
        PacketDecoder packet = hand.packet();
        if (packet.payloadLength() < packet.payloadOriginalLength()) {
            hand.counters().anomaly(CaptureAnomaly.CUT_PAYLOAD, 1);
        }
        ofFlow(time);
        return 1;
    }

    private void ofFlow(long time) {
        keeper.count();
        TrackedFlow flow = flows.get(hand.key());
        if (flow instanceof UnansweredConnection unanswered) {
            if (staysUnanswered(unanswered, time)) {
                memory.charge(-unanswered.chargedBytes());
                unanswered.add(hand.packet(), hand.sender(), time);
                memory.charge(unanswered.chargedBytes());
                return;
            }
            flow = connection(unanswered);
            flows.put(flow);
        }
        Connection connection = (Connection) flow;
        boolean knownFromStart = false;
        if (connection != null && !hand.goesOn(connection, time)) {
            ConnectionReuse verdict = hand.reuse(connection, time);
            knownFromStart = isNextKnownFromStart(connection, verdict);
            if (verdict == ConnectionReuse.UNSURE) {
                flows.leaveInDialogue(connection, nowNanos);
            }
            flows.remove(connection, EvictionReason.by(verdict));
            connection = null;
        }
        if (connection == null) {
            connection = open(knownFromStart, time);
        }
        if (connection != null) {
            hand.count(connection, time);
            hand.lookUp(time);
            see(connection, hand.packet(), hand.sender(), keeper.mayHaveBegunBefore(), time);
        }
        if (memory.isFull()) {
            makeRoom();
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
                && flow.takes(hand.packet(), hand.sender(), hand.counters());
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
            flows.replaceAll(flow -> leavesNow(flow) ? null : flow);
        }
    }

    /** Whether a connection of the flow is followed at present. */
    boolean holds(long[] flow) {
        return flows.holds(flow);
    }

    /** Opens a connection; null when it takes the packet as one that waits for an answer. */
    private Connection open(boolean knownFromStart, long time) {
        flows.sweep(SWEPT_SLOTS, this::leavesNow);
        boolean mayHaveBegunBefore = keeper.mayHaveBegunBefore();
        if (hand.opensUnanswered()) {
            UnansweredConnection flow =
                    hand.beginUnanswered(knownFromStart, mayHaveBegunBefore, time);
            flows.put(flow);
            memory.charge(flow.chargedBytes());
            return null;
        }
        Connection connection = hand.begin(knownFromStart, time);
        flows.put(connection);
        keeper.begins(connection, mayHaveBegunBefore);
        return connection;
    }

    private boolean leavesNow(TrackedFlow flow) {
        long silence = nowNanos - flow.endNanos();
        boolean isSilent = silence > options.idleNanos(flow.isTcp());
        if (flow instanceof Connection connection
                && FollowedFlows.isLeft(connection, nowNanos)
                && !isSilent) {
            flows.leave(connection, EvictionReason.LEFT);
            return true;
        }
        if (isSilent) {
            flows.leave(connection(flow), EvictionReason.SILENT);
        }
        return isSilent;
    }

    /**
     * The memory is full: connections leave as unfinished parts, which are joined again with what
     * follows; the quietest first, and those whose messages the split has to hand out last.
     */
    private void makeRoom() {
        keeper.haveLeft();
        for (double share = 0.25; share <= 1 && !memory.hasRoom(); share *= 2) {
            long until = QuietFlows.lastPacketOf(flows.table(), share);
            flows.replaceAll(flow -> flow.endNanos() <= until ? leaving(flow, false) : flow);
        }
        if (!memory.hasRoom()) {
            flows.replaceAll(flow -> leaving(flow, true));
        }
    }

    /** Hands a connection out, since the memory is full; null, or the connection if it stays. */
    private TrackedFlow leaving(TrackedFlow flow, boolean force) {
        Connection connection = connection(flow);
        flows.leaveInDialogue(connection, nowNanos);
        if (FollowedFlows.isFollowed(connection, nowNanos)) {
            if (!force) {
                return connection;
            }
            flows.anomaly(CaptureAnomaly.MEMORY_BOUND, 1);
        }
        flows.noteLostDialogue(connection);
        flows.leave(connection, EvictionReason.LEFT);
        return null;
    }

    /** The last packet of the split went by; what takes those of its successors. */
    SuccessorPackets endOfSplit() {
        hand.packet().setMark(BEYOND);
        eap.endOfSplit(nowNanos);
        flows.replaceAll(
                flow -> {
                    Connection connection = connection(flow);
                    flows.leaveInDialogue(connection, nowNanos);
                    flows.noteLostDialogue(connection);
                    if (FollowedFlows.isFollowed(connection, nowNanos)) {
                        flows.freeze(connection);
                        return connection;
                    }
                    flows.leave(connection, EvictionReason.LEFT);
                    return null;
                });
        return new SuccessorPackets(hand, flows, feed, keeper, eap, certificates, nowNanos);
    }
}
