package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.CrlPart;
import org.tlscensus.core.row.CrlRow;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.x509.CrlFields;

/** Makes the rows of downloads of revocation lists, of connections that are whole. */
public final class CrlRows {
    private static final CrlFields NOTHING =
            new CrlFields(null, null, null, null, null, null, null);

    private final ConnectionPart connection;
    private final Endpoints ends;
    private final Naming naming;
    private final String connectionId;

    private CrlRows(String site, ConnectionPart connection, Naming naming) {
        this.connection = connection;
        this.naming = naming;
        ends = Endpoints.of(connection);
        connectionId = ConnectionIds.connectionId(site, connection, naming);
    }

    /** The rows of all downloads of a connection. */
    public static List<CrlPart> of(String site, ConnectionPart connection, Naming naming) {
        List<CrlPart> rows = new ArrayList<>(0);
        CrlRows made = null;
        for (Exchanges.Exchange exchange : Exchanges.of(connection.messages())) {
            if (exchange.isOfList()) {
                made = made == null ? new CrlRows(site, connection, naming) : made;
                MessagePart response = exchange.response();
                rows.add(
                        new CrlPart(made.row(exchange), response == null ? null : response.list()));
            }
        }
        return rows;
    }

    private CrlRow row(Exchanges.Exchange exchange) {
        MessagePart response = exchange.response();
        boolean isList = response != null && response.kind().equals(MessagePart.LIST);
        CrlFields fields = isList ? CrlFields.parse(response.message()) : NOTHING;
        OcspCarrier carrier = OcspCarrier.of(connection, exchange, null, true);
        return new CrlRow(
                id(exchange),
                connectionId,
                ends.toldClient(naming),
                ends.clientPort(),
                ends.toldServer(naming),
                ends.serverPort(),
                carrier.host(),
                url(exchange.request()),
                naming.tellsUserAgents() ? carrier.userAgent() : null,
                carrier.request(),
                carrier.requestEnd(),
                carrier.response(),
                carrier.responseEnd(),
                carrier.latency(),
                OcspCarrier.seconds(
                        exchange.request() == null ? null : exchange.request().firstNanos(),
                        response == null ? null : response.lastNanos()),
                carrier.status(),
                response == null ? null : response.bodyBytes(),
                carrier.maxAge(),
                response == null ? null : response.age(),
                carrier.fromCache(),
                fields.issuer(),
                fields.thisUpdate(),
                fields.nextUpdate(),
                fields.number(),
                fields.isDelta(),
                fields.signatureAlgorithm(),
                isList ? response.entries() : null,
                errors(response, fields));
    }

    private String id(Exchanges.Exchange exchange) {
        MessagePart request = exchange.request();
        MessagePart first = request != null ? request : exchange.response();
        return ConnectionIds.exchangeId(
                connectionId,
                request != null ? "request" : "response",
                first.sequenceNumber(),
                first.firstNanos());
    }

    private static String url(MessagePart request) {
        if (request == null) {
            return null;
        }
        return request.host() == null
                ? request.target()
                : "http://" + request.host() + request.target();
    }

    private static String errors(MessagePart response, CrlFields fields) {
        List<String> errors = new ArrayList<>(2);
        if (response != null && response.error() != null) {
            errors.add(response.error());
        }
        if (fields.parseError() != null) {
            errors.add(fields.parseError());
        }
        return errors.isEmpty() ? null : String.join("; ", errors);
    }
}
