package org.tlscensus.jobs.query;

import java.util.Locale;
import java.util.Map;

/**
 * Spark's SQL in DuckDB's spelling, where the same signs mean something else: text in double
 * quotes, names in backticks, escapes in text, places in a list from 0, types of numbers by their
 * last letter. Lines stay lines. What is neither is left to DuckDB to refuse.
 */
final class SparkDialect {
    /** Functions whose names or arguments macros cannot have. */
    private static final Map<String, String> FUNCTIONS =
            Map.of("array", "list_value", "transform", "list_transform");

    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private SparkDialect(String sql) {
        this.sql = sql;
    }

    /** The statement for DuckDB. */
    static String toDuckDb(String sql) {
        SparkDialect dialect = new SparkDialect(sql);
        dialect.until('\0');
        return dialect.out.toString();
    }

    /** Goes on to a closing bracket, or to the end. */
    private void until(char end) {
        while (at < sql.length() && sql.charAt(at) != end) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"') {
                text(c);
            } else if (c == '`') {
                name();
            } else if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
                comment();
            } else if (Character.isJavaIdentifierStart(c)) {
                word();
            } else if (Character.isDigit(c)) {
                number();
            } else if (c == '[') {
                bracket();
            } else {
                out.append(c);
                at++;
            }
        }
    }

    private void comment() {
        boolean isLine = sql.charAt(at) == '-';
        int end = isLine ? sql.indexOf('\n', at) : sql.indexOf("*/", at + 2);
        int next = end < 0 ? sql.length() : isLine ? end : end + 2;
        out.append(sql, at, next);
        at = next;
    }

    private void name() {
        out.append('"');
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '`' && !sql.startsWith("``", at)) {
                break;
            }
            at += c == '`' ? 1 : 0;
            out.append(c == '"' ? "\"\"" : String.valueOf(c));
        }
        at++;
        out.append('"');
    }

    private void text(char quote) {
        out.append('\'');
        for (at++; at < sql.length() && sql.charAt(at) != quote; at++) {
            char c = sql.charAt(at);
            if (c == '\\' && at + 1 < sql.length()) {
                at++;
                escape();
            } else {
                out.append(c == '\'' ? "''" : String.valueOf(c));
            }
        }
        at++;
        out.append('\'');
    }

    /**
     * What a character behind a backslash stands for; Spark keeps the backslash of two for LIKE.
     */
    private void escape() {
        char c = sql.charAt(at);
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case '\'' -> out.append("''");
            case '%', '_' -> out.append('\\').append(c);
            case 'u' -> unicode();
            default -> out.append(c);
        }
    }

    private void unicode() {
        String digits = sql.substring(at + 1, Math.min(at + 5, sql.length()));
        if (digits.matches("[0-9A-Fa-f]{4}")) {
            out.append((char) Integer.parseInt(digits, 16));
            at += 4;
        } else {
            out.append('u');
        }
    }

    private void word() {
        int start = at;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        String word = sql.substring(start, at);
        boolean isCalled = at < sql.length() && sql.charAt(at) == '(';
        out.append(isCalled ? FUNCTIONS.getOrDefault(word.toLowerCase(Locale.ROOT), word) : word);
    }

    private void number() {
        int start = at;
        digits();
        if (at + 1 < sql.length() && sql.charAt(at) == '.' && isDigit(at + 1)) {
            at++;
            digits();
        }
        boolean hasExponent = false;
        if (at < sql.length() && "eE".indexOf(sql.charAt(at)) >= 0) {
            int sign = at + 1 < sql.length() && "+-".indexOf(sql.charAt(at + 1)) >= 0 ? 1 : 0;
            if (isDigit(at + 1 + sign)) {
                hasExponent = true;
                at += 1 + sign;
                digits();
            }
        }
        String number = sql.substring(start, at);
        boolean isLast =
                at + 1 >= sql.length() || !Character.isJavaIdentifierPart(sql.charAt(at + 1));
        char type = at < sql.length() && isLast ? sql.charAt(at) : ' ';
        switch (type) {
            case 'D', 'd' -> out.append(number).append(hasExponent ? "" : "e0");
            case 'L', 'l' -> out.append("CAST(").append(number).append(" AS BIGINT)");
            default -> {
                out.append(number);
                return;
            }
        }
        at++;
    }

    private boolean isDigit(int index) {
        return index < sql.length() && Character.isDigit(sql.charAt(index));
    }

    private void digits() {
        while (isDigit(at)) {
            at++;
        }
    }

    /** A place in a list, from 0 in Spark and from 1 in DuckDB; keys of maps are as they are. */
    private void bracket() {
        int last = out.length() - 1;
        char before = last < 0 ? ' ' : out.charAt(last);
        boolean isPlace = Character.isJavaIdentifierPart(before) || ")]\"".indexOf(before) >= 0;
        at++;
        boolean isKey = at < sql.length() && "'\"".indexOf(sql.charAt(at)) >= 0;
        int start = out.length() + 1;
        out.append('[');
        until(']');
        if (isPlace && !isKey) {
            String place = out.substring(start);
            boolean isNumber = place.matches("\\d{1,8}");
            out.setLength(start);
            out.append(
                    isNumber ? String.valueOf(Integer.parseInt(place) + 1) : "(" + place + ") + 1");
        }
        out.append(']');
        at++;
    }
}
