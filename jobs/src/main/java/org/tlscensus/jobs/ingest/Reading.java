package org.tlscensus.jobs.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.tlscensus.jobs.plan.IngestPlan;

/**
 * Splits that were read.
 *
 * @param stage has what they handed out
 * @param told what they told of captures
 * @param totals what is known of captures by that
 */
record Reading(
        IngestPlan plan,
        ReadStage stage,
        List<StagedCapture> told,
        CaptureTotals totals,
        SkippedCaptures skipped) {

    /** The sites that have splits. */
    Set<String> sites() {
        return plan.readable().keySet();
    }

    /** Key logs that the splits met in their captures, always in the same order. */
    List<byte[]> secrets() {
        return told.stream()
                .filter(capture -> capture.capture().secrets() != null)
                .sorted(
                        Comparator.comparing(StagedCapture::site)
                                .thenComparing(StagedCapture::split)
                                .thenComparing(capture -> capture.capture().capture()))
                .map(capture -> capture.capture().secrets())
                .toList();
    }

    /** Whether captures overlap in time as was planned, by the ends that are known now. */
    boolean isOverlapPlanned() {
        return sites().stream()
                .allMatch(site -> plan.isOverlapPlanned(site, totals.freshCaptures()));
    }
}
