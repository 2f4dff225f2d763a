package org.tlscensus.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The program's own lists in YAML: a list of maps each. */
final class PackedList {
    private PackedList() {}

    static List<Map<String, Object>> read(String name) {
        try (InputStream in = PackedList.class.getResourceAsStream("/" + name)) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Map<String, Object>> entries = new ArrayList<>();
            for (Object entry : (List<?>) document) {
                Map<String, Object> values = new LinkedHashMap<>();
                ((Map<?, ?>) entry).forEach((key, value) -> values.put(key.toString(), value));
                entries.add(values);
            }
            return entries;
        } catch (IOException e) {
            throw new IllegalStateException("the program's own file cannot be read: " + name, e);
        }
    }

    /** A text; null when there is none. */
    static String text(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        return value == null ? null : value.toString();
    }

    /** A list of texts, or one text as a list. */
    static List<String> texts(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }
}
