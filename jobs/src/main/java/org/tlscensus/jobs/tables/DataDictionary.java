package org.tlscensus.jobs.tables;

import java.util.List;
import java.util.Map;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;

/** All tables and views with their columns as a page of Markdown. Knows no Spark. */
public final class DataDictionary {
    private final StringBuilder page = new StringBuilder();

    private DataDictionary() {}

    /** The page. */
    public static String markdown() {
        DataDictionary dictionary = new DataDictionary();
        dictionary.write();
        return dictionary.page.toString();
    }

    /** What the heads of the files say that define the program's views, in their order. */
    public static List<View> views() {
        return SqlText.views().stream()
                .map(sql -> new View(sql.viewName(), TableHeader.of(sql)))
                .toList();
    }

    /** A view and the head of its file. */
    public record View(String name, TableHeader header) {}

    private void write() {
        page.append("# The tables and their columns\n\n");
        page.append("Made from the classes that define them: `census describe --markdown`.\n\n");
        page.append("Times are UTC, durations seconds, addresses in RFC 5952 form, hashes");
        page.append(" lower-case hex. NULL: not seen.\n");
        for (Table table : Table.values()) {
            heading(table.tableName(), table.meaning() + ".");
            columns();
            table.columns().forEach(column -> column("", column));
        }
        page.append("\n# Views\n\n");
        page.append("Queries over the tables that every SQL of the program may use.\n");
        views().forEach(this::view);
    }

    private void heading(String name, String meaning) {
        page.append("\n## ").append(name).append("\n\n").append(text(meaning)).append('\n');
    }

    private void columns() {
        page.append("\n| column | type | meaning |\n| --- | --- | --- |\n");
    }

    private void column(String outer, Column column) {
        row(outer + column.name(), '`' + column.type() + '`', column.meaning());
        column.fields().forEach(field -> column(outer + column.name() + ".", field));
    }

    private void row(String name, String type, String meaning) {
        page.append("| `").append(name).append("` | ");
        if (type != null) {
            page.append(type).append(" | ");
        }
        page.append(text(meaning)).append(" |\n");
    }

    private void view(View view) {
        TableHeader header = view.header();
        heading(view.name(), header.title() + ".");
        if (header.definition() != null) {
            page.append('\n').append(text(header.definition())).append('\n');
        }
        if (!header.columns().isEmpty()) {
            page.append("\n| column | meaning |\n| --- | --- |\n");
            for (Map.Entry<String, String> column : header.columns().entrySet()) {
                row(column.getKey(), null, column.getValue());
            }
        }
    }

    /** Our own words, of which only these mean something to Markdown. */
    private static String text(String words) {
        return words.replace("|", "\\|")
                .replace("<", "\\<")
                .replace("_", "\\_")
                .replace("*", "\\*");
    }
}
