package org.tlscensus.core.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.SequenceSpace;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.SidePart;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.x509.TorPattern;

/** Makes the rows of the table of connections, of connections that are whole. */
public final class ConnectionRows {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final DialoguePart SILENCE =
            new DialoguePart(false, null, null, null, null, null, List.of());

    private final AnalysisOptions options;
    private final TorPattern torPattern;

    public ConnectionRows(AnalysisOptions options) {
        this.options = options;
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
        boolean known =
                dialogue.tls() != null || dialogue.starttls() != null || dialogue.proxy() != null;
        if (!known && !options.allConnections()) {
            return Optional.empty();
        }
        return Optional.of(row(site, connection, dialogue, siteEndNanos));
    }

    private ConnectionRow row(
            String site, ConnectionPart connection, DialoguePart dialogue, long siteEndNanos) {
        long[] flow = FlowKey.fromBytes(connection.flowKey());
        boolean tcp = FlowKey.isTcp(flow);
        long events = TcpEvents.join(TcpEvents.NONE, connection.events());
        boolean clientIsHigh = clientIsHigh(connection, dialogue, events);
        int low = (int) (flow[4] >>> 24 & 0xffff);
        int high = (int) (flow[4] >>> 8 & 0xffff);
        SidePart client = clientIsHigh ? connection.high() : connection.low();
        SidePart server = clientIsHigh ? connection.low() : connection.high();
        SequenceSpace[] spaces = {spaceOf(client), spaceOf(server)};
        String lowAddress = AddressText.of(flow[0], flow[1]);
        String highAddress = AddressText.of(flow[2], flow[3]);
        long nanos = connection.endNanos() - connection.startNanos();
        return new ConnectionRow(
                ConnectionIds.connectionId(site, connection),
                ConnectionIds.communityId(flow),
                instant(connection.startNanos()),
                instant(connection.endNanos()),
                nanos / NANOS_PER_SECOND,
                tcp ? "tcp" : "udp",
                clientIsHigh ? highAddress : lowAddress,
                clientIsHigh ? high : low,
                clientIsHigh ? lowAddress : highAddress,
                clientIsHigh ? low : high,
                client.packets(),
                server.packets(),
                tcp ? spaces[0].coveredBytes() : client.payloadBytes(),
                tcp ? spaces[1].coveredBytes() : server.payloadBytes(),
                tcp ? spaces[0].missingBytesSince(client.initialSequence()) : null,
                tcp ? spaces[1].missingBytesSince(server.initialSequence()) : null,
                tcp ? client.payloadBytes() - spaces[0].coveredBytes() : null,
                tcp ? server.payloadBytes() - spaces[1].coveredBytes() : null,
                tcp ? stateWord(events, clientIsHigh, client, server) : null,
                endReason(connection, tcp, events, siteEndNanos),
                initialRoundTrip(connection),
                dialogue.protocol(),
                torEvidence(tcp, dialogue),
                connection.vlan(),
                connection.tunnel(),
                dialogue.proxy(),
                dialogue.starttls(),
                dialogue.tls(),
                dialogue.anomalies(),
                connection.captures());
    }

    /** A name alone tells little, so that it counts only where there is no certificate. */
    private String torEvidence(boolean tcp, DialoguePart dialogue) {
        if (TorWatch.PROTOCOL.equals(dialogue.protocol())) {
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

    /** The SYN tells who is the client, else the SYN-ACK, else a hello, else the first packet. */
    private static boolean clientIsHigh(
            ConnectionPart connection, DialoguePart dialogue, long events) {
        boolean lowSyn = TcpEvents.has(events, TcpState.Event.SYN, false);
        boolean highSyn = TcpEvents.has(events, TcpState.Event.SYN, true);
        if (lowSyn != highSyn) {
            return highSyn;
        }
        if (!lowSyn && TcpEvents.has(events, TcpState.Event.SYN_ACK, false)) {
            return true;
        }
        if (!lowSyn && TcpEvents.has(events, TcpState.Event.SYN_ACK, true)) {
            return false;
        }
        if (dialogue.clientIsHigh() != null) {
            return dialogue.clientIsHigh();
        }
        return connection.firstFromHigh();
    }

    private static String stateWord(
            long events, boolean clientIsHigh, SidePart client, SidePart server) {
        boolean anyPayload = client.payloadBytes() + server.payloadBytes() > 0;
        return TcpEvents.state(events, clientIsHigh).word(anyPayload);
    }

    private String endReason(
            ConnectionPart connection, boolean tcp, long events, long siteEndNanos) {
        if (tcp && TcpEvents.isClosed(events)) {
            boolean fins =
                    TcpEvents.has(events, TcpState.Event.FIN, false)
                            && TcpEvents.has(events, TcpState.Event.FIN, true);
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

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
