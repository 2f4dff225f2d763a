package org.tlscensus.jobs.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads logs as programs do that know nothing but their header lines, by what Zeek's documentation
 * of its ASCII format says: separators, markers, names and types are those that the file tells.
 */
public final class ZeekLogReader {
    private String separator = "\t";
    private String setSeparator;
    private String empty;
    private String unset;
    private String path;
    private List<String> fields = List.of();
    private List<String> types = List.of();
    private boolean isClosed;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    private ZeekLogReader() {}

    /** A log, of which each row has null, text, or a list of such by the names of fields. */
    public static ZeekLogReader read(Path file) throws IOException {
        ZeekLogReader log = new ZeekLogReader();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("#")) {
                    log.header(line);
                } else {
                    log.row(line);
                }
            }
        }
        return log;
    }

    private void header(String line) {
        if (line.startsWith("#separator ")) {
            separator = text(line.substring("#separator ".length()));
            return;
        }
        List<String> words = List.of(line.split(separator, -1));
        String value = words.get(1);
        switch (words.get(0)) {
            case "#set_separator" -> setSeparator = value;
            case "#empty_field" -> empty = value;
            case "#unset_field" -> unset = value;
            case "#path" -> path = value;
            case "#fields" -> fields = words.subList(1, words.size());
            case "#types" -> types = words.subList(1, words.size());
            case "#close" -> isClosed = true;
            case "#open" -> {}
            default -> throw new IllegalArgumentException("no header line: " + line);
        }
    }

    private void row(String line) {
        String[] values = line.split(separator, -1);
        if (values.length != fields.size() || fields.size() != types.size() || isClosed) {
            throw new IllegalArgumentException("a row that is not like its header: " + line);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(fields.get(i), value(values[i], types.get(i)));
        }
        rows.add(row);
    }

    private Object value(String value, String type) {
        if (value.equals(unset)) {
            return null;
        }
        boolean isList = type.startsWith("vector[") || type.startsWith("set[");
        if (value.equals(empty)) {
            return isList ? List.of() : "";
        }
        return isList
                ? Arrays.stream(value.split(setSeparator, -1)).map(this::element).toList()
                : text(value);
    }

    private String element(String element) {
        return element.equals(empty) ? "" : text(element);
    }

    /** Takes back escapes of bytes. */
    private static String text(String escaped) {
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean isEscape = bytes[i] == '\\' && i + 1 < bytes.length;
            if (isEscape && bytes[i + 1] == 'x') {
                text[length++] =
                        (byte)
                                Integer.parseInt(
                                        new String(bytes, i + 2, 2, StandardCharsets.US_ASCII), 16);
                i += 3;
            } else {
                text[length++] = bytes[isEscape ? ++i : i];
            }
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    public String path() {
        return path;
    }

    public List<String> fields() {
        return fields;
    }

    public List<String> types() {
        return types;
    }

    public boolean isClosed() {
        return isClosed;
    }

    public List<Map<String, Object>> rows() {
        return rows;
    }
}
