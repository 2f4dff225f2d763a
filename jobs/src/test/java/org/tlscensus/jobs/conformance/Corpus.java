package org.tlscensus.jobs.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of captures with facts about them, and rows of ours about the same captures. */
final class Corpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /** Facts by capture, named by its path below {@code captures}, e.g. {@code tls/x.pcap}. */
    static Map<String, List<JsonNode>> facts(Path corpus) throws IOException {
        Path root = corpus.resolve("facts");
        Map<String, List<JsonNode>> facts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                String name = root.relativize(file).toString();
                facts.put(name.substring(0, name.length() - ".jsonl".length()), lines(file));
            }
        }
        return facts;
    }

    /** Rows by the site they belong to: one site a capture. */
    static Map<String, List<JsonNode>> rowsBySite(Path jsonLines) throws IOException {
        Map<String, List<JsonNode>> rows = new TreeMap<>();
        for (JsonNode row : lines(jsonLines)) {
            rows.computeIfAbsent(row.get("site").asText(), site -> new ArrayList<>()).add(row);
        }
        return rows;
    }

    static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }

    /** A field, or null where it is absent or null. */
    static JsonNode field(JsonNode node, String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at == null ? null : at.get(name);
        }
        return at == null || at.isNull() ? null : at;
    }

    static String text(JsonNode node, String... path) {
        JsonNode value = field(node, path);
        return value == null ? null : value.asText();
    }

    /** The elements of an array as text; null where it is absent. */
    static List<String> texts(JsonNode node, String... path) {
        JsonNode value = field(node, path);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Numbers of an array in facts' hexadecimal form, four digits. */
    static List<String> hexes(JsonNode node, String... path) {
        List<String> numbers = texts(node, path);
        return numbers == null
                ? null
                : numbers.stream().map(n -> hex(Integer.parseInt(n))).toList();
    }

    static String hex(int number) {
        return String.format("0x%04x", number);
    }
}
