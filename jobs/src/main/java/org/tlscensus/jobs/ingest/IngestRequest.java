package org.tlscensus.jobs.ingest;

import java.util.List;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.Dataset;

/**
 * What a user asks for.
 *
 * @param tables folder of the tables
 * @param splitBytes size of a split, or null: as Spark's input splits
 * @param keyLogs files with secrets of connections (SSLKEYLOGFILE's form)
 * @param isStrict whether a damaged capture fails it
 * @param lists by which OCSP clients and delivery networks are told
 */
public record IngestRequest(
        Dataset dataset,
        String tables,
        Mode mode,
        AnalysisOptions options,
        Long splitBytes,
        List<String> keyLogs,
        boolean isStrict,
        OcspLists lists) {

    /** A request without the lists. */
    public IngestRequest(
            Dataset dataset,
            String tables,
            Mode mode,
            AnalysisOptions options,
            Long splitBytes,
            List<String> keyLogs,
            boolean isStrict) {
        this(dataset, tables, mode, options, splitBytes, keyLogs, isStrict, OcspLists.NONE);
    }
}
