package org.tlscensus.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SqlScript;

/** What {@code census sql} does. */
final class SqlRun {
    private final Supplier<QueryEngine> engine;
    private final Format format;

    /**
     * @param engine opens the tables
     */
    SqlRun(Supplier<QueryEngine> engine, Format format) {
        this.engine = engine;
        this.format = format;
    }

    /** Standard output, in blocks and always UTF-8. */
    static PrintStream standardOutput() {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
    }

    void run(String query, Path file) throws IOException {
        String script = query;
        if (script == null && file != null) {
            script = UserFile.text(file);
        }
        boolean isInteractive = script == null && "true".equals(System.getenv("CENSUS_PROMPT"));
        if (script == null && !isInteractive) {
            script = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (QueryEngine opened = engine.get();
                PrintStream out = standardOutput()) {
            Query statements = new Query(opened, out, format);
            if (isInteractive) {
                converse(opened, statements, out);
            } else {
                SqlScript.statements(script).forEach(statements::run);
            }
        }
    }

    private static void converse(QueryEngine engine, Query query, PrintStream out)
            throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            new SqlPrompt(engine, query, terminal, SqlPrompt.historyFile(), out, System.err)
                    .run();
        }
    }
}
