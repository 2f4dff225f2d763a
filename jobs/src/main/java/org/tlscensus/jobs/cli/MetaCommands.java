package org.tlscensus.jobs.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.VisibleText;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.tables.DataDictionary;

/** What the prompt of {@code census sql} knows besides SQL. */
final class MetaCommands {
    private static final int MAX_TYPE = 19;
    private static final List<String> HELP =
            List.of(
                    "\\d         the tables and views",
                    "\\d TABLE   the columns of one",
                    "\\?         this",
                    "\\q         the end (as Ctrl-D)",
                    "Else: a statement in Spark's SQL, over any number of lines, up to a semicolon.",
                    "Ctrl-C gives up a statement that is being written or run.");

    private final QueryEngine engine;
    private final PrintStream out;
    private final Map<String, DataDictionary.View> views = new TreeMap<>();

    MetaCommands(QueryEngine engine, PrintStream out) {
        this.engine = engine;
        this.out = out;
        DataDictionary.views().forEach(view -> views.put(view.name(), view));
    }

    /** Whether a line is one of these, and no SQL. */
    static boolean isOne(String line) {
        return line.strip().startsWith("\\") || isEnd(line);
    }

    /** Whether a line asks for the end. */
    static boolean isEnd(String line) {
        return List.of("\\q", "quit", "exit").contains(withoutSemicolon(line));
    }

    private static String withoutSemicolon(String line) {
        return line.strip().replaceFirst("\\s*;$", "");
    }

    /** Does what a line asks for, but for the end. */
    void run(String line) {
        List<String> words = Arrays.asList(withoutSemicolon(line).split("\\s+", -1));
        if (!words.get(0).equals("\\d") || words.size() > 2) {
            HELP.forEach(out::println);
        } else if (words.size() == 1) {
            list();
        } else {
            describe(words.get(1));
        }
        out.flush();
    }

    /** Names of all tables and views. */
    List<String> names() {
        return engine.names();
    }

    private void list() {
        Map<String, String> meanings = new TreeMap<>();
        names().forEach(name -> meanings.put(name, "a table beside ours"));
        views.forEach((name, view) -> meanings.put(name, "(view) " + view.header().title()));
        for (Table table : Table.values()) {
            meanings.put(table.tableName(), table.meaning());
        }
        meanings.forEach(
                (name, meaning) -> out.printf("%-20s  %s%n", VisibleText.of(name), meaning));
    }

    private void describe(String name) {
        Optional<Table> table = Table.named(name);
        if (table.isPresent()) {
            out.println(table.get().meaning());
            ColumnLines.of(table.get().columns()).forEach(out::println);
            return;
        }
        if (!names().contains(name)) {
            out.println("there is no table " + VisibleText.of(name) + "; \\d lists them");
            return;
        }
        DataDictionary.View view = views.get(name);
        if (view != null) {
            Stream.of(view.header().title(), view.header().definition())
                    .filter(text -> text != null)
                    .forEach(out::println);
        }
        Map<String, String> meanings = view == null ? Map.of() : view.header().columns();
        ColumnLines.of(
                        engine.columns(name).stream()
                                .map(column -> column(column, meanings))
                                .toList())
                .forEach(out::println);
    }

    private static Column column(ResultColumn column, Map<String, String> meanings) {
        String type = column.type();
        return new Column(
                VisibleText.of(column.name()),
                type.length() > MAX_TYPE ? type.substring(0, type.indexOf('<') + 1) + "…>" : type,
                meanings.getOrDefault(column.name(), ""),
                List.of());
    }
}
