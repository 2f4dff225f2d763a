package org.tlscensus.jobs.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.query.Workbench;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;

/**
 * A value of a row that is compared: a column, or a field of a structure; a list is one value.
 *
 * @param path with dots: {@code tls.client_hello.version}
 * @param column its last part
 */
record Field(String path, Column column) {
    /** Durations are told by a clock of nanoseconds. */
    private static final String HALF_A_NANOSECOND = "5e-10";

    /** The fields of a table, structures taken apart. */
    static List<Field> of(Table table) {
        List<Field> fields = new ArrayList<>();
        add("", table.columns(), fields);
        return fields;
    }

    private static void add(String prefix, List<Column> columns, List<Field> fields) {
        for (Column column : columns) {
            String path = prefix + column.name();
            if (column.fields().isEmpty()) {
                fields.add(new Field(path, column));
            } else {
                add(path + ".", column.fields(), fields);
            }
        }
    }

    /** Whether a column as a truth states it is this field, or a structure around it. */
    boolean isWithin(String stated) {
        return path.equals(stated) || path.startsWith(stated + ".");
    }

    /** The value in a row of ours, for SQL. */
    String of(String alias) {
        return alias + ".\"" + path.replace(".", "\".\"") + '"';
    }

    /** The value in a row of a truth, as ours is: times with microseconds. */
    String cast(String alias) {
        return String.format("CAST(%s AS %s)", of(alias), Workbench.type(column));
    }

    /** The condition that two values, neither of which is NULL, are the same. */
    String same(String one, String other) {
        return column.type().equals("DOUBLE")
                ? String.format("abs(%s - %s) < %s", one, other, HALF_A_NANOSECOND)
                : one + " = " + other;
    }

    /** Whether a truth's type will do: the numbers may be wider, and times finer. */
    boolean takes(String type) {
        return kind(type).equals(kind(column.type()));
    }

    private static String kind(String type) {
        return switch (type.toUpperCase(Locale.ROOT).replace(" ", "")) {
            case "TINYINT", "SMALLINT", "INT", "BIGINT" -> "integer";
            case "TIMESTAMP", "TIMESTAMP_NS" -> "time";
            default -> type.replace(" ", "");
        };
    }
}
