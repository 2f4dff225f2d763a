package org.tlscensus.core.row;

/**
 * A message that a split found in a connection: one half of an exchange by HTTP that is about OCSP
 * or a revocation list, a response that may be the other half, or a DNS message by TCP.
 *
 * @param kind see the constants
 * @param fromHigh which end sent it
 * @param sequenceNumber of its first byte
 * @param endSequence one past its last byte; NULL when that is not known
 * @param acknowledged what its sender had of the other end then: the next sequence number
 * @param firstNanos first byte, nanoseconds since the epoch
 * @param lastNanos when all of it was there; NULL when that was not seen
 * @param target of a request: path as sent
 * @param responderPath of a request: the part of the path that is the responder's
 * @param age of a response: seconds that a cache has had it
 * @param fromCache whether fields of a response say so
 * @param bodyBytes of a response: bytes of the body that were there
 * @param entries of a revocation list; NULL when not all were there
 * @param message the OCSP or DNS message, or the fields of a revocation list without its entries;
 *     NULL for a response that has none, and for a request that only looks like one with it: it
 *     counts when an OCSP response answers it
 * @param list all of a revocation list, in DER; NULL of one that is long or not whole
 * @param error what is wrong with the message around it
 */
public record MessagePart(
        String kind,
        boolean fromHigh,
        int sequenceNumber,
        Integer endSequence,
        Integer acknowledged,
        long firstNanos,
        Long lastNanos,
        String host,
        String target,
        String responderPath,
        String userAgent,
        Integer status,
        Long maxAge,
        Long age,
        Boolean fromCache,
        Long bodyBytes,
        Long entries,
        byte[] message,
        byte[] list,
        String error) {

    public static final String GET = "http_get";
    public static final String POST = "http_post";
    public static final String RESPONSE = "response";

    /** A response without OCSP, which may be the answer to a request with it. */
    public static final String OTHER_RESPONSE = "other_response";

    /** A request for a revocation list, by its path. */
    public static final String LIST_GET = "list_get";

    /** A request that may be for one, by its host: it counts when a list answers it. */
    public static final String MAYBE_LIST_GET = "maybe_list_get";

    /** A response with a revocation list. */
    public static final String LIST = "list";

    public static final String DNS = "dns";

    /** This message without the revocation list's bytes. */
    public MessagePart withoutList() {
        return new MessagePart(
                kind,
                fromHigh,
                sequenceNumber,
                endSequence,
                acknowledged,
                firstNanos,
                lastNanos,
                host,
                target,
                responderPath,
                userAgent,
                status,
                maxAge,
                age,
                fromCache,
                bodyBytes,
                entries,
                message,
                null,
                error);
    }

    public boolean isRequest() {
        return kind.equals(GET) || kind.equals(POST) || isListRequest();
    }

    public boolean isResponse() {
        return isTelling() || kind.equals(OTHER_RESPONSE);
    }

    public boolean isListRequest() {
        return kind.equals(LIST_GET) || kind.equals(MAYBE_LIST_GET);
    }

    /** Whether it is a response with what is looked for. */
    public boolean isTelling() {
        return kind.equals(RESPONSE) || kind.equals(LIST);
    }

    /** Whether it makes a row without the other half. */
    public boolean standsAlone() {
        return message != null || kind.equals(LIST_GET);
    }
}
