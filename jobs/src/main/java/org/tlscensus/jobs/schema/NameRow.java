package org.tlscensus.jobs.schema;

import java.time.Instant;
import java.util.List;
import org.tlscensus.core.row.Meaning;
import org.tlscensus.core.row.ServiceRow;

/** A row of the table of names. */
@Meaning("One row per name, its aliases and an address or service, by the DNS answers of a site")
public record NameRow(
        @Meaning("Name that was asked for, lower case") String name,
        @Meaning("Its aliases in order; empty when it has none") List<String> cnameChain,
        @Meaning("Address that they lead to; NULL when answers had none, and of a service")
                String address,
        @Meaning("Service binding that they lead to (HTTPS and SVCB records), else NULL")
                ServiceRow service,
        @Meaning("First answer") Instant firstSeen,
        @Meaning("Last answer") Instant lastSeen,
        @Meaning("Answers that say so") long answers,
        @Meaning("Site that saw them") String site) {}
