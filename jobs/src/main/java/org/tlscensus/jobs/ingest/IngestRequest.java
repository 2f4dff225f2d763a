package org.tlscensus.jobs.ingest;

import java.util.List;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.plan.Dataset;

/**
 * What a user asks for.
 *
 * @param tables folder of the tables
 * @param splitBytes size of a split, or null: as Spark's input splits
 * @param keyLogs files with secrets of connections (SSLKEYLOGFILE's form)
 * @param isStrict whether a damaged capture fails it
 */
public record IngestRequest(
        Dataset dataset,
        String tables,
        Mode mode,
        AnalysisOptions options,
        Long splitBytes,
        List<String> keyLogs,
        boolean isStrict) {}
