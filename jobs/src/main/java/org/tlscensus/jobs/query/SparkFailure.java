package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** What Spark throws, told apart: what a statement or the data are to blame for, and the rest. */
final class SparkFailure {
    private SparkFailure() {}

    /** The failure as ours; one that the program is to blame for stays what it is. */
    static RuntimeException of(SqlText sql, Exception failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SparkThrowable known && known.getCondition() != null) {
                boolean isWrong = at instanceof AnalysisException;
                return new QueryError(
                        isWrong ? QueryError.Blame.STATEMENT : QueryError.Blame.EXECUTION,
                        line(sql, at, known),
                        firstLines(String.valueOf(at.getMessage())),
                        failure);
            }
            if (at instanceof IOException || at instanceof UncheckedIOException) {
                return new QueryError(
                        QueryError.Blame.EXECUTION, 0, String.valueOf(at.getMessage()), failure);
            }
        }
        return failure instanceof RuntimeException ours
                ? ours
                : new IllegalStateException(sql.source(), failure);
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

    /** A message without the stack trace or the plan that Spark appends. */
    private static String firstLines(String message) {
        int end = message.indexOf("\n\tat ");
        String text = end < 0 ? message : message.substring(0, end);
        int plan = text.indexOf(";\n'");
        return (plan < 0 ? text : text.substring(0, plan)).strip();
    }
}
