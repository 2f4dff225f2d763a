package org.tlscensus.jobs.ingest;

import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.Dataset;

/**
 * What a user asks for.
 *
 * @param tables folder of the tables
 * @param splitBytes size of a split, or null: as Spark's input splits
 * @param isStrict whether a damaged capture fails it
 * @param lists by which OCSP clients and delivery networks are told
 */
public record IngestRequest(
        Dataset dataset,
        String tables,
        Mode mode,
        AnalysisOptions options,
        Long splitBytes,
        boolean isStrict,
        OcspLists lists) {

    /** A request without the lists. */
    public IngestRequest(
            Dataset dataset,
            String tables,
            Mode mode,
            AnalysisOptions options,
            Long splitBytes,
            boolean isStrict) {
        this(dataset, tables, mode, options, splitBytes, isStrict, OcspLists.NONE);
    }
}
