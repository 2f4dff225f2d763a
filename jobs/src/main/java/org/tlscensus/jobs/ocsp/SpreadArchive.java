package org.tlscensus.jobs.ocsp;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tlscensus.jobs.schema.RecordRun;

/** What there is to work on, for as many tasks as it takes. */
final class SpreadArchive implements Archive {
    private final JavaSparkContext context;
    private final SpreadRecords fresh;
    private final OcspState state;
    private final Staging staging;

    /**
     * @param runs with tags
     * @param parts how many parts records are grouped in
     */
    SpreadArchive(
            JavaSparkContext context,
            JavaRDD<byte[]> runs,
            int parts,
            OcspState state,
            Staging staging) {
        this.context = context;
        fresh = new SpreadRecords(runs, parts, new ArrayList<>());
        this.state = state;
        this.staging = staging;
    }

    private SpreadRecords records(JavaRDD<byte[]> runs) {
        return new SpreadRecords(runs, fresh.parts(), fresh.stored());
    }

    @Override
    public RecordSet fresh() {
        return fresh;
    }

    @Override
    public RecordSet of(List<Record> few) {
        RecordTags tags = new RecordTags();
        RecordRun run = new RecordRun();
        few.forEach(record -> tags.add(record, run));
        return records(context.parallelize(List.of(run.take()), 1));
    }

    @Override
    public RecordSet kept(StateKind kind) {
        return read(kind, state.files(kind));
    }

    /** All of them: the wanted ones may be many, and are known to no single process. */
    @Override
    public RecordSet kept(StateKind kind, int index, RecordSet wanted, GroupKey key) {
        return kept(kind);
    }

    @Override
    public RecordSet merged(StateKind kind) {
        return read(kind, SegmentMerge.swallowed(state.files(kind)));
    }

    private RecordSet read(StateKind kind, List<OcspState.KeptFile> files) {
        if (files.isEmpty()) {
            return records(context.emptyRDD());
        }
        Staging where = staging;
        List<String> paths = files.stream().map(OcspState.KeptFile::path).toList();
        return records(
                context.parallelize(paths, Math.min(paths.size(), 4 * fresh.parts()))
                        .flatMap(path -> runs(kind, path, where).iterator()));
    }

    private static List<byte[]> runs(StateKind kind, String path, Staging staging)
            throws java.io.IOException {
        RecordTags tags = new RecordTags();
        RecordRun run = new RecordRun();
        StateFile.read(
                kind,
                0,
                key -> true,
                staging.table(path),
                staging.hadoop(),
                record -> tags.add(record, run));
        return List.of(run.take());
    }

    /** Forgets what was stored on the way. */
    void end() {
        fresh.stored().forEach(stored -> stored.unpersist(true));
    }
}
