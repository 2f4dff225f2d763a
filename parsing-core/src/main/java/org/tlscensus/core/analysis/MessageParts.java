package org.tlscensus.core.analysis;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.tlscensus.core.dns.DnsRun;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.http.HttpHeader;
import org.tlscensus.core.http.HttpMessage;
import org.tlscensus.core.ocsp.OcspPath;
import org.tlscensus.core.row.MessagePart;

/** Picks the messages that matter for OCSP and DNS, and says where in the connection they are. */
final class MessageParts {
    /** Characters of base64; a request for one certificate has some 90. */
    private static final int SHORTEST_REQUEST = 40;

    private final End from;
    private final int firstSequence;
    private final Integer acknowledged;
    private final Consumer<MessagePart> out;

    /**
     * @param firstSequence sequence number of the run's first byte
     * @param acknowledged by the segment with which the run began, or null
     */
    MessageParts(End from, int firstSequence, Integer acknowledged, Consumer<MessagePart> out) {
        this.from = from;
        this.firstSequence = firstSequence;
        this.acknowledged = acknowledged;
        this.out = out;
    }

    void dns(DnsRun.Framed framed) {
        out.accept(
                new MessagePart(
                        MessagePart.DNS,
                        from.isHigh(),
                        firstSequence + (int) framed.start(),
                        null,
                        null,
                        framed.firstNanos(),
                        framed.lastNanos(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        framed.message(),
                        null,
                        null));
    }

    void http(HttpMessage message) {
        HttpHeader header = message.header();
        if (!header.isRequest()) {
            response(message);
            return;
        }
        Target target = Target.of(header);
        boolean isToResponder =
                target.host() != null && target.host().toLowerCase(Locale.ROOT).contains("ocsp");
        if (header.method().equals("POST")) {
            if (message.content() != null || isToResponder) {
                byte[] content = message.content();
                out.accept(part(MessagePart.POST, message, target, target.path(), content));
            }
            return;
        }
        String listKind = listKind(target);
        if (listKind.equals(MessagePart.LIST_GET) && !looksEncoded(target.path())) {
            out.accept(part(listKind, message, target, null, null));
            return;
        }
        if (!isToResponder && !looksEncoded(target.path())) {
            if (!listKind.isEmpty()) {
                out.accept(part(listKind, message, target, null, null));
            }
            return;
        }
        Optional<OcspPath> found = OcspPath.parse(target.path());
        String responder = found.map(OcspPath::responderPath).orElse(null);
        byte[] request = found.map(OcspPath::request).orElse(null);
        out.accept(part(MessagePart.GET, message, target, responder, request));
    }

    private void response(HttpMessage message) {
        if (message.list() != null) {
            out.accept(part(MessagePart.LIST, message, null, null, message.list().fields()));
            return;
        }
        boolean isOcsp = message.content() != null;
        String kind = isOcsp ? MessagePart.RESPONSE : MessagePart.OTHER_RESPONSE;
        out.accept(part(kind, message, null, null, message.content()));
    }

    /** What a request by GET is as one for a revocation list; empty when it is none. */
    private static String listKind(Target target) {
        String path = target.path().toLowerCase(Locale.ROOT);
        int query = path.indexOf('?');
        boolean isListPath = (query < 0 ? path : path.substring(0, query)).endsWith(".crl");
        if (isListPath) {
            return MessagePart.LIST_GET;
        }
        String host = target.host() == null ? "" : target.host().toLowerCase(Locale.ROOT);
        return host.contains("crl") || path.contains("crl") ? MessagePart.MAYBE_LIST_GET : "";
    }

    /** Whether a path goes on in base64 of the byte that a request begins with, to its end. */
    private static boolean looksEncoded(String path) {
        int start = path.indexOf("/M");
        if (start < 0 || path.length() - start < SHORTEST_REQUEST) {
            return false;
        }
        for (int i = path.length() - SHORTEST_REQUEST; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean isBase64 =
                    c >= 'A' && c <= 'Z'
                            || c >= 'a' && c <= 'z'
                            || c >= '0' && c <= '9'
                            || "+/=%- _".indexOf(c) >= 0;
            if (!isBase64) {
                return false;
            }
        }
        return true;
    }

    private MessagePart part(
            String kind, HttpMessage message, Target target, String responderPath, byte[] content) {
        HttpHeader header = message.header();
        return new MessagePart(
                kind,
                from.isHigh(),
                firstSequence + (int) message.start(),
                message.end() < 0 ? null : firstSequence + (int) message.end(),
                acknowledged,
                message.firstNanos(),
                message.lastNanos(),
                target == null ? null : target.host(),
                target == null ? null : target.path(),
                responderPath,
                header.userAgent(),
                header.isRequest() ? null : header.status(),
                header.maxAge(),
                header.age(),
                header.fromCache(),
                header.isRequest() ? null : (Long) message.bodyBytes(),
                message.list() == null ? null : message.list().entries(),
                content,
                message.list() == null ? null : message.list().whole(),
                message.error());
    }

    /** Host and path of a request, which a proxy is sent as one (RFC 9112 section 3.2.2). */
    private record Target(String host, String path) {
        private static final String SCHEME = "http://";

        static Target of(HttpHeader header) {
            String target = header.target();
            if (!target.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
                return new Target(header.host(), target);
            }
            int slash = target.indexOf('/', SCHEME.length());
            int end = slash < 0 ? target.length() : slash;
            return new Target(
                    target.substring(SCHEME.length(), end),
                    slash < 0 ? "/" : target.substring(slash));
        }
    }
}
