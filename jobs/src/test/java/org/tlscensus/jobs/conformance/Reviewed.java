package org.tlscensus.jobs.conformance;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Disagreements that someone examined, one a line: {@code capture glob | item | field | reason}.
 * Item and field may be {@code *}. A reason says why we are right, or why the fact cannot be known.
 */
final class Reviewed {
    private record Entry(PathMatcher capture, String item, String field, String line) {
        boolean isOfOne(Set<String> captures) {
            return captures.stream().anyMatch(name -> capture.matches(Path.of(name)));
        }

        boolean matches(Agreement.Disagreement d) {
            return capture.matches(Path.of(d.capture()))
                    && (item.equals("*") || item.equals(d.item()))
                    && (field.equals("*") || field.equals(d.field()));
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> unused = new ArrayList<>();

    static Reviewed read(Path file) throws IOException {
        Reviewed reviewed = new Reviewed();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                reviewed.add(file, number, line);
            }
        }
        return reviewed;
    }

    private void add(Path file, int number, String line) {
        String[] parts = line.split("\\|", 4);
        if (parts.length < 4 || parts[3].isBlank()) {
            throw new IllegalArgumentException(
                    file + ":" + number + ": want 'capture glob | item | field | reason'");
        }
        PathMatcher capture = FileSystems.getDefault().getPathMatcher("glob:" + parts[0].strip());
        Entry entry = new Entry(capture, parts[1].strip(), parts[2].strip(), line);
        entries.add(entry);
        unused.add(entry);
    }

    /** Whether the disagreement was examined. */
    boolean covers(Agreement.Disagreement disagreement) {
        boolean covered = false;
        for (Entry entry : entries) {
            if (entry.matches(disagreement)) {
                unused.remove(entry);
                covered = true;
            }
        }
        return covered;
    }

    /** Lines about one of these captures that met no disagreement: what they excuse is gone. */
    List<String> stale(Set<String> captures) {
        return unused.stream().filter(entry -> entry.isOfOne(captures)).map(Entry::line).toList();
    }

    /** Lines about none of these captures. */
    List<String> absent(Set<String> captures) {
        return unused.stream().filter(entry -> !entry.isOfOne(captures)).map(Entry::line).toList();
    }
}
