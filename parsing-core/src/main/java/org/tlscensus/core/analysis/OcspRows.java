package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.ocsp.OcspRequest;
import org.tlscensus.core.ocsp.OcspResponse;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.row.OcspRow;
import org.tlscensus.core.row.StapledPart;

/** Makes the rows of OCSP exchanges, of connections that are whole. */
public final class OcspRows {
    private static final OcspRow NOTHING =
            new OcspRow(
                    null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null);

    private final ConnectionPart connection;
    private final Endpoints ends;
    private final Endpoints tlsEnds; // of staples
    private final Naming naming;
    private final String connectionId;
    private final List<ExchangePart> rows = new ArrayList<>();
    private boolean isRequestSeen; // an OCSP request came before

    private OcspRows(String site, ConnectionPart connection, Naming naming) {
        this.connection = connection;
        this.naming = naming;
        ends = Endpoints.of(connection);
        tlsEnds = Endpoints.ofTls(connection);
        connectionId = ConnectionIds.connectionId(site, connection, naming);
    }

    /** The rows of all exchanges and stapled responses of a connection. */
    public static List<ExchangePart> of(String site, ConnectionPart connection, Naming naming) {
        List<Exchanges.Exchange> exchanges =
                Exchanges.of(connection.messages()).stream()
                        .filter(exchange -> !exchange.isOfList())
                        .toList();
        List<StapledPart> stapled =
                connection.dialogue() == null ? List.of() : connection.dialogue().stapled();
        if (exchanges.isEmpty() && stapled.isEmpty()) {
            return List.of();
        }
        OcspRows rows = new OcspRows(site, connection, naming);
        exchanges.forEach(rows::add);
        for (int i = 0; i < stapled.size(); i++) {
            rows.add(i, stapled.get(i));
        }
        return rows.rows;
    }

    /**
     * A responder's URI in the form in which those of requests and certificates are compared: lower
     * case, without scheme, standard port and trailing slashes.
     */
    public static String responderUri(String uri) {
        return OcspCarrier.responderUri(uri);
    }

    /** Whether a connection carried OCSP, or revocation lists, by HTTP. */
    static boolean hasExchange(ConnectionPart connection) {
        return !Exchanges.of(connection.messages()).isEmpty();
    }

    private void add(Exchanges.Exchange exchange) {
        MessagePart request = exchange.request();
        MessagePart response = exchange.response();
        MessagePart first = request != null ? request : response;
        String id =
                ConnectionIds.exchangeId(
                        connectionId,
                        request != null ? "request" : "response",
                        first.sequenceNumber(),
                        first.firstNanos());
        OcspRequest asked =
                request == null || request.message() == null
                        ? null
                        : OcspRequest.parse(request.message());
        OcspCarrier carrier = OcspCarrier.of(connection, exchange, asked, isRequestSeen);
        byte[] answer = response == null ? null : response.message();
        List<String> notes = notes(request, response, answer == null ? null : asked);
        add(id, carrier, singles(asked, answer), answer, notes);
        isRequestSeen |= request != null;
    }

    private void add(int index, StapledPart stapled) {
        String id = ConnectionIds.exchangeId(connectionId, "stapled", index, stapled.timeNanos());
        OcspCarrier carrier = OcspCarrier.stapled(connection, stapled.timeNanos());
        byte[] answer = stapled.response();
        add(id, carrier, OcspResponse.parse(answer).rows(), answer, List.of());
    }

    private void add(
            String id,
            OcspCarrier carrier,
            List<OcspRow> singles,
            byte[] answer,
            List<String> notes) {
        for (int i = 0; i < singles.size(); i++) {
            ExchangeRow row = row(id, carrier, singles.get(i), answer != null, notes);
            String client = naming.client(ends(carrier).clientAddress());
            rows.add(new ExchangePart(row, client, i, answer));
        }
    }

    /** What the response says, or else what the request asks. */
    private static List<OcspRow> singles(OcspRequest asked, byte[] answer) {
        List<OcspRow> requested = asked == null ? List.of(NOTHING) : asked.rows();
        if (answer == null) {
            return requested;
        }
        List<OcspRow> answered = OcspResponse.parse(answer).rows();
        boolean saysNothing = answered.size() == 1 && answered.get(0).position() == null;
        return saysNothing
                ? requested.stream().map(single -> joined(single, answered.get(0))).toList()
                : answered;
    }

    /** A certificate that was asked for, with a response that speaks of none. */
    private static OcspRow joined(OcspRow asked, OcspRow answer) {
        return new OcspRow(
                answer.responseStatus(),
                answer.responderId(),
                answer.producedAt(),
                answer.signatureAlgorithm(),
                answer.nonce(),
                null,
                asked.issuerNameHash(),
                asked.issuerKeyHash(),
                asked.hashAlgorithm(),
                asked.serialNumber(),
                null,
                null,
                null,
                null,
                null,
                null,
                answer.parseError());
    }

    /** What is wrong beside the message of the row. */
    private static List<String> notes(
            MessagePart request, MessagePart response, OcspRequest asked) {
        List<String> notes = new ArrayList<>();
        if (request != null && request.message() == null) {
            notes.add("request: no OCSPRequest");
        }
        if (request != null && request.error() != null) {
            notes.add("request: " + request.error());
        }
        if (asked != null && asked.parseError() != null) {
            notes.add(asked.parseError());
        }
        if (response != null && response.error() != null) {
            notes.add("response: " + response.error());
        }
        return notes;
    }

    private Endpoints ends(OcspCarrier carrier) {
        return OcspCarrier.STAPLED.equals(carrier.via()) ? tlsEnds : ends;
    }

    private ExchangeRow row(
            String id,
            OcspCarrier carrier,
            OcspRow single,
            boolean isAnswered,
            List<String> notes) {
        List<String> errors = new ArrayList<>(notes);
        if (single.parseError() != null) {
            errors.add(single.parseError());
        }
        Endpoints between = ends(carrier);
        return new ExchangeRow(
                id,
                connectionId,
                carrier.via(),
                between.toldClient(naming),
                between.clientPort(),
                between.toldServer(naming),
                between.serverPort(),
                carrier.host(),
                carrier.path(),
                carrier.responderUri(),
                naming.tellsUserAgents() ? carrier.userAgent() : null,
                carrier.connectionStart(),
                carrier.request(),
                carrier.requestEnd(),
                carrier.response(),
                carrier.responseEnd(),
                carrier.latency(),
                carrier.connectionSetup(),
                carrier.isReused(),
                carrier.lookup(),
                carrier.status(),
                carrier.maxAge(),
                carrier.fromCache(),
                single.responseStatus(),
                single.responderId(),
                single.producedAt(),
                single.signatureAlgorithm(),
                carrier.nonce(),
                isAnswered ? single.nonce() : null,
                single.position(),
                single.issuerNameHash(),
                single.issuerKeyHash(),
                single.hashAlgorithm(),
                single.serialNumber(),
                single.certificateStatus(),
                single.revocationTime(),
                single.revocationReason(),
                single.thisUpdate(),
                single.nextUpdate(),
                single.scts(),
                errors.isEmpty() ? null : String.join("; ", errors));
    }
}
