package org.tlscensus.jobs.query;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says of a statement that it refuses, or fails to answer. */
final class DuckFailure {
    private static final Pattern LINE = Pattern.compile("\\n+LINE (\\d+): .*", Pattern.DOTALL);

    /** These are nowhere, whatever the dialect. */
    private static final Pattern MISSING =
            Pattern.compile(
                    "Binder Error: (Referenced (column|table) .* not found|Table .* does not have a column)"
                            + "|Catalog Error: Table with name",
                    Pattern.DOTALL);

    private DuckFailure() {}

    static QueryError of(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        Matcher place = LINE.matcher(message);
        boolean isPlaced = place.find();
        String words = isPlaced ? message.substring(0, place.start()) : message;
        return new QueryError(
                blame(message),
                isPlaced ? Integer.parseInt(place.group(1)) : 0,
                words.replaceAll("\\s*\\n\\s*", " "),
                failure);
    }

    private static QueryError.Blame blame(String message) {
        boolean isRefused =
                message.startsWith("Parser Error")
                        || message.startsWith("Binder Error")
                        || message.startsWith("Catalog Error")
                        || message.startsWith("Not implemented Error");
        if (!isRefused) {
            return QueryError.Blame.EXECUTION;
        }
        return MISSING.matcher(message).lookingAt()
                ? QueryError.Blame.STATEMENT
                : QueryError.Blame.DIALECT;
    }
}
