package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.ConnectionPart;

/** A connection that may have to be joined: some columns of {@link StagedRow}. */
record StagedPart(String site, ConnectionPart part) {}
