package org.tlscensus.core.analysis;

import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.FlowTable;
import org.tlscensus.core.flow.Succession;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.x509.TorPattern;

/**
 * Turns the packets of one split into pieces of connections.
 *
 * <p>First come the packets of the split ({@link #packet}). Then, after {@link #endOfUnit}, those
 * of its successors ({@link #packetBeyond}), as long as a dialogue stands in the middle ({@link
 * #wantsMore}); they feed dialogues and change no counter, with one exception: a datagram whose
 * first fragment lies in the split belongs to it, so its last fragment's file is corrected.
 */
final class UnitAnalysis {
    /** Fragments of the split itself, and of its successors. */
    static final int OWN = 0;

    private static final int BEYOND = 1;

    /** Closed connections wait this long for stragglers, then leave the table. */
    private static final long CLOSED_NANOS = 5_000_000_000L;

    /** Slots of the flow table looked at for each new connection: keeps up with any rate. */
    private static final int SWEPT_SLOTS = 8;

    private final long unit;
    private final AnalysisOptions options;
    private final RowSink sink;
    private final PacketDecoder decoder;
    private final FlowKey key = new FlowKey();
    private final FlowTable<Connection> table = new FlowTable<>();
    private final PacketArrival arrival = new PacketArrival();
    private final CertificateCollector certificates;
    private final PayloadFeed feed;
    private final EapWatch eap;

    private CaptureCounters own;
    private CaptureCounters counters; // of the file that packets come from
    private long sequence;
    private long nowNanos = Long.MIN_VALUE;
    private int unfinished; // frozen connections whose dialogue goes on

    UnitAnalysis(long unit, AnalysisOptions options, KeyLog keyLog, RowSink sink) {
        this.unit = unit;
        this.options = options;
        this.sink = sink;
        decoder = new PacketDecoder(PacketLimits.DEFAULTS.withChecksums(options.verifyChecksums()));
        decoder.setMark(OWN);
        certificates =
                new CertificateCollector(
                        options.limits(), TorPattern.orDefault(options.torRules()), keyLog, sink);
        feed = new PayloadFeed(decoder, key, options.limits(), certificates);
        eap = new EapWatch(unit, decoder, options.limits(), certificates, sink);
    }

    /** The packets that follow come from this file. */
    void beginCapture(CaptureCounters of) {
        own = own == null ? of : own;
        counters = of;
    }

    /** The packet that the reader stands at belongs to the split. */
    void packet(CaptureReader reader) {
        long time = reader.timeNanos();
        Outcome outcome = decode(reader);
        counters.packet(outcome);
        if (reader.hasTime()) {
            counters.time(time);
            if (time < nowNanos) {
                counters.anomaly(CaptureAnomaly.BACKWARD_TIME, 1);
            }
        }
        nowNanos = Math.max(nowNanos, time);
        if (outcome == Outcome.DECODED) {
            if (decoder.payloadLength() < decoder.payloadOriginalLength()) {
                counters.anomaly(CaptureAnomaly.CUT_PAYLOAD, 1);
            }
            own(time);
        } else if (outcome == Outcome.EAPOL) {
            eap.frame(time, counters.capture(), true);
        }
    }

    private Outcome decode(CaptureReader reader) {
        Outcome outcome = decoder.decode(reader);
        if (outcome == Outcome.DECODED) {
            key.set(decoder);
        }
        return outcome;
    }

    private void own(long time) {
        Connection connection = table.get(key);
        boolean knownFromStart = false;
        if (connection != null && !goesOn(connection, time)) {
            Succession verdict = verdict(connection, time);
            knownFromStart = verdict == Succession.NEW_BY_IDLE || verdict == Succession.NEW_BY_SYN;
            emit(connection, Departure.by(verdict));
            table.remove(connection.key());
            connection = null;
        }
        if (connection == null) {
            connection = open(knownFromStart, time);
        }
        connection.count(decoder, key.isFromHigh(), time, counters.capture());
        lookUp(time);
        feed.packet(connection, time);
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
        long idle = isClosed(connection) ? CLOSED_NANOS : idleNanos(connection);
        if (plain) {
            return time - connection.endNanos() <= idle;
        }
        return time - connection.endNanos() <= idle && verdict(connection, time) == Succession.SAME;
    }

    private Succession verdict(Connection connection, long time) {
        return Succession.of(
                connection, arrival.set(decoder, key.isFromHigh(), time), idleNanos(connection));
    }

    private static boolean isClosed(Connection connection) {
        return connection.isTcp() && TcpEvents.isClosed(connection.events());
    }

    private long idleNanos(Connection connection) {
        return options.idleNanos(connection.isTcp());
    }

    private Connection open(boolean knownFromStart, long time) {
        table.sweep(SWEPT_SLOTS, this::leavesNow);
        if (table.size() >= options.limits().flows()) {
            own.anomaly(CaptureAnomaly.FLOW_BOUND, 1);
            evictQuietest();
        }
        Connection connection = new Connection(key, sequence++, knownFromStart, decoder, time);
        table.put(key, connection);
        return connection;
    }

    private boolean leavesNow(Connection connection) {
        if (connection.isFrozen()) {
            return false;
        }
        long silence = nowNanos - connection.endNanos();
        if (silence > idleNanos(connection)) {
            emit(connection, Departure.SILENT);
            return true;
        }
        if (isClosed(connection) && silence > CLOSED_NANOS) {
            emit(connection, Departure.LEFT);
            return true;
        }
        return false;
    }

    /** Makes room by the quietest of the next few connections, as an open piece. */
    private void evictQuietest() {
        Connection[] quietest = new Connection[1];
        table.sweep(
                64,
                connection -> {
                    if (quietest[0] == null || connection.endNanos() < quietest[0].endNanos()) {
                        quietest[0] = connection;
                    }
                    return false;
                });
        if (quietest[0] != null) {
            Connection out = quietest[0];
            emit(out, Departure.LEFT);
            table.remove(out.key());
        }
    }

    /** Hands out a connection that leaves. */
    private void emit(Connection connection, Departure departure) {
        connection.endDialogue();
        connection.endWatch();
        if (connection.isFrozen()) {
            unfinished--;
            emit(connection.frozenPart());
            return;
        }
        boolean closed = isClosed(connection);
        String joint = departure.joint(connection, closed);
        boolean wanted =
                options.allConnections()
                        || !joint.equals(ConnectionPart.SETTLED)
                        || connection.hasMessages()
                        || connection.dialogue() != null && connection.dialogue().hasRow();
        if (wanted) {
            emit(connection.toPart(unit, joint, departure == Departure.NEW_CONNECTION && !closed));
        } else {
            own.settledFlow();
        }
    }

    private void emit(ConnectionPart part) {
        if (part.joint().equals(ConnectionPart.OPEN)) {
            own.part();
        }
        sink.connection(part);
    }

    /** The last packet of the split went by: what follows comes from its successors. */
    void endOfUnit() {
        decoder.setMark(BEYOND);
        eap.endOfUnit(nowNanos);
        table.removeIf(
                connection -> {
                    boolean goesOn = connection.isOpening() || connection.isInDialogue();
                    if (goesOn && !isClosed(connection) || connection.isInMessage()) {
                        connection.freeze(unit);
                        unfinished++;
                        return false;
                    }
                    emit(connection, Departure.LEFT);
                    return true;
                });
    }

    /** Whether packets of the successors can still tell something. */
    boolean wantsMore() {
        return unfinished > 0 || eap.unfinished() > 0 || decoder.pendingDatagrams(OWN) > 0;
    }

    /** Frozen connections that stand in the middle of a dialogue. */
    int unfinishedDialogues() {
        int[] count = {eap.unfinished()};
        table.removeIf(
                connection -> {
                    count[0] += connection.isInDialogue() || connection.isInMessage() ? 1 : 0;
                    return false;
                });
        return count[0];
    }

    /** Connections that still have no payload are not waited for any longer. */
    void letOpeningGo() {
        table.removeIf(
                connection -> {
                    if (!connection.isOpening()) {
                        return false;
                    }
                    emit(connection, Departure.LEFT);
                    return true;
                });
    }

    /** Messages that began in the split are not followed any longer. */
    void letMessagesGo() {
        table.removeIf(
                connection -> {
                    connection.endWatch();
                    if (connection.isInDialogue() || connection.isOpening()) {
                        return false;
                    }
                    emit(connection, Departure.LEFT);
                    return true;
                });
    }

    /** The packet that the reader stands at belongs to a successor of the split. */
    void packetBeyond(CaptureReader reader) {
        Outcome outcome = decode(reader);
        long time = reader.timeNanos();
        eap.expire(time);
        if (outcome == Outcome.EAPOL) {
            eap.frame(time, counters.capture(), false);
        }
        if (outcome != Outcome.DECODED) {
            return;
        }
        Connection connection = table.get(key);
        if (decoder.firstFragmentMark() == OWN) {
            counters.recount(Outcome.FRAGMENT, Outcome.DECODED);
            countOwn(connection == null, time); // hands the datagram to eap, too
        } else if (!decoder.isTcp()) {
            eap.datagram(time, counters.capture(), false);
        }
        if (connection != null) {
            passOn(connection, time);
        }
    }

    /** A datagram of the split whose last fragment lies beyond: a piece of its own. */
    private void countOwn(boolean withDialogue, long time) {
        Connection piece = new Connection(key, sequence++, false, decoder, time);
        piece.count(decoder, key.isFromHigh(), time, counters.capture());
        lookUp(time);
        if (withDialogue) {
            feed.packet(piece, time);
        }
        boolean isDone = piece.dialogue() == null || piece.isDialogueOver();
        if (isDone && !piece.isInMessage()) {
            emit(piece, Departure.LEFT);
            return;
        }
        piece.freeze(unit);
        unfinished++;
        table.put(key, piece);
    }

    private void passOn(Connection connection, long time) {
        if (goesOn(connection, time)) {
            connection.passBy(decoder, key.isFromHigh(), time);
            feed.packet(connection, time);
            if (!connection.isDialogueOver() || connection.isInMessage()) {
                return;
            }
        }
        emit(connection, Departure.LEFT);
        table.remove(connection.key());
    }

    /** No more packets: hands out all that is left. */
    void finish() {
        table.removeIf(
                connection -> {
                    emit(connection, Departure.LEFT);
                    return true;
                });
        eap.finish();
        long refusals = certificates.memory().refusals();
        if (refusals > 0) {
            own.anomaly(CaptureAnomaly.HANDSHAKE_MEMORY_BOUND, refusals);
        }
    }
}
