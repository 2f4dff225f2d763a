package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Records in memory, which one task works on alone. */
record LocalRecords(List<Record> records) implements RecordSet {

    @Override
    public RecordSet and(RecordSet other) {
        List<Record> both = new ArrayList<>(records);
        both.addAll(((LocalRecords) other).records);
        return new LocalRecords(both);
    }

    @Override
    public RecordSet each(Each function) {
        List<Record> made = new ArrayList<>();
        records.forEach(record -> function.of(record, made::add));
        return new LocalRecords(made);
    }

    @Override
    public RecordSet inParts(Step step) {
        List<Record> made = new ArrayList<>();
        try {
            step.run(new Part(records), made::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalRecords(made);
    }

    @Override
    public RecordSet grouped(GroupKey key, Step step) {
        return inParts(step); // one part has all keys
    }
}
