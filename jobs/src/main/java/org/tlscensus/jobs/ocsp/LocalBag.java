package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Records in memory, which one task works on alone. */
record LocalBag(List<Record> records) implements Bag {

    @Override
    public Bag and(Bag other) {
        List<Record> both = new ArrayList<>(records);
        both.addAll(((LocalBag) other).records);
        return new LocalBag(both);
    }

    @Override
    public Bag each(Each function) {
        List<Record> made = new ArrayList<>();
        records.forEach(record -> function.of(record, made::add));
        return new LocalBag(made);
    }

    @Override
    public Bag inParts(Step step) {
        List<Record> made = new ArrayList<>();
        try {
            step.run(new Part(records), made::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalBag(made);
    }

    @Override
    public Bag grouped(GroupKey key, Step step) {
        return inParts(step); // one part has all keys
    }
}
