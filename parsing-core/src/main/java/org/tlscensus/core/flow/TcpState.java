package org.tlscensus.core.flow;

/**
 * A TCP connection as an observer knows it who may have missed any segment (RFC 9293 section
 * 3.3.2): a state per end.
 */
public record TcpState(EndState client, EndState server) {
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
    public enum EndState {
        /** Sent nothing. */
        SILENT,
        /** Sent segments, of a connection whose beginning was not seen. */
        MIDWAY,
        SYN_SENT,
        SYN_ACK_SENT,
        ESTABLISHED,
        /** Sent its FIN. */
        CLOSED,
        /** Sent an RST behind its SYN, and nothing that opened the connection. */
        SYN_RESET,
        /** Sent an RST behind its FIN. */
        CLOSED_RESET,
        /** Sent an RST. */
        RESET;

        boolean isUnopened() {
            return this == SILENT || this == MIDWAY;
        }

        boolean isReset() {
            return this == SYN_RESET || this == CLOSED_RESET || this == RESET;
        }

        private EndState afterRst() {
            return switch (this) {
                case SYN_SENT -> SYN_RESET;
                case CLOSED -> CLOSED_RESET;
                case SYN_RESET, CLOSED_RESET, RESET -> this;
                case SILENT, MIDWAY, SYN_ACK_SENT, ESTABLISHED -> RESET;
            };
        }
    }

    /** Before the first segment. */
    public static final TcpState NEW = new TcpState(EndState.SILENT, EndState.SILENT);

    /** The next state. An event out of place keeps the state. */
    public TcpState after(Event event, boolean fromClient) {
        EndState sender = fromClient ? client : server;
        EndState receiver = fromClient ? server : client;
        return switch (event) {
            case SYN -> {
                if (!sender.isUnopened()) {
                    yield this;
                }
                boolean isAnswered = receiver == EndState.SYN_ACK_SENT; // which was seen first
                yield isAnswered
                        ? new TcpState(EndState.ESTABLISHED, EndState.ESTABLISHED)
                        : with(fromClient, EndState.SYN_SENT, receiver);
            }
            case SYN_ACK ->
                    switch (receiver) {
                        case SYN_SENT -> new TcpState(EndState.ESTABLISHED, EndState.ESTABLISHED);
                        case SILENT, MIDWAY ->
                                sender.isUnopened()
                                        ? with(fromClient, EndState.SYN_ACK_SENT, receiver)
                                        : this;
                        case SYN_ACK_SENT, ESTABLISHED, CLOSED, SYN_RESET, CLOSED_RESET, RESET ->
                                this;
                    };
            case FIN -> afterFin(fromClient, sender, receiver);
            case RST -> {
                boolean isOver = sender == EndState.CLOSED && receiver == EndState.CLOSED;
                yield isOver ? this : with(fromClient, sender.afterRst(), receiver);
            }
            case DATA -> {
                if (sender != EndState.SILENT) {
                    yield this;
                }
                boolean answersSynAck = receiver == EndState.SYN_ACK_SENT; // the SYN was missed
                yield answersSynAck
                        ? new TcpState(EndState.ESTABLISHED, EndState.ESTABLISHED)
                        : with(fromClient, EndState.MIDWAY, receiver);
            }
        };
    }

    /** A FIN that answers one behind which an RST came makes it a normal end. */
    private TcpState afterFin(boolean fromClient, EndState sender, EndState receiver) {
        if (sender.isReset() || sender == EndState.CLOSED) {
            return this;
        }
        boolean answers =
                receiver == EndState.CLOSED_RESET
                        && (sender == EndState.ESTABLISHED || sender == EndState.MIDWAY);
        return with(fromClient, EndState.CLOSED, answers ? EndState.CLOSED : receiver);
    }

    private static TcpState with(boolean fromClient, EndState sender, EndState receiver) {
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
        if (server.isReset()) {
            if (client == EndState.SYN_SENT || client == EndState.SYN_ACK_SENT) {
                return "REJ";
            }
            if (client.isReset() && !anyPayload) {
                return "REJ";
            }
            return client.isUnopened() ? "RSTRH" : "RSTR";
        }
        if (client.isReset()) {
            if (server.isUnopened()) {
                return client == EndState.SYN_RESET ? "RSTOS0" : "OTH";
            }
            return "RSTO";
        }
        if (client == EndState.CLOSED) {
            if (server == EndState.CLOSED) {
                return "SF";
            }
            return server.isUnopened() ? "SH" : "S2";
        }
        if (server == EndState.CLOSED) {
            return client.isUnopened() ? "SHR" : "S3";
        }
        if (client == EndState.SYN_SENT && server == EndState.SILENT) {
            return "S0";
        }
        return client == EndState.ESTABLISHED && server == EndState.ESTABLISHED ? "S1" : "OTH";
    }
}
