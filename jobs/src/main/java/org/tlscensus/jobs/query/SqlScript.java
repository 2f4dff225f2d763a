package org.tlscensus.jobs.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into SQL statements, at semicolons outside of quotes and comments. */
public final class SqlScript {
    private SqlScript() {}

    /** The statements, without their semicolons; empty ones are left out. */
    public static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ';') {
                add(statements, text.substring(start, i));
                start = i + 1;
            }
            i = after(text, i);
        }
        add(statements, text.substring(start));
        return statements;
    }

    /** Whether a statement is complete: the text ends with a semicolon that ends one. */
    public static boolean isComplete(String text) {
        int i = 0;
        boolean complete = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                complete = c == ';';
            }
            i = after(text, i);
        }
        return complete;
    }

    /** The index behind the character, or behind the quote or comment that it begins. */
    private static int after(String text, int i) {
        char c = text.charAt(i);
        if (c == '\'' || c == '"' || c == '`') {
            return afterQuote(text, i);
        }
        if (text.startsWith("--", i)) {
            return behind(text, "\n", i);
        }
        return text.startsWith("/*", i) ? behind(text, "*/", i + 2) : i + 1;
    }

    private static int afterQuote(String text, int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i += text.charAt(i) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    private static int behind(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private static void add(List<String> statements, String statement) {
        boolean hasWords =
                !statement.replaceAll("--[^\n]*", "").replaceAll("(?s)/\\*.*?\\*/", "").isBlank();
        if (hasWords) {
            statements.add(statement.strip());
        }
    }
}
