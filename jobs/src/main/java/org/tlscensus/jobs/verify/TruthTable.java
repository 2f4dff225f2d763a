package org.tlscensus.jobs.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Table;

/**
 * What a truth states of one table.
 *
 * @param rows how many it has
 * @param key fields that tell which rows of the two sides may be the same
 * @param times fields of that key that hold times: of the rows with a key those belong together
 *     that are nearest by the first time that is there
 * @param stated fields whose values are stated
 * @param compared those of them that are compared
 * @param extra columns that no table has
 * @param files of Parquet, without links in their paths
 */
record TruthTable(
        Table table,
        long rows,
        List<Field> key,
        List<Field> times,
        List<Field> stated,
        List<Field> compared,
        List<String> extra,
        List<String> files) {

    /** A column that tells what befell a row on its way. */
    private static final String AILMENTS = "ailments";

    /** A column of certificates: that one connection without ailments had it. */
    private static final String WHOLE = "whole";

    /** Takes names for fields; {@code where} is what messages call the file. */
    static TruthTable of(
            String where,
            Table table,
            long rows,
            List<String> key,
            List<String> stated,
            List<String> extra,
            List<String> files) {
        List<Field> all = Field.of(table);
        List<Field> values = fields(where, table, all, stated);
        List<Field> keys = new ArrayList<>();
        List<Field> times = new ArrayList<>();
        for (Field field : fields(where, table, values, key)) {
            (field.column().type().equals("TIMESTAMP") ? times : keys).add(field);
        }
        if (table == Table.OCSP) { // of a staple nobody saw a request
            values.stream().filter(f -> f.path().equals("response_time")).forEach(times::add);
        }
        return new TruthTable(table, rows, keys, times, values, values, extra, files);
    }

    private static List<Field> fields(
            String where, Table table, List<Field> known, List<String> names) {
        return names.stream()
                .map(
                        name ->
                                known.stream()
                                        .filter(field -> field.path().equals(name))
                                        .findFirst()
                                        .orElseThrow(
                                                () ->
                                                        new UserError(
                                                                where
                                                                        + ": "
                                                                        + table.tableName()
                                                                        + " has no column "
                                                                        + name)))
                .toList();
    }

    /** Whether the table has a column, or a structure of columns, stated or not. */
    boolean has(String column) {
        return Field.of(table).stream().anyMatch(field -> field.isWithin(column));
    }

    /** The same, but that a column, or a structure of columns, is not compared. */
    TruthTable without(String column) {
        List<Field> others = compared.stream().filter(field -> !field.isWithin(column)).toList();
        return new TruthTable(table, rows, key, times, stated, others, extra, files);
    }

    String name() {
        return table.tableName();
    }

    /** Whether a row of the truth tells of ailments. */
    boolean tellsAilments() {
        return extra.contains(AILMENTS);
    }

    /** What a row of the truth suffered, sorted, as SQL for a text; {@code none}: nothing. */
    String cause(String alias) {
        if (tellsAilments()) {
            return String.format(
                    "coalesce(nullif(array_to_string(list_sort(%s.%s), '+'), ''), 'none')",
                    alias, AILMENTS);
        }
        return extra.contains(WHOLE)
                ? String.format("CASE WHEN %s.%s THEN 'none' ELSE 'not whole' END", alias, WHOLE)
                : "'none'";
    }

    /**
     * What of a row of the truth is not in the captures, as SQL for a text, where nobody can find
     * the row without it: {@code no_payload_captured}, {@code no_hello_captured}; empty: nothing of
     * that kind.
     */
    String unseen(String alias) {
        if (table != Table.CONNECTIONS) {
            return "''";
        }
        StringBuilder text = new StringBuilder("CASE ");
        if (states("client_bytes") && states("server_bytes")) {
            text.append("WHEN %1$s.client_bytes + %1$s.server_bytes = 0");
            text.append(" THEN 'no_payload_captured' ");
        }
        if (states("tls.client_hello_time") && states("tls.server_hello_time")) {
            text.append(
                    "WHEN %1$s.tls.version IS NOT NULL AND coalesce(%1$s.tls.client_hello_time,");
            text.append(" %1$s.tls.server_hello_time) IS NULL THEN 'no_hello_captured' ");
        }
        return String.format(text.append("WHEN true THEN '' END").toString(), alias);
    }

    private boolean states(String path) {
        return stated.stream().anyMatch(field -> field.path().equals(path));
    }

    /** Names of all columns of the files, fields of structures by their paths. */
    List<String> columns() {
        return Stream.concat(stated.stream().map(Field::path), extra.stream()).toList();
    }
}
