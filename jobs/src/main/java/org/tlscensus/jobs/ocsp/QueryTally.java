package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.tlscensus.core.dns.DnsMessage;
import org.tlscensus.core.dns.DnsType;
import org.tlscensus.core.dns.LookupPurpose;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.jobs.schema.NameQueryRow;

/**
 * DNS queries and answers of a client on a day, of one type and purpose.
 *
 * @param isProvisional whether they come again when the site is read on
 * @param client null for clients that are counted already
 * @param counts with the number of clients
 */
record QueryTally(boolean isProvisional, String client, NameQueryRow counts) {

    /** A query or answer. */
    static QueryTally of(SitedLookup sited) {
        LookupPart lookup = sited.lookup();
        boolean isAnswer = lookup.isAnswer();
        int code = isAnswer ? lookup.responseCode() : 0;
        NameQueryRow counts =
                new NameQueryRow(
                        LocalDate.ofEpochDay(
                                Math.floorDiv(lookup.timeNanos(), TimeUnit.DAYS.toNanos(1))),
                        lookup.transport(),
                        DnsType.word(lookup.type()),
                        LookupPurpose.of(lookup.name(), lookup.type()),
                        isAnswer ? 0 : 1,
                        isAnswer ? 1 : 0,
                        lookup.hasRecords() ? 1 : 0,
                        code == DnsMessage.NXDOMAIN ? 1 : 0,
                        code != 0 && code != DnsMessage.NXDOMAIN ? 1 : 0,
                        1,
                        sited.site());
        return new QueryTally(sited.isProvisional(), lookup.clientAddress(), counts);
    }

    /** Counts together that are of the same client, or of clients that are counted. */
    QueryTally and(QueryTally other) {
        NameQueryRow sum = counts.and(other.counts);
        return new QueryTally(isProvisional, client, client == null ? sum : ofOneClient(sum));
    }

    /** The same of a client that is told apart no longer. */
    QueryTally counted() {
        return new QueryTally(isProvisional, null, counts);
    }

    static NameQueryRow ofOneClient(NameQueryRow counts) {
        return new NameQueryRow(
                counts.date(),
                counts.transport(),
                counts.type(),
                counts.purpose(),
                counts.queries(),
                counts.answers(),
                counts.answersWithRecords(),
                counts.nxdomain(),
                counts.otherErrors(),
                1,
                counts.site());
    }
}
