package org.tlscensus.core.row;

import java.time.Instant;

/** A row of the table of signed certificate timestamps. */
@Meaning(
        "One row per signed certificate timestamp (RFC 6962) of a certificate sent first in a chain")
public record SctRow(
        @Meaning("SHA-256 of the certificate, hex") String certificateSha256,
        @Meaning("Where it came from: certificate, extension of TLS, or stapled ocsp")
                String source,
        @Meaning("Place in its list, from 0") int position,
        @Meaning("The log's id, hex; NULL for an unknown version") String logId,
        @Meaning("When the log promised to hold the certificate") Instant sctTime,
        @Meaning("The log, as the list describes it; NULL when the list does not have it")
                String log,
        @Meaning("Who runs the log, by the list") String operator,
        @Meaning("State of the log by the list: usable, qualified, readonly, retired, …")
                String logState,
        @Meaning("Since when it is in that state") Instant logStateSince,
        @Meaning("valid or invalid by the log's key; unchecked when that cannot be told")
                String signature,
        @Meaning("Why the signature is not valid; NULL when it is") String reason,
        @Meaning("Start of the first connection that had the certificate") Instant firstSeen) {}
