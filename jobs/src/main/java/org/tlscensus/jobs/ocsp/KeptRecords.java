package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Writes a file of what is kept of a kind, unless there is nothing. */
record KeptRecords(StateKind kind, Staging staging) implements Step {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Part part, Consumer<Record> out) throws IOException {
        List<? extends Record> records = part.of(kind.type());
        if (records.isEmpty()) {
            return;
        }
        String path = String.format("%s/%s-%s.run", OcspState.FOLDER, kind.word(), staging.name());
        long bytes = StateFile.write(kind, records, staging.staged(path), staging.hadoop());
        out.accept(new FileMade(kind.name(), null, null, path, null, bytes));
    }
}
