package org.tlscensus.jobs.ingest;

import java.util.List;
import org.tlscensus.core.row.CaptureBlock;

/** The blocks of a capture, all of them, in the order of the file. */
record IndexedCapture(String capture, List<CaptureBlock> blocks) {}
