package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.QueryError;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.query.VisibleText;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.tables.TableFile;

/** Runs SQL files one after the other: one that fails is told, and does not stop the others. */
final class Attempts {
    private final List<String> failures = new ArrayList<>();

    /** What is to be done with a file. */
    interface Work {
        void run() throws IOException;
    }

    /** Does it, or tells what is wrong with the file. */
    void attempt(SqlText sql, Work work) {
        try {
            work.run();
        } catch (UserError e) {
            fail(e.getMessage());
        } catch (QueryError e) {
            fail(e.in(sql));
        } catch (IOException e) {
            fail(sql.source() + ": " + e.getMessage());
        }
    }

    private void fail(String message) {
        failures.add(message);
        System.err.println("census: " + VisibleText.ofLines(message));
        System.err.println(
                "census: this one is left out; census describe has tables and columns to mend it");
    }

    /** Tells which tables a file reads that nobody has made yet. */
    static void tellUnmade(TableFile file, QueryEngine engine) {
        for (String table : engine.unmadeOf(file.sql())) {
            String maker = Table.named(table).map(Table::maker).orElseThrow();
            System.err.printf(
                    "census: %s reads the table %s, which census %s makes: it counts as empty%n",
                    file.name(), table, maker);
        }
    }

    /** What was told, in order. */
    List<String> failures() {
        return failures;
    }

    int exitCode() {
        return failures.isEmpty() ? 0 : FailureReport.FAILED;
    }
}
