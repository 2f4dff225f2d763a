package org.tlscensus.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/**
 * Values that a paper published: a CSV file with a header. An empty field is null.
 *
 * @param rows as long as the columns, each
 */
record Published(List<String> columns, List<List<String>> rows) {

    /** The values that are packed with the program; null when there are none of that table. */
    static Published packed(String table) {
        String file = "/published/" + table + ".csv";
        try (InputStream in = Published.class.getResourceAsStream(file)) {
            return in == null
                    ? null
                    : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    /** The values of a user's file. */
    static Published read(Path file) {
        return parse(UserFile.text(file), file.toString());
    }

    /** Reads the text of a file, RFC 4180, but that a field has no line break. */
    static Published parse(String text, String file) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new UserError(file + ": the first line must name the columns");
        }
        List<String> columns = fields(lines.get(0));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> row = fields(lines.get(i));
            if (row.size() != columns.size()) {
                throw new UserError(
                        String.format(
                                "%s:%d: %d fields, but there are %d columns",
                                file, i + 1, row.size(), columns.size()));
            }
            rows.add(row);
        }
        return new Published(columns, rows);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return Arrays.asList(
                fields.stream().map(f -> f.isEmpty() ? null : f).toArray(String[]::new));
    }

    /** Whether all values of a column are numbers. */
    boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column) == null || isNumber(row.get(column)));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    /** A field as text, or as a number with the digits that were published; or null. */
    Object value(List<String> row, int column) {
        String text = row.get(column);
        return text != null && isNumeric(column) ? new BigDecimal(text) : text;
    }
}
