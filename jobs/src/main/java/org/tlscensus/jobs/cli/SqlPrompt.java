package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.QueryError;
import org.tlscensus.jobs.query.SqlScript;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.schema.Table;

/** Asks for statements on a terminal and answers them, until the user has enough. */
final class SqlPrompt {
    private static final String PROMPT = "census> ";
    private static final int REMEMBERED = 2000;

    private final Query query;
    private final PrintStream errors;
    private final MetaCommands metaCommands;
    private final LineReader lines;

    /**
     * @param history file of the statements of before, made when there is none
     * @param out where results go
     */
    SqlPrompt(
            QueryEngine engine,
            Query query,
            Terminal terminal,
            Path history,
            PrintStream out,
            PrintStream errors) {
        this.query = query;
        this.errors = errors;
        metaCommands = new MetaCommands(engine, out);
        terminal.handle(Terminal.Signal.INT, signal -> engine.cancel());
        lines =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(new StatementParser())
                        .completer(new StringsCompleter(words()))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // of !=
                        .variable(LineReader.HISTORY_FILE, history)
                        .variable(LineReader.HISTORY_SIZE, REMEMBERED)
                        .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ")
                        .build();
    }

    /** Where the statements of before are. */
    static Path historyFile() throws IOException {
        return StateFolder.made().resolve("sql-history");
    }

    private List<String> words() {
        return Stream.concat(
                        metaCommands.names().stream(),
                        Stream.of(Table.values())
                                .flatMap(table -> table.columns().stream())
                                .flatMap(
                                        column ->
                                                Stream.concat(
                                                        Stream.of(column.name()),
                                                        column.fields().stream()
                                                                .map(
                                                                        field ->
                                                                                column.name()
                                                                                        + "."
                                                                                        + field
                                                                                                .name()))))
                .distinct()
                .toList();
    }

    /** Goes on until the end of the input, or until the user asks for it. */
    void run() {
        errors.println("SQL over the tables; \\d lists them, \\? helps, \\q ends.");
        while (true) {
            try {
                String text = lines.readLine(PROMPT);
                if (MetaCommands.isEnd(text)) {
                    return;
                }
                answer(text);
            } catch (UserInterruptException e) {
                errors.println("(given up; \\q ends)");
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    /** Whatever is wrong with a statement, the conversation goes on. */
    private void answer(String text) {
        try {
            if (MetaCommands.isOne(text)) {
                metaCommands.run(text);
            } else {
                SqlScript.statements(text).forEach(query::run);
            }
        } catch (QueryError e) {
            errors.println(e.in(new SqlText("", "census", text)));
        } catch (RuntimeException e) {
            errors.println("census: " + e);
        }
    }
}
