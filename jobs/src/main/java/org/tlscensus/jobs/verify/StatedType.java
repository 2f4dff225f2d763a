package org.tlscensus.jobs.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tlscensus.jobs.query.ResultColumn;

/** Takes the types of structures apart: what fields a file of a truth has. */
final class StatedType {
    private static final String STRUCTURE = "STRUCT<";

    private StatedType() {}

    /** The types of all fields by their paths. */
    static Map<String, String> of(Iterable<ResultColumn> columns) {
        Map<String, String> types = new LinkedHashMap<>();
        columns.forEach(column -> add(column.name(), column.type(), types));
        return types;
    }

    private static void add(String path, String type, Map<String, String> types) {
        if (!type.startsWith(STRUCTURE)) {
            types.put(path, type);
            return;
        }
        int depth = 0;
        int start = STRUCTURE.length();
        for (int i = start; i < type.length(); i++) {
            char c = type.charAt(i);
            boolean isEnd = depth == 0 && (c == ',' || c == '>');
            depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
            if (isEnd) {
                String field = type.substring(start, i).strip();
                int colon = field.indexOf(": ");
                add(path + "." + field.substring(0, colon), field.substring(colon + 2), types);
                start = i + 1;
            }
        }
    }
}
