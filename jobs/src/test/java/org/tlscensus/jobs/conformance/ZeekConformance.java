package org.tlscensus.jobs.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlscensus.jobs.export.ZeekLogReader;

/**
 * Compares exported logs of a corpus, each capture a site of its own, with those that Zeek itself
 * wrote of the captures, field by field; prints how often they agree, and where they do not. Exits
 * with 1 when a difference is of no class in the reviewed list, or a class is met no longer.
 *
 * <p>Arguments: the corpus' folder, with {@code zeek/} in it; the reviewed list; the folder of the
 * exported logs. {@code .ci/zeek} makes them and calls this.
 */
public final class ZeekConformance {
    private ZeekConformance() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: ZeekConformance CORPUS REVIEWED LOGS");
            System.exit(2);
        }
        Agreement agreement = compare(Path.of(arguments[0], "zeek"), Path.of(arguments[2]));
        System.exit(ReviewedClasses.read(Path.of(arguments[1])).judge(agreement, System.out));
    }

    /** Compares all logs of captures for which there are Zeek's. */
    static Agreement compare(Path zeek, Path logs) throws IOException {
        Agreement agreement = new Agreement();
        try (Stream<Path> files = Files.walk(zeek)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                String name = zeek.relativize(file).toString();
                String capture = name.substring(0, name.length() - ".jsonl".length());
                ZeekComparison comparison =
                        new ZeekComparison(agreement, capture, ours(logs, capture));
                comparison.compare(factsByLog(file));
            }
        }
        return agreement;
    }

    private static Map<String, List<JsonNode>> factsByLog(Path file) throws IOException {
        Map<String, List<JsonNode>> facts = new TreeMap<>();
        for (JsonNode row : Corpus.lines(file)) {
            facts.computeIfAbsent(row.get("log").asText(), log -> new ArrayList<>()).add(row);
        }
        return facts;
    }

    /** Rows of all days by log. */
    private static Map<String, List<Map<String, Object>>> ours(Path logs, String capture)
            throws IOException {
        Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
        Path site = logs.resolve(capture.replace("/", "%2F"));
        if (!Files.exists(site)) {
            return rows;
        }
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                ZeekLogReader log = ZeekLogReader.read(file);
                rows.computeIfAbsent(log.path(), path -> new ArrayList<>()).addAll(log.rows());
            }
        }
        return rows;
    }
}
