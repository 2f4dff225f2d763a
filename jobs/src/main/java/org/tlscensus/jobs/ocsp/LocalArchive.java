package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;

/** What there is to work on, for one task. */
record LocalArchive(LocalRecords fresh, OcspState state, Staging staging) implements Archive {

    /**
     * @param runs with tags
     */
    static LocalArchive of(Iterator<byte[]> runs, OcspState state, Staging staging) {
        List<Record> records = new ArrayList<>();
        RecordTags.records(runs).forEachRemaining(records::add);
        return new LocalArchive(new LocalRecords(records), state, staging);
    }

    @Override
    public RecordSet of(List<Record> few) {
        return new LocalRecords(few);
    }

    @Override
    public RecordSet kept(StateKind kind) {
        return read(kind, state.files(kind), 0, key -> true);
    }

    @Override
    public RecordSet kept(StateKind kind, int index, RecordSet wanted, GroupKey key) {
        long[] keys =
                ((LocalRecords) wanted).records().stream().mapToLong(key::of).sorted().toArray();
        return keys.length == 0
                ? new LocalRecords(List.of())
                : read(
                        kind,
                        state.files(kind),
                        index,
                        found -> Arrays.binarySearch(keys, found) >= 0);
    }

    @Override
    public RecordSet merged(StateKind kind) {
        return read(kind, SegmentMerge.swallowed(state.files(kind)), 0, key -> true);
    }

    private RecordSet read(
            StateKind kind, List<OcspState.KeptFile> files, int index, LongPredicate wanted) {
        List<Record> records = new ArrayList<>();
        try {
            for (OcspState.KeptFile file : files) {
                StateFile.read(
                        kind,
                        index,
                        wanted,
                        staging.table(file.path()),
                        staging.hadoop(),
                        records::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalRecords(records);
    }
}
