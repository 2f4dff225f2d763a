package org.tlscensus.jobs.schema;

import java.time.LocalDate;
import org.tlscensus.core.row.Meaning;

/** A row of the table of DNS queries. */
@Meaning("One row per site, day, transport, type and purpose of DNS queries and their answers")
public record NameQueryRow(
        @Meaning("UTC day of the queries and answers") LocalDate date,
        @Meaning("udp or tcp") String transport,
        @Meaning("Type that was asked for: A, HTTPS, TLSA, …; other: one of no name here")
                String type,
        @Meaning(
                        "What the name is looked up for, where its labels say so: mta_sts,"
                                + " mta_sts_policy, tls_reporting, dane_smtp, dane, resolver; else"
                                + " NULL")
                String purpose,
        @Meaning("Queries, those that were sent again too") long queries,
        @Meaning("Answers") long answers,
        @Meaning("Answers with records of the type that was asked for") long answersWithRecords,
        @Meaning("Answers that say that the name does not exist") long nxdomain,
        @Meaning("Answers with another response code: SERVFAIL, REFUSED, …") long otherErrors,
        @Meaning("Distinct clients of these queries and answers") long clients,
        @Meaning("Site that saw them") String site) {

    /** Both together, of different clients, under the first's key. */
    public NameQueryRow and(NameQueryRow other) {
        return new NameQueryRow(
                date,
                transport,
                type,
                purpose,
                queries + other.queries,
                answers + other.answers,
                answersWithRecords + other.answersWithRecords,
                nxdomain + other.nxdomain,
                otherErrors + other.otherErrors,
                clients + other.clients,
                site);
    }
}
