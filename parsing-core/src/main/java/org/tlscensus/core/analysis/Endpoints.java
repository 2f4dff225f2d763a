package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.wire.AddressText;

/**
 * Which end of a whole connection is the client, and where both are.
 *
 * @param mayServerBeClient whether the server is a client too, or may be: it sent the ClientHello
 *     on a connection that the other end opened, an FTP server opened it for data, or nothing but
 *     the first packet tells who is who
 */
public record Endpoints(
        End clientEnd,
        String clientAddress,
        int clientPort,
        String serverAddress,
        int serverPort,
        boolean mayServerBeClient) {
    /** The port that an FTP server opens connections for data from (RFC 959 section 3.2, IANA). */
    private static final int FTP_DATA = 20;

    private static final int FTPS_DATA = 989;

    static Endpoints of(ConnectionPart connection) {
        End client = clientByRole(connection);
        End first = End.of(connection.firstFromHigh());
        return of(connection, client == null ? first : client, client);
    }

    /** The TLS client as the client: mostly, but not always, who opened the connection. */
    public static Endpoints ofTls(ConnectionPart connection) {
        DialoguePart dialogue = connection.dialogue();
        return dialogue == null || dialogue.helloFromHigh() == null
                ? of(connection)
                : of(connection, End.of(dialogue.helloFromHigh()), clientByRole(connection));
    }

    private static Endpoints of(ConnectionPart connection, End clientEnd, End clientByRole) {
        long[] flow = FlowKey.fromBytes(connection.flowKey());
        boolean isOfLan = FlowKey.isOfLan(flow);
        String low = isOfLan ? AddressText.mac(flow[1]) : AddressText.of(flow[0], flow[1]);
        String high = isOfLan ? AddressText.mac(flow[3]) : AddressText.of(flow[2], flow[3]);
        int lowPort = FlowKey.port(flow, End.LOW);
        int highPort = FlowKey.port(flow, End.HIGH);
        boolean mayBeClient = mayServerBeClient(connection.dialogue(), clientByRole, flow);
        return clientEnd.isHigh()
                ? new Endpoints(End.HIGH, high, highPort, low, lowPort, mayBeClient)
                : new Endpoints(End.LOW, low, lowPort, high, highPort, mayBeClient);
    }

    private static boolean mayServerBeClient(DialoguePart dialogue, End clientByRole, long[] flow) {
        if (clientByRole == null) {
            return true;
        }
        Boolean helloFromHigh = dialogue == null ? null : dialogue.helloFromHigh();
        int openerPort = FlowKey.port(flow, clientByRole);
        boolean isFtpData =
                FlowKey.isTcp(flow) && (openerPort == FTP_DATA || openerPort == FTPS_DATA);
        return isFtpData || helloFromHigh != null && End.of(helloFromHigh) != clientByRole;
    }

    /** What tables tell of the client's address. */
    String toldClient(Naming naming) {
        return naming.toldClient(clientAddress);
    }

    /** What tables tell of the server's address. */
    String toldServer(Naming naming) {
        return mayServerBeClient ? naming.toldClient(serverAddress) : serverAddress;
    }

    /**
     * Which end is the client: the SYN tells, else the SYN-ACK, else a hello, else an HTTP message.
     * Null when none of them does: then it is taken to be who sent the first packet.
     */
    private static End clientByRole(ConnectionPart connection) {
        long events = TcpEvents.join(TcpEvents.NONE, connection.events());
        boolean lowSyn = TcpEvents.has(events, TcpState.Event.SYN, End.LOW);
        boolean highSyn = TcpEvents.has(events, TcpState.Event.SYN, End.HIGH);
        if (lowSyn != highSyn) {
            return End.of(highSyn);
        }
        if (!lowSyn && TcpEvents.has(events, TcpState.Event.SYN_ACK, End.LOW)) {
            return End.HIGH;
        }
        if (!lowSyn && TcpEvents.has(events, TcpState.Event.SYN_ACK, End.HIGH)) {
            return End.LOW;
        }
        DialoguePart dialogue = connection.dialogue();
        if (dialogue != null && dialogue.clientIsHigh() != null) {
            return End.of(dialogue.clientIsHigh());
        }
        for (MessagePart message : connection.messages()) {
            if (message.isRequest() && message.standsAlone()) {
                return End.of(message.fromHigh());
            }
            if (message.isTelling()) {
                return End.of(!message.fromHigh());
            }
        }
        return null;
    }
}
