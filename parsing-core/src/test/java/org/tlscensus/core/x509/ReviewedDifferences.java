package org.tlscensus.core.x509;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Differences from a referee that were looked into. A line: the defect that makes the difference,
 * our verdict, the referee's, and the reason why ours stands; "*" for any verdict.
 */
final class ReviewedDifferences {
    private record Difference(String line, String defect, String ours, String theirs) {
        boolean explains(Set<String> defects, String ourVerdict, String theirVerdict) {
            return defects.contains(defect)
                    && matches(ours, ourVerdict)
                    && matches(theirs, theirVerdict);
        }

        private static boolean matches(String pattern, String verdict) {
            return pattern.equals("*") || pattern.equals(verdict);
        }
    }

    private final List<Difference> differences;
    private final Set<String> used = new TreeSet<>();

    private ReviewedDifferences(List<Difference> differences) {
        this.differences = differences;
    }

    static ReviewedDifferences read(String resource) throws IOException {
        try (InputStream in = ReviewedDifferences.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ReviewedDifferences(
                    text.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(ReviewedDifferences::difference)
                            .toList());
        }
    }

    private static Difference difference(String line) {
        String[] fields = line.split("\\s*\\|\\s*", -1);
        if (fields.length != 4 || fields[3].isBlank()) {
            throw new IllegalArgumentException("defect | ours | theirs | reason: " + line);
        }
        return new Difference(line, fields[0], fields[1], fields[2]);
    }

    boolean explains(Set<?> defects, String ours, String theirs) {
        Set<String> names = new TreeSet<>();
        defects.forEach(defect -> names.add(defect.toString()));
        for (Difference difference : differences) {
            if (difference.explains(names, ours, theirs)) {
                used.add(difference.line);
                return true;
            }
        }
        return false;
    }

    /** Lines that explained nothing: they are to be taken out. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>();
        differences.forEach(difference -> unused.add(difference.line));
        unused.removeAll(used);
        return unused;
    }
}
