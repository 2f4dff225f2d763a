package org.tlscensus.core.http;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.tlscensus.core.wire.ParseException;

/**
 * What is needed of a message's start line and fields. A field that is not there is null.
 *
 * @param method of a request; null for a response
 * @param target of a request as sent (RFC 9112 section 3.2)
 * @param status of a response; 0 for a request
 * @param contentLength bytes of the body; -1 when it is not said, or not by a number
 * @param isChunked whether the body comes in chunks
 * @param maxAge seconds by Cache-Control
 * @param age seconds that a cache has had it (RFC 9111 section 5.1)
 * @param fromCache whether an Age or X-Cache field says so; null when there is no such field
 */
public record HttpHeader(
        String method,
        String target,
        int status,
        String host,
        String userAgent,
        String contentType,
        String contentEncoding,
        long contentLength,
        boolean isChunked,
        Long maxAge,
        Long age,
        Boolean fromCache) {
    /** The second is what servers said before there was a standard. */
    private static final List<String> LIST_TYPES =
            List.of("application/pkix-crl", "application/x-pkcs7-crl");

    private static final int MAX_DIGITS = 18; // fits into a long

    public boolean isRequest() {
        return method != null;
    }

    /** Whether a response says only that the real one follows (RFC 9110 section 15.2). */
    public boolean isInterim() {
        return status >= 100 && status < 200;
    }

    /** Whether a response has no body whatever its fields say (RFC 9112 section 6.3). */
    boolean isBodiless() {
        return isInterim() || status == 204 || status == 304;
    }

    /** Whether the content type is that of OCSP (RFC 6960 appendix C). */
    boolean isOcspType() {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).contains("application/ocsp-");
    }

    /** Whether a response's content type is that of a revocation list (RFC 2585 section 4). */
    boolean isListType() {
        return contentType != null
                && !isRequest()
                && LIST_TYPES.stream().anyMatch(contentType.toLowerCase(Locale.ROOT)::startsWith);
    }

    /** Reads start line and fields, up to and without the empty line. */
    static HttpHeader parse(byte[] bytes, int offset, int length) throws ParseException {
        // What is not UTF-8 stays readable as far as it is.
        String[] lines =
                new String(bytes, offset, length, StandardCharsets.UTF_8).split("\r?\n", -1);
        String start = lines[0].strip();
        Fields fields = new Fields();
        for (int i = 1; i < lines.length; i++) {
            fields.line(lines[i]);
        }
        int first = start.indexOf(' ');
        int last = start.lastIndexOf(' ');
        if (first < 0) {
            throw new ParseException(BAD_VALUE, "start_line", 0);
        }
        if (start.startsWith("HTTP/1.")) {
            return fields.header(null, null, status(start, first));
        }
        boolean hasVersion = last > first && start.startsWith("HTTP/1.", last + 1);
        if (!hasVersion) {
            throw new ParseException(BAD_VALUE, "request_line", 0);
        }
        return fields.header(
                start.substring(0, first), start.substring(first + 1, last).strip(), 0);
    }

    private static int status(String line, int blank) throws ParseException {
        String code = line.substring(blank).strip();
        if (code.length() > 3) {
            code = code.substring(0, 3);
        }
        long status = number(code);
        if (status < 100) {
            throw new ParseException(BAD_VALUE, "status_code", blank + 1);
        }
        return (int) status;
    }

    /** A decimal number, or -1. */
    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = 10 * value + digit - '0';
        }
        return value;
    }

    /** The fields while they are read; of a repeated one the first counts. */
    private static final class Fields {
        private String host;
        private String userAgent;
        private String contentType;
        private String contentEncoding;
        private long contentLength = -1;
        private boolean isChunked;
        private Long maxAge;
        private Long age;
        private Boolean fromCache;

        void line(String line) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return;
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "host" -> host = host == null ? value : host;
                case "user-agent" -> userAgent = userAgent == null ? value : userAgent;
                case "content-type" -> contentType = contentType == null ? value : contentType;
                case "content-encoding" -> contentEncoding = value.toLowerCase(Locale.ROOT);
                case "content-length" ->
                        contentLength = contentLength < 0 ? number(value) : contentLength;
                case "transfer-encoding" ->
                        isChunked |= value.toLowerCase(Locale.ROOT).contains("chunked");
                case "cache-control" -> cacheControl(value);
                case "age" -> age(value);
                case "x-cache", "x-cache-status", "cf-cache-status" -> cache(value);
                default -> {}
            }
        }

        private void age(String value) {
            long seconds = number(value);
            age = age == null && seconds >= 0 ? (Long) seconds : age;
            fromCache = seconds > 0 || Boolean.TRUE.equals(fromCache);
        }

        private void cache(String value) {
            boolean isHit = value.toLowerCase(Locale.ROOT).contains("hit");
            fromCache = isHit || Boolean.TRUE.equals(fromCache);
        }

        private void cacheControl(String value) {
            for (String directive : value.split(",", -1)) {
                String[] parts = directive.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equalsIgnoreCase("max-age") && maxAge == null) {
                    long seconds = number(parts[1].replace("\"", ""));
                    maxAge = seconds < 0 ? null : seconds;
                }
            }
        }

        HttpHeader header(String method, String target, int status) {
            return new HttpHeader(
                    method,
                    target,
                    status,
                    host,
                    userAgent,
                    contentType,
                    contentEncoding,
                    contentLength,
                    isChunked,
                    maxAge,
                    age,
                    fromCache);
        }
    }
}
