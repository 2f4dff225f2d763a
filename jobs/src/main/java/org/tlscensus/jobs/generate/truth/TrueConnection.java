package org.tlscensus.jobs.generate.truth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Columns of the table of connections that the truth states, and its own. */
public record TrueConnection(
        Instant startTime,
        Instant endTime,
        double duration,
        String transport,
        String clientAddress,
        int clientPort,
        String serverAddress,
        int serverPort,
        long clientPackets,
        long serverPackets,
        long clientBytes,
        long serverBytes,
        Long clientMissingBytes,
        Long serverMissingBytes,
        Long clientRetransmittedBytes,
        Long serverRetransmittedBytes,
        String endReason,
        Double initialRtt,
        List<Integer> vlan,
        List<String> tunnel,
        TrueStartTls starttls,
        TrueTls tls,
        String site,
        LocalDate date,
        List<String> ailments,
        String traffic) {}
