package org.tlscensus.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.SqlScript;
import org.tlscensus.jobs.session.Session;

/** What {@code census sql} does. */
final class SqlRun {
    private final String tables;
    private final Format format;

    SqlRun(String tables, Format format) {
        this.tables = tables;
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
        SparkSession spark = Session.open("census sql");
        try (PrintStream out = standardOutput()) {
            Query statements = new Query(spark, tables, out, format);
            if (isInteractive) {
                converse(spark, statements, out);
            } else {
                SqlScript.statements(script).forEach(statements::run);
            }
        } finally {
            spark.stop();
        }
    }

    private static void converse(SparkSession spark, Query query, PrintStream out)
            throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            new Conversation(spark, query, terminal, Conversation.historyFile(), out, System.err)
                    .run();
        }
    }
}
