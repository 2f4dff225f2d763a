package org.tlscensus.core.row;

import java.util.List;

/**
 * A DNS query, or an answer to one.
 *
 * @param isAnswer whether the server sent it
 * @param exchange which query an answer belongs to: server, ports and message id
 * @param name what was asked for, lower case
 * @param type of the question, IANA number
 * @param timeNanos when it was there, nanoseconds since the epoch
 * @param answers what it says; empty for a query
 */
public record LookupPart(
        boolean isAnswer,
        String clientAddress,
        String exchange,
        String name,
        int type,
        long timeNanos,
        List<NameAnswer> answers) {}
