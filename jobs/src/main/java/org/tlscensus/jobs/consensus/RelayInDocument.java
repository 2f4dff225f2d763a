package org.tlscensus.jobs.consensus;

import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import org.tlscensus.jobs.schema.ConsensusRow;

/** An address of a relay in a consensus document; a row of the table for each. */
record RelayInDocument(Instant validAfter, String fingerprint, String address, int port)
        implements Comparable<RelayInDocument>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final Comparator<RelayInDocument> ORDER =
            Comparator.comparing(RelayInDocument::validAfter)
                    .thenComparing(RelayInDocument::fingerprint)
                    .thenComparing(RelayInDocument::address)
                    .thenComparingInt(RelayInDocument::port);

    static RelayInDocument of(ConsensusRow row) {
        return new RelayInDocument(row.validAfter(), row.fingerprint(), row.address(), row.port());
    }

    @Override
    public int compareTo(RelayInDocument other) {
        return ORDER.compare(this, other);
    }
}
