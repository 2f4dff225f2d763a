package org.tlscensus.jobs.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.x509.CertificateParser;

/**
 * The rows of a corpus by the core alone, as JSON lines like those of the tables: a conformance run
 * in seconds, for work on the parsers. Arguments: the corpus' folder, and the files to write the
 * connections and the certificates to.
 */
public final class CoreRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CoreRows() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).resolve("captures");
        Map<String, byte[]> certificates = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        try (PrintWriter out = writer(arguments[1]);
                Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String site = root.relativize(file).toString();
                SiteRows rows = read(site, file);
                certificates.putAll(rows.certificates());
                for (ConnectionRow row : rows.connections()) {
                    ObjectNode node = (ObjectNode) json(row);
                    node.put("site", site);
                    out.println(mapper.writeValueAsString(node));
                }
            }
        }
        try (PrintWriter out = writer(arguments[2])) {
            for (byte[] der : certificates.values()) {
                out.println(mapper.writeValueAsString(json(CertificateParser.parse(der))));
            }
        }
    }

    /** The rows of one capture. */
    static SiteRows read(String site, Path file) throws IOException {
        return SiteRows.of(site, file, AnalysisOptions.DEFAULTS);
    }

    private static PrintWriter writer(String file) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8));
    }

    /** A value as JSON: record components become fields in snake case. */
    static JsonNode json(Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Record row) {
            ObjectNode node = JSON.objectNode();
            for (RecordComponent component : row.getClass().getRecordComponents()) {
                node.set(snake(component.getName()), json(read(row, component)));
            }
            return node;
        }
        if (value instanceof List<?> list) {
            ArrayNode node = JSON.arrayNode();
            list.forEach(element -> node.add(json(element)));
            return node;
        }
        if (value instanceof Instant time) {
            return JSON.textNode(time.toString());
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Number number) {
            return number instanceof Double
                    ? JSON.numberNode(number.doubleValue())
                    : JSON.numberNode(number.longValue());
        }
        return value instanceof byte[] bytes
                ? JSON.binaryNode(bytes)
                : JSON.textNode(value.toString());
    }

    private static Object read(Record row, RecordComponent component) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
