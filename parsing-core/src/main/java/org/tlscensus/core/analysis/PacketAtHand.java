package org.tlscensus.core.analysis;

import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.row.LookupPart;

/** The packet that was decoded last: its flow, its file, and what it is to a connection. */
final class PacketAtHand {
    private final AnalysisOptions options;
    private final PacketDecoder decoder;
    private final FlowKey key;
    private final PacketIntake intake;
    private final EapFinder eap;
    private final RowSink sink;
    private final PacketArrival arrival = new PacketArrival();

    private CaptureCounters counters; // of the file that it is of
    private PacketOrigin origin; // of the last packet that began a connection
    private long sequence; // of connections begun

    /**
     * @param key is set by the intake
     */
    PacketAtHand(
            AnalysisOptions options,
            PacketDecoder decoder,
            FlowKey key,
            PacketIntake intake,
            EapFinder eap,
            RowSink sink) {
        this.options = options;
        this.decoder = decoder;
        this.key = key;
        this.intake = intake;
        this.eap = eap;
        this.sink = sink;
    }

    /** The packets that follow come from this file. */
    void beginCapture(CaptureCounters of) {
        counters = of;
    }

    /** Of the file that it is of. */
    CaptureCounters counters() {
        return counters;
    }

    /** Whether packets of this time are looked at. */
    boolean takes(long nanos) {
        return intake.takes(nanos);
    }

    /** Decodes the packet that the reader stands at. */
    Outcome decode(CaptureReader reader) {
        return intake.decode(reader);
    }

    /** The next frame of the same packet; null when there is no more that is wanted. */
    Outcome nextFrame() {
        return intake.nextFrame();
    }

    /** Its headers and payload. */
    PacketDecoder packet() {
        return decoder;
    }

    FlowKey key() {
        return key;
    }

    End sender() {
        return key.sender();
    }

    /** Whether a first packet makes a connection that waits for an answer. */
    boolean opensUnanswered() {
        return decoder.isTcp()
                && UnansweredConnection.isOpenedBy(decoder)
                && !options.dropDuplicates(); // its packets are kept without what tells copies
    }

    /** A connection that waits for an answer begins with it. */
    UnansweredConnection beginUnanswered(
            boolean knownFromStart, boolean mayHaveBegunBefore, long time) {
        origin = PacketOrigin.of(decoder, counters, origin);
        return new UnansweredConnection(
                key,
                Math.toIntExact(sequence++),
                knownFromStart,
                mayHaveBegunBefore,
                origin,
                decoder,
                time);
    }

    /** A connection begins with it, which has not counted it yet. */
    Connection begin(boolean knownFromStart, long time) {
        origin = PacketOrigin.of(decoder, counters, origin);
        return new Connection(key, sequence++, knownFromStart, decoder, origin, time)
                .with(PacketSequence.of(options));
    }

    /** The connection counts it. */
    void count(Connection connection, long time) {
        connection.count(decoder, key.sender(), time, counters);
        if (options.dropDuplicates()) {
            connection.leaveOutCopy(decoder, key.sender(), time);
        }
    }

    /** Looks into a datagram for what is of no connection: names, and EAP in RADIUS. */
    void lookUp(long time) {
        if (decoder.isTcp()) {
            return;
        }
        eap.datagram(time, counters.capture(), true);
        LookupPart lookup = Lookups.inDatagram(decoder, time);
        if (lookup != null) {
            sink.lookup(lookup);
        }
    }

    /** Whether it belongs to the connection: the common case, told without ado. */
    boolean goesOn(Connection connection, long time) {
        boolean plain = !decoder.isTcp() || (decoder.tcpFlags() & PacketDecoder.SYN) == 0;
        long idle =
                connection.isClosed()
                        ? FollowedFlows.CLOSED_NANOS
                        : options.idleNanos(connection.isTcp());
        if (plain) {
            return time - connection.endNanos() <= idle;
        }
        return time - connection.endNanos() <= idle
                && reuse(connection, time) == ConnectionReuse.SAME;
    }

    /** Whether it goes on with the connection, or begins another between the same ends. */
    ConnectionReuse reuse(Connection connection, long time) {
        return ConnectionReuse.of(
                connection,
                arrival.set(decoder, key.sender(), time),
                options.idleNanos(connection.isTcp()));
    }
}
