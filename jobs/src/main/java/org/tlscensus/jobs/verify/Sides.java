package org.tlscensus.jobs.verify;

import java.util.List;
import java.util.Map;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Workbench;
import org.tlscensus.jobs.store.LocalArchive;

/** The two sides of a comparison as views, {@code truth} and {@code ours}, with numbered rows. */
final class Sides {
    private final Workbench bench;

    Sides(Workbench bench) {
        this.bench = bench;
    }

    /**
     * Makes them.
     *
     * @throws UserError when the truth's files are not as it says
     */
    void make(TruthTable truth, LocalArchive archive) {
        view("truth", Workbench.numberedRows(truth.files()));
        view("ours", Workbench.numberedRows(truth.table(), archive.files(truth.name())));
        requireColumns(truth);
        requireRows(truth);
    }

    private void view(String name, String query) {
        bench.make("CREATE OR REPLACE TEMP VIEW " + name + " AS " + query);
    }

    private void requireColumns(TruthTable truth) {
        Map<String, String> types;
        try (Result none = bench.ask("SELECT * EXCLUDE census_row FROM truth LIMIT 0")) {
            types = StatedType.of(none.columns());
        }
        String where = "the truth of " + truth.name();
        List<String> known = truth.columns();
        for (String column : types.keySet()) {
            if (!known.contains(column)) {
                throw new UserError(
                        where + " has a column " + column + ", of which truth.yaml does not tell");
            }
        }
        for (Field field : truth.stated()) {
            String type = types.get(field.path());
            if (type == null) {
                throw new UserError(where + " states " + field.path() + ", but has no such column");
            }
            if (!field.takes(type)) {
                throw new UserError(
                        String.format(
                                "%s: %s is %s, but %s in the tables",
                                where, field.path(), type, field.column().type()));
            }
        }
    }

    private void requireRows(TruthTable truth) {
        try (Result count = bench.ask("SELECT count(*) FROM truth")) {
            long rows = ((Number) count.next().get(0)).longValue();
            if (rows != truth.rows()) {
                throw new UserError(
                        String.format(
                                "the truth of %s has %,d rows, but %,d by truth.yaml",
                                truth.name(), rows, truth.rows()));
            }
        }
    }
}
