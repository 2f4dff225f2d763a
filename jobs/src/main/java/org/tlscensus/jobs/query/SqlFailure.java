package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** What is wrong with a file's SQL, in one line. */
public final class SqlFailure {
    private SqlFailure() {}

    /**
     * File, line and Spark's words; null when the SQL and what it reads are not to blame, but the
     * program is.
     */
    public static String describe(SqlText sql, Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SparkThrowable known && known.getCondition() != null) {
                int line = line(sql, at, known);
                return sql.source() + (line > 0 ? ":" + line : "") + ": " + words(at);
            }
            if (at instanceof IOException || at instanceof UncheckedIOException) {
                return sql.source() + ": " + words(at);
            }
        }
        return null;
    }

    /** Lines count from 1; 0 when it is not known. */
    private static int line(SqlText sql, Throwable failure, SparkThrowable known) {
        if (failure instanceof AnalysisException wrong && wrong.line().isDefined()) {
            return ((Number) wrong.line().get()).intValue();
        }
        QueryContext[] contexts = known.getQueryContext();
        if (contexts == null || contexts.length == 0 || !contexts[0].objectName().isEmpty()) {
            return 0;
        }
        String fragment = contexts[0].fragment();
        int start = contexts[0].startIndex();
        boolean isHere = start >= 0 && sql.text().startsWith(fragment, start);
        return isHere
                ? 1 + (int) sql.text().chars().limit(start).filter(c -> c == '\n').count()
                : 0;
    }

    /** The message's first line, without the place, which is told before it. */
    private static String words(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        String first = message.lines().findFirst().orElse("");
        return VisibleText.of(
                first.replaceAll(";? ?\\(?line \\d+,? pos \\d+\\)?;?$", "")
                        .replaceAll(" SQLSTATE: \\w+$", ""));
    }
}
