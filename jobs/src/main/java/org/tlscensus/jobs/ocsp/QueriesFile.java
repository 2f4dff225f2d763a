package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.NameQueryRow;
import org.tlscensus.jobs.schema.Table;

/** Adds up the counts of DNS queries of whole days, and writes their table. */
record QueriesFile(Staging staging) implements Step {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Part part, Consumer<Record> out) throws IOException {
        Map<QueryGroup, NameQueryRow> rows = new HashMap<>();
        part.of(NameQueryRow.class)
                .forEach(row -> rows.merge(QueryGroup.of(row), row, NameQueryRow::and));
        if (rows.isEmpty()) {
            return;
        }
        String path =
                String.format(
                        "%s/part-%s.zstd.parquet", Table.NAME_QUERIES.tableName(), staging.name());
        try (TableFileWriter file =
                TableFileWriter.open(
                        Table.NAME_QUERIES, staging.staged(path), staging.hadoop(), rows.size())) {
            for (NameQueryRow row : rows.values().stream().sorted(QueryGroup.ORDER).toList()) {
                file.write(row);
            }
        }
        out.accept(new FileMade(Table.NAME_QUERIES.tableName(), null, null, path, null, 0));
    }
}
