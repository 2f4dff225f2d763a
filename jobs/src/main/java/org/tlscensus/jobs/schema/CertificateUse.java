package org.tlscensus.jobs.schema;

import java.time.Instant;
import java.util.List;
import org.tlscensus.core.row.Meaning;

/** What the archive says of a certificate: the columns that come from the connections. */
public record CertificateUse(
        @Meaning("Start of the first connection in which it was sent") Instant firstSeen,
        @Meaning("Start of the last connection in which it was sent") Instant lastSeen,
        @Meaning("Connections in which it was sent, by either side") long connections,
        @Meaning("Distinct addresses of the servers of these connections") long serverAddresses,
        @Meaning("Distinct server names asked for in these connections") long serverNames,
        @Meaning("Sites that saw it, sorted") List<String> sites) {}
