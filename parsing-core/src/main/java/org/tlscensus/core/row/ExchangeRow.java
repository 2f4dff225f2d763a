package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** What the packets alone tell of an OCSP exchange: the columns of {@code ocsp} without labels. */
@Meaning("One row per OCSP exchange or stapled response, and per single response in it")
public record ExchangeRow(
        @Meaning(
                        "Hash of connection, kind and place in it, 32 hex digits; the same in"
                                + " every run")
                String exchangeId,
        @Meaning("The connection that carried it") String connectionId,
        @Meaning(
                        "http_get, http_post or stapled; NULL for a response whose request was"
                                + " not seen")
                String via,
        @Meaning("Who asks; of a staple: the TLS client") String clientAddress,
        @Meaning("Port of the client") int clientPort,
        @Meaning("Who answers; of a staple: the TLS server") String serverAddress,
        @Meaning("Port of the server") int serverPort,
        @Meaning("Host of the request, from its URI or its Host field") String host,
        @Meaning("Path of the request as sent") String urlPath,
        @Meaning(
                        "Responder as certificates name it: host and path without the request,"
                                + " lower case, no scheme, no trailing slashes")
                String responderUri,
        @Meaning("User-Agent of the request") String userAgent,
        @Meaning("First packet of the connection; NULL when its SYN was not seen")
                Instant connectionStartTime,
        @Meaning("First byte of the request") Instant requestTime,
        @Meaning("When all of the request was there") Instant requestEndTime,
        @Meaning("First byte of the response; of a staple: when it was there") Instant responseTime,
        @Meaning("When all of the response was there") Instant responseEndTime,
        @Meaning("Seconds from request_time to response_time") Double latency,
        @Meaning(
                        "Seconds from the SYN to the ACK of the SYN-ACK, of the first OCSP"
                                + " request on a connection")
                Double connectionSetup,
        @Meaning(
                        "An OCSP request came before on the connection; NULL when its beginning"
                                + " was not seen")
                Boolean connectionReused,
        @Meaning(
                        "Seconds to response_end_time: from the SYN for the first OCSP request on"
                                + " a connection, else from request_end_time")
                Double lookupTime,
        @Meaning("Status of the HTTP response") Integer httpStatus,
        @Meaning("max-age of the HTTP response, seconds") Long cacheControlMaxAge,
        @Meaning(
                        "Age or X-Cache of the HTTP response tell that a cache had it; NULL when"
                                + " there is neither")
                Boolean fromCache,
        @Meaning(
                        "successful, malformed_request, internal_error, try_later, sig_required"
                                + " or unauthorized")
                String responseStatus,
        @Meaning("Who signed: its name (RFC 4514), or the SHA-1 of its key, hex")
                String responderId,
        @Meaning("When the response was signed") Instant producedAt,
        @Meaning("Signature algorithm, e.g. sha256WithRSAEncryption") String signatureAlgorithm,
        @Meaning("The request has a nonce (RFC 8954)") Boolean nonce,
        @Meaning("The response has a nonce") Boolean responseNonce,
        @Meaning("Place in the response, from 0; without a response, in the request")
                Integer position,
        @Meaning("Hash of the issuer's name, hex") String issuerNameHash,
        @Meaning("Hash of the issuer's key, hex") String issuerKeyHash,
        @Meaning("Hash of name and key: sha1, sha256, … or the OID") String hashAlgorithm,
        @Meaning("Serial number, hex bytes of its magnitude; - before a negative one")
                String serialNumber,
        @Meaning("good, revoked or unknown") String certificateStatus,
        @Meaning("When it was revoked") Instant revocationTime,
        @Meaning("Why it was revoked: key_compromise, superseded, …") String revocationReason,
        @Meaning("From when the status is known to be right") Instant thisUpdate,
        @Meaning("When newer information will be there") Instant nextUpdate,
        @Meaning(
                        "Signed certificate timestamps (RFC 6962), each as sent, hex; NULL when there are none")
                List<String> scts,
        @Meaning("What does not parse of request or response; NULL when all does")
                String parseError) {}
