package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.QueryError;
import org.tlscensus.jobs.query.VisibleText;

/** Says what went wrong, in one line where the user or the machine is to blame. */
final class FailureReport {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    private static final String DISK_FULL = "No space left on device";

    private FailureReport() {}

    /** Prints it, and returns the exit code. */
    static int print(Throwable failure, PrintStream err) {
        UserError mistake = mistake(failure);
        if (mistake != null) {
            err.println("census: " + VisibleText.of(mistake.getMessage()));
            return WRONG_USE;
        }
        if (failure instanceof QueryError query && query.blame() != QueryError.Blame.EXECUTION) {
            err.println("census: " + VisibleText.ofLines(failure.getMessage()));
            return WRONG_USE;
        }
        if (failure instanceof AnalysisException) {
            err.println("census: " + VisibleText.ofLines(firstLines(failure.getMessage())));
            return WRONG_USE;
        }
        String known = knownCause(failure);
        if (known != null) {
            err.println("census: failed: " + VisibleText.ofLines(known));
            return FAILED;
        }
        failure.printStackTrace(err); // ours to mend
        return FAILED;
    }

    /** The user's mistake that a failure is of: a task may have found it. Null when it is none. */
    private static UserError mistake(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UserError mistake) {
                return mistake;
            }
        }
        return null;
    }

    private static String knownCause(Throwable failure) {
        String found = null;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (message.contains(DISK_FULL)) {
                return "the disk is full (" + DISK_FULL + ")";
            }
            boolean isIo = at instanceof IOException || at instanceof UncheckedIOException;
            boolean isQuery =
                    at instanceof QueryError
                            || at instanceof SparkThrowable && !(at instanceof SparkException);
            if (isIo || isQuery) {
                found = firstLines(message);
            }
        }
        return found;
    }

    /** A message without the stack trace or the plan that Spark appends. */
    private static String firstLines(String message) {
        int end = message.indexOf("\n\tat ");
        String text = end < 0 ? message : message.substring(0, end);
        int plan = text.indexOf(";\n'");
        return (plan < 0 ? text : text.substring(0, plan)).strip();
    }
}
