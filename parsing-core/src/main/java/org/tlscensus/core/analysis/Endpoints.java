package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.flow.TcpState;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.wire.AddressText;

/** Which end of a whole connection is the client, and where both are. */
record Endpoints(
        boolean clientIsHigh,
        String clientAddress,
        int clientPort,
        String serverAddress,
        int serverPort) {

    static Endpoints of(ConnectionPart connection) {
        return of(connection, clientIsHigh(connection));
    }

    /** The TLS client as the client: mostly, but not always, who opened the connection. */
    static Endpoints ofTls(ConnectionPart connection) {
        DialoguePart dialogue = connection.dialogue();
        return dialogue == null || dialogue.helloFromHigh() == null
                ? of(connection)
                : of(connection, dialogue.helloFromHigh());
    }

    private static Endpoints of(ConnectionPart connection, boolean clientIsHigh) {
        long[] flow = FlowKey.fromBytes(connection.flowKey());
        boolean isOfLan = FlowKey.isOfLan(flow);
        String low = isOfLan ? AddressText.mac(flow[1]) : AddressText.of(flow[0], flow[1]);
        String high = isOfLan ? AddressText.mac(flow[3]) : AddressText.of(flow[2], flow[3]);
        int lowPort = (int) (flow[4] >>> 24 & 0xffff);
        int highPort = (int) (flow[4] >>> 8 & 0xffff);
        return clientIsHigh
                ? new Endpoints(true, high, highPort, low, lowPort)
                : new Endpoints(false, low, lowPort, high, highPort);
    }

    /**
     * The SYN tells who is the client, else the SYN-ACK, else a hello, else an HTTP message, else
     * the first packet.
     */
    private static boolean clientIsHigh(ConnectionPart connection) {
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
            if (message.isRequest() && message.message() != null) {
                return message.fromHigh();
            }
            if (message.kind().equals(MessagePart.RESPONSE)) {
                return !message.fromHigh();
            }
        }
        return connection.firstFromHigh();
    }
}
