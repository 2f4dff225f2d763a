package org.tlscensus.jobs.verify;

import java.util.List;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.Workbench;
import org.tlscensus.jobs.schema.Table;

/** Counts the rows that both sides have, and those that one has alone. */
final class RowTally {
    private final Workbench bench;
    private final int examples;

    /**
     * @param examples how many lone rows of each cause are looked at
     */
    RowTally(Workbench bench, int examples) {
        this.bench = bench;
        this.examples = examples;
    }

    /** Counts, and hands the rows that one side has alone on. */
    RowCounts count(TruthTable truth, Differences differences) {
        long missing = lone("truth", "truth_row", truth.cause("r"), truth.unseen("r"), differences);
        Table table = truth.table();
        long extra = lone("ours", "our_row", "'none'", SaidOfItself.of(table, "r"), differences);
        try (Result matched = bench.ask("SELECT count(*) FROM pairs")) {
            return new RowCounts(((Number) matched.next().get(0)).longValue(), missing, extra);
        }
    }

    private long lone(
            String side, String number, String cause, String said, Differences differences) {
        boolean isTruth = side.equals("truth");
        Kind kind = isTruth ? Kind.MISSING : Kind.EXTRA;
        String sql =
                """
                SELECT %s AS cause, %s AS said, count(*), min(r.census_row, %d)
                FROM %s r ANTI JOIN pairs p ON p.%s = r.census_row
                GROUP BY ALL HAVING count(*) > 0 ORDER BY ALL
                """
                        .formatted(cause, said, Math.max(1, examples), side, number);
        long lone = 0;
        try (Result rows = bench.ask(sql)) {
            while (rows.hasNext()) {
                Row row = rows.next();
                String ofCause = (String) row.get(0);
                String ofRow = (String) row.get(1);
                long count = ((Number) row.get(2)).longValue();
                lone += count;
                differences.add(kind, ofCause, ofRow, count);
                for (Object each : (List<?>) row.get(3)) {
                    Long at = (Long) each;
                    differences.keep(
                            new Example(
                                    kind,
                                    "",
                                    isTruth ? at : null,
                                    isTruth ? null : at,
                                    ofCause,
                                    ofRow));
                }
            }
        }
        return lone;
    }
}
