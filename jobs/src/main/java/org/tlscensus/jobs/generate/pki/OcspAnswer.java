package org.tlscensus.jobs.generate.pki;

import java.time.Instant;

/**
 * A request for a certificate's status, the response, and what is in both: columns of the table of
 * OCSP.
 */
public record OcspAnswer(
        byte[] request,
        byte[] response,
        String responderId,
        Instant producedAt,
        String signatureAlgorithm,
        String issuerNameHash,
        String issuerKeyHash,
        String serialNumber,
        String certificateStatus,
        Instant revocationTime,
        String revocationReason,
        Instant thisUpdate,
        Instant nextUpdate) {}
