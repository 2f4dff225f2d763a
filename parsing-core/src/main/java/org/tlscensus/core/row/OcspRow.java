package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/**
 * What an OCSP message says of one certificate. Of a request, only the columns that a request has
 * are set; a message that speaks of no certificate is one row.
 */
@Meaning("One row per single request or response in an OCSP message")
public record OcspRow(
        @Meaning(
                        "successful, malformed_request, internal_error, try_later, sig_required or"
                                + " unauthorized")
                String responseStatus,
        @Meaning("Who answers: its name (RFC 4514), or the SHA-1 of its key, hex")
                String responderId,
        @Meaning("When the response was signed") Instant producedAt,
        @Meaning("Signature algorithm, e.g. sha256WithRSAEncryption") String signatureAlgorithm,
        @Meaning("A nonce is there (RFC 8954)") Boolean nonce,
        @Meaning("Place among those of the message, from 0") Integer position,
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
        @Meaning("What does not parse, NULL when all does") String parseError) {}
