package org.tlscensus.jobs.ingest;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * What splits handed out and no other split changes: the records of connections that are settled,
 * or look whole and have a flow without an open part.
 */
final class StandingRuns {
    private final JavaRDD<StagedRun> staged;
    private final Broadcast<UnfinishedFlows> unfinished;
    private final Broadcast<Map<String, SiteFrontier>> ends;

    StandingRuns(
            JavaRDD<StagedRun> staged,
            Broadcast<UnfinishedFlows> unfinished,
            Broadcast<Map<String, SiteFrontier>> ends) {
        this.staged = staged;
        this.unfinished = unfinished;
        this.ends = ends;
    }

    /** Those of some kinds. */
    JavaRDD<TableRun> of(RunKind kind, RunKind... further) {
        Set<RunKind> kinds = EnumSet.of(kind, further);
        Broadcast<UnfinishedFlows> flows = unfinished;
        Broadcast<Map<String, SiteFrontier>> known = ends;
        return staged.filter(run -> kinds.contains(run.kind()))
                .map(run -> standing(run, flows.value(), known.value()))
                .filter(run -> run.run().length > 0);
    }

    private static TableRun standing(
            StagedRun staged, UnfinishedFlows unfinished, Map<String, SiteFrontier> ends) {
        boolean isProvisional = staged.split() >= ends.get(staged.site()).firstRereadSplit();
        byte[] run =
                staged.isSettled() || unfinished.isEmpty()
                        ? staged.run()
                        : without(staged.cursor(), unfinished);
        return new TableRun(staged.kind(), staged.site(), isProvisional, run);
    }

    private static byte[] without(RecordRun.Cursor entries, UnfinishedFlows unfinished) {
        RecordRun kept = new RecordRun();
        while (entries.next()) {
            if (!unfinished.contains(entries.key(0))) {
                kept.add(entries);
            }
        }
        return kept.take();
    }
}
