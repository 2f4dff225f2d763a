package org.tlscensus.jobs.query;

import java.io.PrintStream;

/** Statements over the tables of an archive, whose rows are printed. */
public final class Query {
    private final QueryEngine engine;
    private final PrintStream out;
    private final Format format;

    /**
     * @param out where results go
     */
    public Query(QueryEngine engine, PrintStream out, Format format) {
        this.engine = engine;
        this.out = out;
        this.format = format;
    }

    /** Runs a statement and prints its rows, if it has any. */
    public void run(String statement) {
        try (Result result = engine.run(new SqlText("", "census", statement))) {
            if (result.columns().isEmpty()) {
                return;
            }
            RowOutput output = RowOutput.of(format, out);
            output.begin(result.columns());
            while (result.hasNext() && output.row(result.next())) {
                // printed
            }
            output.end();
            out.flush();
        }
    }
}
