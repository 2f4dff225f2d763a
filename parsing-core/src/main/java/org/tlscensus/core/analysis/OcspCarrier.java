package org.tlscensus.core.analysis;

import java.time.Instant;
import java.util.Locale;
import org.tlscensus.core.ocsp.OcspRequest;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.wire.EpochNanos;

/**
 * What carried an OCSP message, with its times: an HTTP exchange, or a TLS handshake. What it does
 * not have is null.
 */
record OcspCarrier(
        String via,
        String host,
        String path,
        String responderUri,
        String userAgent,
        Instant connectionStart,
        Instant request,
        Instant requestEnd,
        Instant response,
        Instant responseEnd,
        Double latency,
        Double connectionSetup,
        Boolean isReused,
        Double lookup,
        Integer status,
        Long maxAge,
        Boolean fromCache,
        Boolean nonce) {
    static final String STAPLED = "stapled";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final MessagePart UNSEEN =
            new MessagePart(
                    null, false, 0, null, null, 0, null, null, null, null, null, null, null, null,
                    null, null, null, null, null, null);

    /**
     * @param asked the request, when it could be read
     * @param isRequestBefore whether there was an OCSP request before on the connection
     */
    static OcspCarrier of(
            ConnectionPart connection,
            Exchanges.Exchange exchange,
            OcspRequest asked,
            boolean isRequestBefore) {
        MessagePart request = exchange.request() == null ? UNSEEN : exchange.request();
        MessagePart response = exchange.response() == null ? UNSEEN : exchange.response();
        Long start = startNanos(connection);
        Long requestFirst = firstNanos(exchange.request());
        Long responseFirst = firstNanos(exchange.response());
        Boolean isReused = null;
        if (exchange.request() != null && (isRequestBefore || start != null)) {
            isReused = isRequestBefore;
        }
        boolean isFirst = Boolean.FALSE.equals(isReused);
        Long lookupStart = isFirst ? start : request.lastNanos();
        return new OcspCarrier(
                request.kind(),
                request.host(),
                request.target(),
                responderUri(request),
                request.userAgent(),
                instant(start),
                instant(requestFirst),
                instant(request.lastNanos()),
                instant(responseFirst),
                instant(response.lastNanos()),
                seconds(requestFirst, responseFirst),
                isFirst ? seconds(connection.synNanos(), connection.handshakeAckNanos()) : null,
                isReused,
                isReused == null ? null : seconds(lookupStart, response.lastNanos()),
                response.status(),
                response.maxAge(),
                response.fromCache(),
                asked == null ? null : asked.nonce());
    }

    /** A TLS handshake. */
    static OcspCarrier stapled(ConnectionPart connection, long timeNanos) {
        return new OcspCarrier(
                STAPLED,
                null,
                null,
                null,
                null,
                instant(startNanos(connection)),
                null,
                null,
                instant(timeNanos),
                instant(timeNanos),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Long firstNanos(MessagePart message) {
        return message == null ? null : (Long) message.firstNanos();
    }

    private static Long startNanos(ConnectionPart connection) {
        return connection.opening().equals(ConnectionPart.SYN)
                ? (Long) connection.startNanos()
                : connection.synNanos();
    }

    static Double seconds(Long from, Long to) {
        return from == null || to == null ? null : (Double) ((to - from) / NANOS_PER_SECOND);
    }

    private static Instant instant(Long nanos) {
        return nanos == null ? null : EpochNanos.instant(nanos);
    }

    private static String responderUri(MessagePart request) {
        return request.host() == null || request.responderPath() == null
                ? null
                : responderUri(request.host() + request.responderPath());
    }

    /** See {@link OcspRows#responderUri}. */
    static String responderUri(String uri) {
        String plain = uri.toLowerCase(Locale.ROOT);
        int scheme = plain.indexOf("://");
        if (scheme >= 0) {
            plain = plain.substring(scheme + 3);
        }
        int slash = plain.indexOf('/');
        String host = slash < 0 ? plain : plain.substring(0, slash);
        String path = slash < 0 ? "" : plain.substring(slash);
        if (host.endsWith(":80")) {
            host = host.substring(0, host.length() - 3);
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return host + path.substring(0, end);
    }
}
