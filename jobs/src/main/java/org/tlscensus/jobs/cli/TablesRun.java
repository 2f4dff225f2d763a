package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.SqlFailure;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableRun;

/** What {@code census tables} does. */
final class TablesRun {
    private final String tables;
    private final Path out;
    private boolean hasFailed;

    TablesRun(String tables, Path out) {
        this.tables = tables;
        this.out = out;
    }

    /** Makes the tables; the exit code comes back. A table that fails does not stop the others. */
    int run(List<String> only, Path sqlFolder, boolean quiet) {
        List<TableFile> files = TableFile.select(only, sqlFolder);
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UserError("cannot make the folder " + out + ": " + e.getMessage());
        }
        SparkSession spark = Session.forQuestions("census tables");
        try (PrintStream terminal = SqlRun.standardOutput()) {
            make(spark, files, sqlFolder, quiet ? null : terminal);
        } finally {
            spark.stop();
        }
        if (!quiet) {
            System.err.println("census: the files are in " + out);
        }
        return hasFailed ? FailureReport.FAILED : 0;
    }

    /** Makes the tables; whether none of them failed. */
    boolean make(SparkSession spark, List<TableFile> files, Path sqlFolder, PrintStream terminal) {
        TableViews views = TableViews.register(spark, tables);
        for (SqlText view : TableFile.views(sqlFolder)) {
            attempt(
                    view,
                    () -> {
                        views.add(view);
                        return null;
                    });
        }
        TableRun run = new TableRun(spark, out, terminal);
        for (TableFile file : files) {
            tellMissing(file, views);
            attempt(
                    file.sql(),
                    () -> {
                        run.make(file);
                        return null;
                    });
        }
        return !hasFailed;
    }

    private static void tellMissing(TableFile file, TableViews views) {
        for (String table : views.missing()) {
            if (file.sql().text().matches("(?s).*\\b" + table + "\\b.*")) {
                System.err.printf(
                        "census: %s reads the table %s, which is not there: it counts as empty%n",
                        file.name(), table);
            }
        }
    }

    /** Spark throws checked exceptions that it does not declare. */
    private void attempt(SqlText sql, Callable<Void> work) {
        try {
            work.call();
        } catch (UserError e) {
            tell(e.getMessage());
        } catch (Exception e) {
            String known = SqlFailure.describe(sql, e);
            if (known == null) {
                throw new IllegalStateException("table " + sql.name(), e);
            }
            tell(known);
        }
    }

    private void tell(String message) {
        hasFailed = true;
        System.err.println("census: " + message);
        System.err.println(
                "census: this one is left out; census describe has tables and columns to mend it");
    }
}
