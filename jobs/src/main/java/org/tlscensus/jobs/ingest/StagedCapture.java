package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.CapturePart;

/** What a split told of a capture: some columns of {@link StagedRow}. */
record StagedCapture(String site, long split, CapturePart capture) {}
