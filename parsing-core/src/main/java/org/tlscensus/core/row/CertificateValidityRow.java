package org.tlscensus.core.row;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A row of the table of verdicts on chains. */
@Meaning("One row per distinct chain as sent, side that sent it, day and trust store")
public record CertificateValidityRow(
        @Meaning("SHA-256 of each certificate as sent, hex") List<String> chain,
        @Meaning("SHA-256 of the first certificate, hex") String leafSha256,
        @Meaning("Who sent it, and is judged by it: server or client") String side,
        @Meaning("UTC day for which it was judged") LocalDate date,
        @Meaning(
                        "Moment at which it was judged: the first connection of the day that had the chain")
                Instant judgedAt,
        @Meaning("Name of the trust store") String trustStore,
        @Meaning("What was accepted: default, as in 2016, or strict") String policy,
        @Meaning("verifiable, expired, self_signed or broken") String verdict,
        @Meaning("Why, in words of a documented list") String reason,
        @Meaning("SHA-256 of each certificate of the path that was built, leaf first, hex")
                List<String> path,
        @Meaning("A certificate that was not sent, and is no anchor, was needed") boolean usedPool,
        @Meaning("SHA-256 of the trust anchor where the path ends, hex") String anchor) {}
