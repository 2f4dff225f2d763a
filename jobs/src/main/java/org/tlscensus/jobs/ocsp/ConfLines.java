package org.tlscensus.jobs.ocsp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/** Lines of a list in {@code conf}: fields between bars, comments behind a number sign. */
final class ConfLines {
    private ConfLines() {}

    /**
     * The fields of each line.
     *
     * @param fields how many a line has
     * @throws UserError when it cannot be read, or a line has another number of fields
     */
    static List<String[]> read(Path file, int fields) {
        List<String[]> lines = new ArrayList<>();
        int number = 0;
        for (String line : UserFile.text(file).lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            // A bar without blanks around it is part of a field.
            String[] parts =
                    Stream.of(line.split(" \\| ", fields))
                            .map(String::strip)
                            .toArray(String[]::new);
            if (parts.length != fields) {
                throw new UserError(
                        file + ":" + number + ": " + parts.length + " fields instead of " + fields);
            }
            lines.add(parts);
        }
        return lines;
    }
}
