package org.tlscensus.core.analysis;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.SequenceSpace;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.PacketSequenceRow;
import org.tlscensus.core.row.SidePart;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.carried.OpenVpnControl;
import org.tlscensus.core.wire.EpochNanos;
import org.tlscensus.core.x509.TorPattern;

/** Makes the rows of the table of connections, of connections that are whole. */
public final class ConnectionRows {
    private static final double NANOS_PER_SECOND = 1e9;

    /** More gaps at once than are told apart: bytes that filled one later count as missing. */
    private static final String TOO_MANY_GAPS = "too_many_gaps";

    private static final DialoguePart SILENCE =
            new DialoguePart(false, null, null, null, null, null, null, null, List.of(), List.of());

    private final AnalysisOptions options;
    private final Naming naming;
    private final DialogueNaming dialogues;
    private final Networks networks;
    private final TorPattern torPattern;

    /** Rows that tell everything as it is, and nothing of networks. */
    public ConnectionRows(AnalysisOptions options) {
        this(options, Naming.PLAIN, Networks.UNKNOWN);
    }

    public ConnectionRows(AnalysisOptions options, Naming naming, Networks networks) {
        this.options = options;
        this.naming = naming;
        this.networks = networks;
        dialogues = new DialogueNaming(naming);
        torPattern = TorPattern.orDefault(options.torRules());
    }

    /**
     * The row of a connection; empty when no known protocol was found in it and not all are asked
     * for.
     *
     * @param siteEndNanos time of the site's last packet: what is silent for longer than the idle
     *     time before it has ended
     */
    public Optional<ConnectionRow> row(String site, ConnectionPart connection, long siteEndNanos) {
        DialoguePart dialogue = connection.dialogue() == null ? SILENCE : connection.dialogue();
        boolean hasOcsp = OcspRows.hasExchange(connection);
        boolean known =
                dialogue.tls() != null
                        || dialogue.starttls() != null
                        || dialogue.proxy() != null
                        || dialogue.proxyProtocol() != null
                        || OpenVpnControl.PROTOCOL.equals(dialogue.protocol())
                        || hasOcsp;
        if (!known && !options.allConnections()) {
            return Optional.empty();
        }
        String protocol = hasOcsp && dialogue.protocol() == null ? "http" : dialogue.protocol();
        return Optional.of(row(site, connection, dialogue, protocol, siteEndNanos));
    }

    private ConnectionRow row(
            String site,
            ConnectionPart connection,
            DialoguePart dialogue,
            String protocol,
            long siteEndNanos) {
        long[] flow = FlowKey.fromBytes(connection.flowKey());
        boolean tcp = FlowKey.isTcp(flow);
        long events = TcpEvents.join(TcpEvents.NONE, connection.events());
        Endpoints ends = Endpoints.of(connection);
        Places places = Places.of(flow, ends.clientEnd(), networks);
        End clientEnd = ends.clientEnd();
        SidePart client = clientEnd.isHigh() ? connection.high() : connection.low();
        SidePart server = clientEnd.isHigh() ? connection.low() : connection.high();
        SequenceSpace[] spaces = {spaceOf(client), spaceOf(server)};
        long nanos = connection.endNanos() - connection.startNanos();
        Double roundTrip = initialRoundTrip(connection);
        return new ConnectionRow(
                ConnectionIds.connectionId(site, connection, naming),
                FlowKey.isOfLan(flow) || naming.hidesClients()
                        ? null
                        : ConnectionIds.communityId(flow),
                EpochNanos.instant(connection.startNanos()),
                EpochNanos.instant(connection.endNanos()),
                nanos / NANOS_PER_SECOND,
                FlowKey.transport(flow),
                ends.toldClient(naming),
                ends.clientPort(),
                ends.toldServer(naming),
                ends.serverPort(),
                places.direction(),
                places.client().as(),
                places.client().country(),
                places.server().as(),
                places.server().country(),
                client.packets(),
                server.packets(),
                tcp ? spaces[0].coveredBytes() : client.payloadBytes(),
                tcp ? spaces[1].coveredBytes() : server.payloadBytes(),
                tcp ? spaces[0].missingBytesSince(client.initialSequence()) : null,
                tcp ? spaces[1].missingBytesSince(server.initialSequence()) : null,
                tcp ? client.payloadBytes() - spaces[0].coveredBytes() : null,
                tcp ? server.payloadBytes() - spaces[1].coveredBytes() : null,
                connection.copies(),
                packetSequence(connection, clientEnd),
                tcp ? stateWord(events, clientEnd, client, server) : null,
                endReason(connection, tcp, events, siteEndNanos),
                roundTrip,
                protocol,
                torEvidence(tcp, dialogue),
                connection.vlan(),
                connection.tunnel(),
                dialogue.proxy(),
                dialogues.proxyProtocol(dialogue.proxyProtocol()),
                dialogues.starttls(dialogue.starttls(), ends),
                dialogues.tls(tls(dialogue, clientEnd, roundTrip)),
                anomalies(dialogue, client, server),
                connection.captures());
    }

    private PacketSequenceRow packetSequence(ConnectionPart connection, End clientEnd) {
        byte[] sequence = connection.packetSequence();
        return sequence == null
                ? null
                : PacketSequence.row(sequence, options.packetSequence(), clientEnd);
    }

    private static List<String> anomalies(DialoguePart dialogue, SidePart client, SidePart server) {
        if (client.forgottenGaps() + server.forgottenGaps() == 0) {
            return dialogue.anomalies();
        }
        SortedSet<String> anomalies = new TreeSet<>(dialogue.anomalies());
        anomalies.add(TOO_MANY_GAPS);
        return List.copyOf(anomalies);
    }

    private static TlsRow tls(DialoguePart dialogue, End clientEnd, Double roundTrip) {
        TlsRow tls = dialogue.tls();
        if (tls != null && tls.serverFlight() != null) {
            tls = tls.withRoundTrips(FlightTime.roundTrips(tls, roundTrip));
        }
        Boolean helloFromHigh = dialogue.helloFromHigh();
        boolean isReversed = helloFromHigh != null && helloFromHigh != clientEnd.isHigh();
        return tls == null ? null : tls.withRolesReversed(isReversed);
    }

    /** A name alone tells little, so that it counts only where there is no certificate. */
    private String torEvidence(boolean tcp, DialoguePart dialogue) {
        if (TorLinkDetector.PROTOCOL.equals(dialogue.protocol())) {
            return TorPattern.SERVER_LINK;
        }
        TlsRow tls = dialogue.tls();
        boolean isHidden =
                tcp
                        && tls != null
                        && dialogue.protocol() == null
                        && (tls.serverChain() == null || tls.serverChain().isEmpty());
        return isHidden && torPattern.isMadeUp(tls.serverName()) ? TorPattern.SNI_ONLY : null;
    }

    private static SequenceSpace spaceOf(SidePart side) {
        SequenceSpace space = new SequenceSpace();
        space.join(side);
        return space;
    }

    private static String stateWord(long events, End clientEnd, SidePart client, SidePart server) {
        boolean anyPayload = client.payloadBytes() + server.payloadBytes() > 0;
        return TcpEvents.state(events, clientEnd).word(anyPayload);
    }

    private String endReason(
            ConnectionPart connection, boolean tcp, long events, long siteEndNanos) {
        if (tcp && TcpEvents.isClosed(events)) {
            boolean fins =
                    TcpEvents.has(events, TcpState.Event.FIN, End.LOW)
                            && TcpEvents.has(events, TcpState.Event.FIN, End.HIGH);
            return fins ? "fin" : "rst";
        }
        if (connection.superseded()) {
            return "new_connection";
        }
        boolean idle = siteEndNanos - connection.endNanos() > options.idleNanos(tcp);
        return idle ? "idle" : "archive_end";
    }

    private static Double initialRoundTrip(ConnectionPart connection) {
        if (connection.synNanos() == null || connection.handshakeAckNanos() == null) {
            return null;
        }
        return (connection.handshakeAckNanos() - connection.synNanos()) / NANOS_PER_SECOND;
    }
}
