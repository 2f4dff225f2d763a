package org.tlscensus.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.schema.Column;

/** Columns of a table as lines: name, type, meaning. */
final class ColumnLines {
    private final List<String> lines = new ArrayList<>();
    private final int width;

    private ColumnLines(int width) {
        this.width = width;
    }

    static List<String> of(List<Column> columns) {
        ColumnLines lines = new ColumnLines(nameWidth(columns, 0));
        lines.add(columns, "");
        return lines.lines;
    }

    private static int nameWidth(List<Column> columns, int indent) {
        int width = 0;
        for (Column column : columns) {
            width = Math.max(width, indent + column.name().length());
            width = Math.max(width, nameWidth(column.fields(), indent + 2));
        }
        return width;
    }

    private void add(List<Column> columns, String indent) {
        for (Column column : columns) {
            lines.add(
                    String.format(
                                    "%-" + width + "s  %-19s  %s",
                                    indent + column.name(),
                                    column.type(),
                                    column.meaning())
                            .stripTrailing());
            add(column.fields(), indent + "  ");
        }
    }
}
