package org.tlscensus.jobs.generate.truth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Columns of the table of OCSP that the truth states, and its own. */
public record TrueLookup(
        String via,
        String clientAddress,
        int clientPort,
        String serverAddress,
        int serverPort,
        String host,
        String urlPath,
        String responderUri,
        String userAgent,
        Instant connectionStartTime,
        Instant requestTime,
        Instant requestEndTime,
        Instant responseTime,
        Instant responseEndTime,
        Double latency,
        Double connectionSetup,
        Boolean connectionReused,
        Double lookupTime,
        Integer httpStatus,
        Long cacheControlMaxAge,
        String responseStatus,
        String responderId,
        Instant producedAt,
        String signatureAlgorithm,
        Boolean nonce,
        Boolean responseNonce,
        Integer position,
        String issuerNameHash,
        String issuerKeyHash,
        String hashAlgorithm,
        String serialNumber,
        String certificateStatus,
        Instant revocationTime,
        String revocationReason,
        Instant thisUpdate,
        Instant nextUpdate,
        String parseError,
        String site,
        LocalDate date,
        List<String> ailments) {}
