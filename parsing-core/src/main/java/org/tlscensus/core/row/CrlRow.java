package org.tlscensus.core.row;

import java.time.Instant;

/** A download of a revocation list by HTTP, as far as its packets tell. */
@Meaning("One row per download of a certificate revocation list by HTTP")
public record CrlRow(
        @Meaning(
                        "Hash of connection, kind and place in it, 32 hex digits; the same in"
                                + " every run")
                String downloadId,
        @Meaning("The connection that carried it") String connectionId,
        @Meaning("Who asks") String clientAddress,
        @Meaning("Port of the client") int clientPort,
        @Meaning("Who answers") String serverAddress,
        @Meaning("Port of the server") int serverPort,
        @Meaning("Host of the request, from its URI or its Host field") String host,
        @Meaning(
                        "URL that was asked for; NULL when the request was not seen, or has nothing of a"
                                + " list in host or path")
                String url,
        @Meaning("User-Agent of the request") String userAgent,
        @Meaning("First byte of the request") Instant requestTime,
        @Meaning("When all of the request was there") Instant requestEndTime,
        @Meaning("First byte of the response") Instant responseTime,
        @Meaning("When all of the response was there") Instant responseEndTime,
        @Meaning("Seconds from request_time to response_time") Double latency,
        @Meaning("Seconds from request_time to response_end_time") Double downloadTime,
        @Meaning("Status of the HTTP response: 200, 304 (not changed), …") Integer httpStatus,
        @Meaning("Bytes of the response's body that were there, as they were sent") Long bytes,
        @Meaning("max-age of the HTTP response, seconds") Long cacheControlMaxAge,
        @Meaning("Seconds that a cache has had it, by the Age field") Long cacheAge,
        @Meaning(
                        "Age or X-Cache of the HTTP response tell that a cache had it; NULL when"
                                + " there is neither")
                Boolean fromCache,
        @Meaning("Who signed the list (RFC 4514)") String issuer,
        @Meaning("When the list was issued") Instant thisUpdate,
        @Meaning("When the next one will be there") Instant nextUpdate,
        @Meaning("Number of the list, hex") String crlNumber,
        @Meaning("It has only what changed since another list") Boolean isDelta,
        @Meaning("Signature algorithm, e.g. sha256WithRSAEncryption") String signatureAlgorithm,
        @Meaning("Revoked certificates in the list; NULL when not all of them were there")
                Long entries,
        @Meaning("What does not parse of response or list; NULL when all does")
                String parseError) {}
