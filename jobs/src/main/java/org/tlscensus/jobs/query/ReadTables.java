package org.tlscensus.jobs.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a query reads: tables that it names, and those that views of it name. */
final class ReadTables {
    private static final Pattern READ =
            Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> views = new HashMap<>();

    void addView(SqlText view) {
        views.put(view.viewName(), view.text());
    }

    /** Names of tables and views, and of whatever else stands behind FROM and JOIN. */
    Set<String> of(SqlText query) {
        Set<String> read = new TreeSet<>();
        add(query.text(), read);
        return read;
    }

    private void add(String text, Set<String> read) {
        Matcher name = READ.matcher(text.replaceAll("--[^\n]*", ""));
        while (name.find()) {
            if (read.add(name.group(1)) && views.containsKey(name.group(1))) {
                add(views.get(name.group(1)), read);
            }
        }
    }
}
