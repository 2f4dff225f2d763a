package org.tlscensus.jobs.ingest;

/** A connection that may have to be joined: some columns of {@link StagedRow}. */
record StagedPart(String site, PackedPart part) {}
