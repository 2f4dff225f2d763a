package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.dns.DnsType;
import org.tlscensus.core.row.LookupPart;

/**
 * A DNS query, or that it was answered.
 *
 * @param isProvisional whether it comes again when its site is read on
 * @param exchange which query an answer belongs to
 * @param type of the question, IANA number
 */
record KeptLookup(
        String site,
        boolean isProvisional,
        boolean isAnswer,
        String clientAddress,
        String exchange,
        String name,
        int type,
        long timeNanos) {

    static KeptLookup of(SitedLookup sited) {
        LookupPart lookup = sited.lookup();
        return new KeptLookup(
                sited.site(),
                sited.isProvisional(),
                lookup.isAnswer(),
                lookup.clientAddress(),
                lookup.exchange(),
                lookup.name(),
                lookup.type(),
                lookup.timeNanos());
    }

    /** Whether it may lead a client to an address. */
    boolean isOfAddresses() {
        return DnsType.isOfAddresses(type);
    }
}
