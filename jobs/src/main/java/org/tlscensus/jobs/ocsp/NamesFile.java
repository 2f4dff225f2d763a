package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tlscensus.core.row.ServiceRow;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.NameRow;
import org.tlscensus.jobs.schema.Table;

/** Writes the table of names. */
record NamesFile(Staging staging) implements Step {
    private static final long serialVersionUID = 1L;

    /** Of several aliases and addresses nothing is said twice. */
    private record Key(
            String site, String name, List<String> cnameChain, String address, ServiceRow service) {
        static Key of(NameTally tally) {
            return new Key(
                    tally.site(),
                    tally.name(),
                    tally.cnameChain(),
                    tally.address(),
                    tally.service());
        }
    }

    private static final Comparator<NameTally> ORDER =
            Comparator.comparing(NameTally::site, TextOrder.BY_CODE_POINT)
                    .thenComparing(NameTally::name, TextOrder.BY_CODE_POINT)
                    .thenComparing(NameTally::cnameChain, TextOrder.OF_LISTS)
                    .thenComparing(NameTally::address, TextOrder.NULLS_FIRST)
                    .thenComparing(
                            tally -> String.valueOf(tally.service()), TextOrder.BY_CODE_POINT);

    @Override
    public void run(Part part, Consumer<Record> out) throws IOException {
        Map<Key, NameTally> rows = new HashMap<>();
        part.of(NameTally.class).forEach(tally -> rows.merge(Key.of(tally), tally, NameTally::and));
        if (rows.isEmpty()) {
            return;
        }
        String path =
                String.format("%s/part-%s.zstd.parquet", Table.NAMES.tableName(), staging.name());
        try (TableFileWriter file =
                TableFileWriter.open(
                        Table.NAMES, staging.staged(path), staging.hadoop(), rows.size())) {
            for (NameTally tally : rows.values().stream().sorted(ORDER).toList()) {
                file.write(row(tally));
            }
        }
        out.accept(new FileMade(Table.NAMES.tableName(), null, null, path, null, 0));
    }

    private static NameRow row(NameTally tally) {
        return new NameRow(
                tally.name(),
                tally.cnameChain(),
                tally.address(),
                tally.service(),
                Instant.EPOCH.plus(tally.firstMicros(), ChronoUnit.MICROS),
                Instant.EPOCH.plus(tally.lastMicros(), ChronoUnit.MICROS),
                tally.answers(),
                tally.site());
    }
}
