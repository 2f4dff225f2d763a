package org.tlscensus.jobs.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.SqlText;

/**
 * What the comment at the head of a table's SQL file says.
 *
 * @param group {@link #GROUPS one of these}; null: it belongs to each
 * @param paper where such a table was published, or null
 * @param definition what is counted and how, or null
 * @param population what shares are of, or null
 * @param columns meaning of each column, with its unit
 * @param publishedKey columns that find a published row
 * @param plots descriptions of plots
 */
public record TableHeader(
        String title,
        String group,
        String paper,
        String definition,
        String population,
        Map<String, String> columns,
        List<String> publishedKey,
        List<String> plots) {
    /** The papers of 2016, and questions of today. */
    public static final List<String> GROUPS = List.of("2016", "today");

    /** Of a query that does not tell. */
    static final TableHeader NONE =
            new TableHeader(null, null, null, null, null, Map.of(), List.of(), List.of());

    private static final Pattern ENTRY = Pattern.compile("-- ([a-z]+)(?: (\\w+))?: *(.*)");
    private static final Pattern CONTINUED = Pattern.compile("--\\s{2,}(\\S.*)");
    private static final String COLUMN = "column";
    private static final Set<String> WORDS =
            Set.of("title", "group", "paper", "definition", "population", "published", "plot", COLUMN);

    /** Reads the head of a file. */
    static TableHeader of(SqlText sql) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = sql.text().lines().takeWhile(line -> line.startsWith("--")).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher entry = ENTRY.matcher(lines.get(i).stripTrailing());
            Matcher continued = CONTINUED.matcher(lines.get(i).stripTrailing());
            if (entry.matches()) {
                entries.add(entry(sql, i + 1, entry));
            } else if (continued.matches() && !entries.isEmpty()) {
                entries.get(entries.size() - 1).text.append(' ').append(continued.group(1));
            } else {
                throw wrong(sql, i + 1, "neither '-- word: text' nor '--   more of it'");
            }
        }
        String title = text(sql, entries, "title");
        if (title == null) {
            throw wrong(sql, 1, "the first line must be '-- title: …'");
        }
        String key = text(sql, entries, "published");
        return new TableHeader(
                title,
                group(sql, entries),
                text(sql, entries, "paper"),
                text(sql, entries, "definition"),
                text(sql, entries, "population"),
                columns(entries),
                key == null ? List.of() : List.of(key.split("[,\\s]+")),
                entries.stream()
                        .filter(e -> e.word.equals("plot"))
                        .map(e -> e.text.toString())
                        .toList());
    }

    private record Entry(int line, String word, String column, StringBuilder text) {}

    private static Entry entry(SqlText sql, int line, Matcher entry) {
        String word = entry.group(1);
        if (!WORDS.contains(word)) {
            throw wrong(sql, line, "unknown word " + word + "; known: " + sorted());
        }
        if (word.equals(COLUMN) != (entry.group(2) != null)) {
            throw wrong(sql, line, "write '-- column NAME: meaning'");
        }
        return new Entry(line, word, entry.group(2), new StringBuilder(entry.group(3)));
    }

    private static String sorted() {
        return String.join(", ", WORDS.stream().sorted().toList());
    }

    private static UserError wrong(SqlText sql, int line, String what) {
        return new UserError(sql.source() + ":" + line + ": " + what);
    }

    private static String text(SqlText sql, List<Entry> entries, String word) {
        String text = null;
        for (Entry entry : entries) {
            if (entry.word.equals(word)) {
                if (text != null) {
                    throw wrong(sql, entry.line, word + " stands there twice");
                }
                text = entry.text.toString();
            }
        }
        return text;
    }

    private static String group(SqlText sql, List<Entry> entries) {
        String group = text(sql, entries, "group");
        if (group != null && !GROUPS.contains(group)) {
            throw wrong(sql, 1, "group is one of " + String.join(", ", GROUPS) + ", not " + group);
        }
        return group;
    }

    private static Map<String, String> columns(List<Entry> entries) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.word.equals(COLUMN)) {
                columns.put(entry.column, entry.text.toString());
            }
        }
        return columns;
    }
}
