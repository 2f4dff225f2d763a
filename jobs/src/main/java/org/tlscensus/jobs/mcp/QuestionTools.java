package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tlscensus.jobs.mcp.Tool.Argument;
import org.tlscensus.jobs.query.CookbookQuestion;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.tables.Columns;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableHeader;
import org.tlscensus.jobs.tables.TableRun;
import org.tlscensus.jobs.tables.TableWriter;

/** Questions that others thought out: the cookbook's, and the papers' tables. */
final class QuestionTools {
    private final OpenTables tables;
    private final TableTools sql;

    QuestionTools(OpenTables tables, TableTools sql) {
        this.tables = tables;
        this.sql = sql;
    }

    List<Tool> tools() {
        return List.of(
                new Tool(
                        "list_questions",
                        "The cookbook's questions",
                        "Lists questions that are often asked of such an archive. Each has SQL that"
                                + " is known to be right: take it, or begin with it.",
                        List.of(),
                        (arguments, answer) -> list(answer)),
                new Tool(
                        "ask_question",
                        "Ask a question of the cookbook",
                        "Answers one of list_questions, and tells its SQL and how to read it.",
                        List.of(new Argument("number", "integer", true, "Of the question.")),
                        this::ask),
                new Tool(
                        "list_paper_tables",
                        "The papers' tables",
                        "Lists tables of measurement papers, and of today, that can be made of the"
                                + " archive.",
                        List.of(),
                        (arguments, answer) -> listTables(answer)),
                new Tool(
                        "paper_table",
                        "Make a paper's table",
                        "Makes one of list_paper_tables, with its definition, and the published"
                                + " values beside ours where there are any.",
                        List.of(new Argument("name", "string", true, "Of the table.")),
                        this::make));
    }

    private static void list(Answer answer) {
        CookbookQuestion.all()
                .forEach(question -> answer.line(question.number() + ". " + question.title()));
    }

    private void ask(JsonNode arguments, Answer answer) throws ToolFailure {
        int number = arguments.get("number").asInt();
        Optional<CookbookQuestion> question =
                CookbookQuestion.all().stream().filter(q -> q.number() == number).findFirst();
        if (question.isEmpty()) {
            throw new ToolFailure("there is no such question; list_questions has all");
        }
        answer.line(question.get().title());
        answer.line(question.get().reading());
        answer.line("SQL:");
        answer.line(question.get().sql());
        sql.rows(new SqlText("question", "question " + number, question.get().sql()), answer);
    }

    private static void listTables(Answer answer) {
        for (TableFile file : TableFile.select(List.of(), null)) {
            TableHeader header = file.header();
            String paper = header.paper() == null ? "" : " (" + header.paper() + ")";
            answer.line(file.name() + ": " + header.title() + paper);
        }
    }

    private void make(JsonNode arguments, Answer answer) throws ToolFailure, IOException {
        String name = arguments.get("name").textValue();
        Optional<TableFile> file =
                TableFile.select(List.of(), null).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst();
        if (file.isEmpty()) {
            throw new ToolFailure("there is no such table; list_paper_tables has all");
        }
        TableRun.rows(tables.engine(), file.get(), new Written(answer));
    }

    /** Writes what a table's head says, and its rows. */
    private record Written(Answer answer) implements TableWriter {
        @Override
        public void begin(TableFile table, List<ResultColumn> columns) {
            TableHeader header = table.header();
            answer.line(header.title());
            told("Paper", header.paper());
            told("Definition", header.definition());
            told("Population", header.population());
            for (ResultColumn column : columns) {
                told("Column " + column.name(), Columns.meaning(header, column));
            }
            answer.begin(columns);
        }

        private void told(String what, String words) {
            if (words != null) {
                answer.line(what + ": " + words);
            }
        }

        @Override
        public void row(Row row) {
            answer.row(row);
        }

        @Override
        public void end() {
            answer.end();
        }
    }
}
