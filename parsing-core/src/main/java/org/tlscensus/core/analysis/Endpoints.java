package org.tlscensus.core.analysis;

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
        boolean clientIsHigh,
        String clientAddress,
        int clientPort,
        String serverAddress,
        int serverPort,
        boolean mayServerBeClient) {
    /** The port that an FTP server opens connections for data from (RFC 959 section 3.2, IANA). */
    private static final int FTP_DATA = 20;

    private static final int FTPS_DATA = 989;

    static Endpoints of(ConnectionPart connection) {
        Boolean client = clientByRole(connection);
        return of(connection, client == null ? connection.firstFromHigh() : client, client);
    }

    /** The TLS client as the client: mostly, but not always, who opened the connection. */
    public static Endpoints ofTls(ConnectionPart connection) {
        DialoguePart dialogue = connection.dialogue();
        return dialogue == null || dialogue.helloFromHigh() == null
                ? of(connection)
                : of(connection, dialogue.helloFromHigh(), clientByRole(connection));
    }

    private static Endpoints of(
            ConnectionPart connection, boolean clientIsHigh, Boolean clientByRole) {
        long[] flow = FlowKey.fromBytes(connection.flowKey());
        boolean isOfLan = FlowKey.isOfLan(flow);
        String low = isOfLan ? AddressText.mac(flow[1]) : AddressText.of(flow[0], flow[1]);
        String high = isOfLan ? AddressText.mac(flow[3]) : AddressText.of(flow[2], flow[3]);
        int lowPort = (int) (flow[4] >>> 24 & 0xffff);
        int highPort = (int) (flow[4] >>> 8 & 0xffff);
        boolean mayBeClient = mayServerBeClient(connection.dialogue(), clientByRole, flow);
        return clientIsHigh
                ? new Endpoints(true, high, highPort, low, lowPort, mayBeClient)
                : new Endpoints(false, low, lowPort, high, highPort, mayBeClient);
    }

    private static boolean mayServerBeClient(
            DialoguePart dialogue, Boolean clientByRole, long[] flow) {
        if (clientByRole == null) {
            return true;
        }
        Boolean hello = dialogue == null ? null : dialogue.helloFromHigh();
        int openerPort = (int) (flow[4] >>> (clientByRole ? 8 : 24) & 0xffff);
        boolean isFtpData =
                FlowKey.isTcp(flow) && (openerPort == FTP_DATA || openerPort == FTPS_DATA);
        return isFtpData || hello != null && !hello.equals(clientByRole);
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
     * Whether the high end is the client: the SYN tells, else the SYN-ACK, else a hello, else an
     * HTTP message. Null when none of them does: then it is taken to be who sent the first packet.
     */
    private static Boolean clientByRole(ConnectionPart connection) {
        long events = TcpEvents.join(TcpEvents.NONE, connection.events());
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
        DialoguePart dialogue = connection.dialogue();
        if (dialogue != null && dialogue.clientIsHigh() != null) {
            return dialogue.clientIsHigh();
        }
        for (MessagePart message : connection.messages()) {
            if (message.isRequest() && message.standsAlone()) {
                return message.fromHigh();
            }
            if (message.isTelling()) {
                return !message.fromHigh();
            }
        }
        return null;
    }
}
