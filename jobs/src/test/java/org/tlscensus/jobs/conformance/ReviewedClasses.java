package org.tlscensus.jobs.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Classes of differences that someone examined, one a line: {@code field | capture glob | theirs |
 * ours | reason}. Field and values are regular expressions for the whole; a value of {@code *} is
 * any. A difference is of the first class that it fits.
 */
final class ReviewedClasses {
    private record DifferenceClass(
            Pattern field, PathMatcher capture, Pattern theirs, Pattern ours, String line) {
        boolean holds(Agreement.Disagreement d) {
            return field.matcher(d.field()).matches()
                    && theirs.matcher(d.fact()).matches()
                    && ours.matcher(d.ours()).matches()
                    && capture.matches(Path.of(d.capture()));
        }
    }

    private final List<DifferenceClass> classes = new ArrayList<>();

    static ReviewedClasses read(Path file) throws IOException {
        ReviewedClasses reviewed = new ReviewedClasses();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                reviewed.add(line);
            }
        }
        return reviewed;
    }

    private void add(String line) {
        String[] parts = line.split(" \\| ", 5);
        if (parts.length < 5 || parts[4].isBlank()) {
            throw new IllegalArgumentException(
                    "want 'field | capture glob | theirs | ours | reason': " + line);
        }
        classes.add(
                new DifferenceClass(
                        Pattern.compile(parts[0].strip()),
                        FileSystems.getDefault().getPathMatcher("glob:" + parts[1].strip()),
                        value(parts[2]),
                        value(parts[3]),
                        line));
    }

    private static Pattern value(String text) {
        return Pattern.compile(text.strip().equals("*") ? ".*" : text.strip(), Pattern.DOTALL);
    }

    /** Prints what agrees, each class with its count, and what is of none; the exit code. */
    int judge(Agreement agreement, PrintStream out) {
        agreement.print(out);
        Map<DifferenceClass, Integer> counts = new LinkedHashMap<>();
        classes.forEach(each -> counts.put(each, 0));
        int unexplained = 0;
        for (Agreement.Disagreement d : agreement.disagreements()) {
            DifferenceClass found =
                    classes.stream().filter(each -> each.holds(d)).findFirst().orElse(null);
            if (found == null) {
                out.println("unexplained: " + d);
                unexplained++;
            } else {
                counts.merge(found, 1, Integer::sum);
            }
        }
        counts.forEach((each, count) -> out.printf("%6d  %s%n", count, each.line()));
        boolean isStale = counts.containsValue(0);
        out.printf(
                "%d values compared, %d differ, %d of no class%s%n",
                agreement.compared(),
                agreement.disagreements().size(),
                unexplained,
                isStale ? "; a class is met no longer" : "");
        return unexplained == 0 && !isStale && agreement.compared() > 0 ? 0 : 1;
    }
}
