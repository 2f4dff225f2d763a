package org.tlscensus.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the report: tables that answer one question, or that one paper had.
 *
 * @param id names it in the page
 * @param paper where such tables were published, or null
 * @param tables by name, in order
 * @param fill what would give rows to those of them that have none, by table's name
 * @param fillAll the same of the others
 */
record Part(
        String id,
        String title,
        String question,
        String paper,
        List<String> tables,
        Map<String, String> fill,
        String fillAll) {
    /** Of tables that no part names: the user's own. */
    static final Part OTHERS =
            new Part(
                    "others",
                    "Further tables",
                    "From SQL files of your own.",
                    null,
                    List.of(),
                    Map.of(),
                    "other captures");

    /** All parts, in order. */
    static List<Part> all() {
        List<Part> parts = new ArrayList<>();
        for (Map<String, Object> entry : PackedList.read("report/parts.yaml")) {
            Map<String, String> fill = new LinkedHashMap<>();
            if (entry.get("fill") instanceof Map<?, ?> map) {
                map.forEach((table, what) -> fill.put(table.toString(), what.toString()));
            }
            parts.add(
                    new Part(
                            PackedList.text(entry, "id"),
                            PackedList.text(entry, "title"),
                            PackedList.text(entry, "question"),
                            PackedList.text(entry, "paper"),
                            PackedList.texts(entry, "tables"),
                            fill,
                            PackedList.text(entry, "fill_all")));
        }
        return parts;
    }

    /** What would give a table rows. */
    String fillOf(String table) {
        return fill.getOrDefault(table, fillAll);
    }
}
