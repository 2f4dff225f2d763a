package org.tlscensus.jobs.ingest;

import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.privacy.NetworkFiles;
import org.tlscensus.jobs.privacy.Privacy;
import org.tlscensus.jobs.store.Mode;

/**
 * What a user asks for.
 *
 * @param tables folder of the tables
 * @param splitBytes size of a split, or null: as Spark's input splits
 * @param memoryBytes what a task may hold of captures, or null: by the executor's heap
 * @param keyLogs files with secrets of connections (SSLKEYLOGFILE's form)
 * @param isStrict whether a damaged capture fails it
 * @param lists by which OCSP clients and delivery networks are told
 * @param privacy what is told of those who use the network
 * @param networks who has which network
 * @param hasSplitIndex whether {@link SplitIndex} is written
 */
public record IngestRequest(
        Manifest manifest,
        String tables,
        Mode mode,
        AnalysisOptions options,
        Long splitBytes,
        Long memoryBytes,
        List<String> keyLogs,
        boolean isStrict,
        OcspLists lists,
        Privacy privacy,
        NetworkFiles networks,
        boolean hasSplitIndex) {

    /** The files, folders and globs that it names. */
    List<String> inputs() {
        return Stream.concat(
                        manifest.sites().stream().flatMap(site -> site.captures().stream()),
                        keyLogs.stream())
                .toList();
    }

    TaskBudget budget() {
        return new TaskBudget(memoryBytes);
    }

    /** A request for tables that tell everything. */
    public IngestRequest(
            Manifest manifest,
            String tables,
            Mode mode,
            AnalysisOptions options,
            Long splitBytes,
            Long memoryBytes,
            List<String> keyLogs,
            boolean isStrict,
            OcspLists lists) {
        this(
                manifest,
                tables,
                mode,
                options,
                splitBytes,
                memoryBytes,
                keyLogs,
                isStrict,
                lists,
                Privacy.NONE,
                NetworkFiles.NONE,
                false);
    }

    /** A request without the lists. */
    public IngestRequest(
            Manifest manifest,
            String tables,
            Mode mode,
            AnalysisOptions options,
            Long splitBytes,
            List<String> keyLogs,
            boolean isStrict) {
        this(manifest, tables, mode, options, splitBytes, null, keyLogs, isStrict, OcspLists.NONE);
    }
}
