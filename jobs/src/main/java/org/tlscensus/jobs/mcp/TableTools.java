package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tlscensus.jobs.mcp.Tool.Argument;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.tables.DataDictionary;
import org.tlscensus.jobs.tables.TableHeader;

/** Which tables and views there are, what their columns mean, and SQL over them. */
final class TableTools {
    private final OpenTables tables;

    TableTools(OpenTables tables) {
        this.tables = tables;
    }

    List<Tool> tools() {
        return List.of(
                new Tool(
                        "list_tables",
                        "Tables and views",
                        "Lists the archive's tables and views, with a line on what a row of each is.",
                        List.of(),
                        (arguments, answer) -> list(answer)),
                new Tool(
                        "describe_table",
                        "Columns of a table",
                        "Tells the columns of a table or view: name, type, meaning with its unit. A"
                                + " field of a structure is written with a dot: tls.version.",
                        List.of(new Argument("name", "string", true, "Of a table or view.")),
                        this::describe),
                new Tool(
                        "query",
                        "SQL over the tables",
                        "Runs one SELECT over the tables and views. The SQL is Spark's where it and"
                                + " DuckDB's differ: lists count from 0, names may stand in"
                                + " backticks, text in single or double quotes. It only reads, and"
                                + " only tables: no file, no other database. Let it count and sum;"
                                + " rows are few and time is short.",
                        List.of(
                                new Argument("sql", "string", true, "One statement."),
                                new Argument(
                                        "max_rows",
                                        "integer",
                                        false,
                                        "Rows of the answer at most.")),
                        this::query));
    }

    private void list(Answer answer) {
        QueryEngine engine = tables.engine();
        Map<String, String> views = new HashMap<>();
        DataDictionary.views().forEach(view -> views.put(view.name(), view.header().title()));
        for (String name : engine.names()) {
            Optional<Table> table = Table.named(name);
            if (table.isPresent()) {
                answer.line(name + " (table): " + table.get().meaning() + unmade(engine, name));
            } else if (views.containsKey(name)) {
                answer.line(name + " (view): " + views.get(name));
            } else {
                answer.line(name + " (table of the user's own)");
            }
        }
    }

    private static String unmade(QueryEngine engine, String name) {
        Set<String> unmade = engine.unmadeOf(new SqlText("", "", "SELECT 1 FROM " + name));
        return unmade.isEmpty()
                ? ""
                : "; empty, until census " + Table.named(name).orElseThrow().maker() + " makes it";
    }

    private void describe(JsonNode arguments, Answer answer) throws ToolFailure {
        String name = arguments.get("name").textValue().toLowerCase(Locale.ROOT);
        QueryEngine engine = tables.engine();
        if (!engine.names().contains(name)) {
            throw new ToolFailure("there is no such table; list_tables has all");
        }
        Optional<Table> table = Table.named(name);
        if (table.isPresent()) {
            answer.line(table.get().meaning() + unmade(engine, name));
            columns(answer, "", table.get().columns());
            return;
        }
        Map<String, String> meanings = new HashMap<>();
        for (DataDictionary.View view : DataDictionary.views()) {
            if (view.name().equals(name)) {
                TableHeader header = view.header();
                answer.line(
                        header.title()
                                + (header.definition() == null ? "" : ". " + header.definition()));
                meanings.putAll(header.columns());
            }
        }
        for (ResultColumn column : engine.columns(name)) {
            column(answer, column.name(), column.type(), meanings.get(column.name()));
        }
    }

    private static void columns(Answer answer, String outer, List<Column> columns) {
        for (Column column : columns) {
            column(answer, outer + column.name(), column.type(), column.meaning());
            columns(answer, outer + column.name() + ".", column.fields());
        }
    }

    private static void column(Answer answer, String name, String type, String meaning) {
        // A structure's fields have lines of their own, or are told with the table that has them.
        String shown = type.startsWith("STRUCT<") ? "STRUCT" : type;
        answer.line(name + " " + shown + (meaning == null ? "" : ": " + meaning));
    }

    private void query(JsonNode arguments, Answer answer) throws ToolFailure {
        if (arguments.has("max_rows")) {
            answer.limit(arguments.get("max_rows").asInt());
        }
        rows(new SqlText("query", "sql", arguments.get("sql").textValue()), answer);
    }

    /** Runs a query, and writes its rows. */
    void rows(SqlText sql, Answer answer) {
        try (Result result = tables.engine().run(sql)) {
            answer.begin(result.columns());
            while (result.hasNext() && answer.row(result.next())) {
                // written
            }
            answer.end();
        }
    }
}
