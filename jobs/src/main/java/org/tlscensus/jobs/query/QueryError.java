package org.tlscensus.jobs.query;

/** A statement that is wrong, or that cannot be answered: not the program is to blame. */
public final class QueryError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Blame {
        /** The statement is no SQL, or asks for what is not there. */
        STATEMENT,
        /** The engine refuses the statement; another may take it. */
        DIALECT,
        /** What is computed or read failed. */
        EXECUTION
    }

    private final Blame blame;
    private final int line;

    /**
     * @param line of the statement, from 1; 0: not known
     * @param message the engine's words, maybe several lines
     */
    QueryError(Blame blame, int line, String message, Throwable cause) {
        super(message, cause);
        this.blame = blame;
        this.line = line;
    }

    public Blame blame() {
        return blame;
    }

    /** File, line and the engine's words, in one line. */
    public String in(SqlText sql) {
        String first = getMessage().lines().findFirst().orElse("");
        // The place is told before the words.
        String words =
                first.replaceAll(";? ?\\(?line \\d+,? pos \\d+\\)?;?$", "")
                        .replaceAll(" SQLSTATE: \\w+$", "");
        return sql.source() + (line > 0 ? ":" + line : "") + ": " + VisibleText.of(words);
    }
}
