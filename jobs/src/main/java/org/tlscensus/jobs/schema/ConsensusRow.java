package org.tlscensus.jobs.schema;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.tlscensus.core.row.Meaning;

/** A relay in one of Tor's consensus documents. */
@Meaning("One row per address of a Tor relay in a consensus document that the user gave")
public record ConsensusRow(
        @Meaning("From when the document is valid") Instant validAfter,
        @Meaning("Until when it is valid") Instant validUntil,
        @Meaning("The relay's name for itself") String nickname,
        @Meaning("SHA-1 of its identity key, hex") String fingerprint,
        @Meaning("Address that takes link connections") String address,
        @Meaning("Port that takes link connections (ORPort)") int port,
        @Meaning("Flags: Guard, Exit, Running, …") List<String> flags)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
