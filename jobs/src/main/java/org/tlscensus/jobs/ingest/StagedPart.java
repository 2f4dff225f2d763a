package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;

/**
 * A connection that may have to be joined: some columns of {@link StagedRow}.
 *
 * @param connection its row, if it has one already
 */
record StagedPart(String site, ConnectionPart part, ConnectionRow connection) {
    /** The part with all that it and the row tell. */
    StagedPart whole() {
        if (connection == null || part.dialogue() == null) {
            return this;
        }
        ConnectionPart all = part.withDialogue(part.dialogue().withRow(connection));
        return new StagedPart(site, all, null);
    }
}
