package org.tlscensus.core.flow;

/**
 * A TCP connection as an observer knows it who may have missed any segment (RFC 9293 section
 * 3.3.2): a state per end.
 */
public record TcpState(End client, End server) {
    /** What a segment says of the connection. */
    public enum Event {
        SYN,
        SYN_ACK,
        FIN,
        RST,
        /** Any other segment. */
        DATA
    }

    /** What one end is known to have done. */
    public enum End {
        /** Sent nothing. */
        SILENT,
        /** Sent segments, of a connection whose beginning was not seen. */
        MIDWAY,
        SYN_SENT,
        SYN_ACK_SENT,
        ESTABLISHED,
        /** Sent its FIN. */
        CLOSED,
        /** Sent an RST. */
        RESET;

        boolean isUnopened() {
            return this == SILENT || this == MIDWAY;
        }
    }

    /** Before the first segment. */
    public static final TcpState NEW = new TcpState(End.SILENT, End.SILENT);

    /** The next state. An event out of place keeps the state. */
    public TcpState after(Event event, boolean fromClient) {
        End sender = fromClient ? client : server;
        End receiver = fromClient ? server : client;
        return switch (event) {
            case SYN -> {
                if (!sender.isUnopened()) {
                    yield this;
                }
                boolean isAnswered = receiver == End.SYN_ACK_SENT; // which was seen first
                yield isAnswered
                        ? new TcpState(End.ESTABLISHED, End.ESTABLISHED)
                        : with(fromClient, End.SYN_SENT, receiver);
            }
            case SYN_ACK ->
                    switch (receiver) {
                        case SYN_SENT -> new TcpState(End.ESTABLISHED, End.ESTABLISHED);
                        case SILENT, MIDWAY ->
                                sender.isUnopened()
                                        ? with(fromClient, End.SYN_ACK_SENT, receiver)
                                        : this;
                        case SYN_ACK_SENT, ESTABLISHED, CLOSED, RESET -> this;
                    };
            case FIN -> sender == End.RESET ? this : with(fromClient, End.CLOSED, receiver);
            case RST -> sender == End.CLOSED ? this : with(fromClient, End.RESET, receiver);
            case DATA -> sender == End.SILENT ? with(fromClient, End.MIDWAY, receiver) : this;
        };
    }

    private static TcpState with(boolean fromClient, End sender, End receiver) {
        return fromClient ? new TcpState(sender, receiver) : new TcpState(receiver, sender);
    }

    /**
     * The state in Zeek's words ({@code conn_state}): S0 S1 SF REJ S2 S3 RSTO RSTR RSTOS0 RSTRH SH
     * SHR OTH.
     *
     * @param anyPayload whether either end sent payload: an RST for an RST without any is a
     *     rejection
     */
    public String word(boolean anyPayload) {
        if (server == End.RESET) {
            if (client == End.SYN_SENT || client == End.SYN_ACK_SENT) {
                return "REJ";
            }
            if (client == End.RESET && !anyPayload) {
                return "REJ";
            }
            return client.isUnopened() ? "RSTRH" : "RSTR";
        }
        if (client == End.RESET) {
            return server.isUnopened() ? "RSTOS0" : "RSTO";
        }
        if (client == End.CLOSED) {
            if (server == End.CLOSED) {
                return "SF";
            }
            return server.isUnopened() ? "SH" : "S2";
        }
        if (server == End.CLOSED) {
            return client.isUnopened() ? "SHR" : "S3";
        }
        if (client == End.SYN_SENT && server == End.SILENT) {
            return "S0";
        }
        return client == End.ESTABLISHED && server == End.ESTABLISHED ? "S1" : "OTH";
    }
}
