package org.tlscensus.core.row;

import java.util.List;

/**
 * A DNS query, or an answer to one.
 *
 * @param isAnswer whether the server sent it
 * @param transport {@link #UDP} or {@link #TCP}
 * @param exchange which query an answer belongs to: server, ports and message id
 * @param name what was asked for, lower case
 * @param type of the question, IANA number
 * @param timeNanos when it was there, nanoseconds since the epoch
 * @param responseCode of an answer, IANA number; NULL for a query
 * @param hasRecords whether an answer has records of the type that was asked for
 * @param answers what it says of addresses and services; empty for a query
 */
public record LookupPart(
        boolean isAnswer,
        String transport,
        String clientAddress,
        String exchange,
        String name,
        int type,
        long timeNanos,
        Integer responseCode,
        boolean hasRecords,
        List<NameAnswer> answers) {

    public static final String UDP = "udp";
    public static final String TCP = "tcp";
}
