package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the papers has every table, with the paper that its head names. */
class PapersPageTest {
    private static final Pattern ROW = Pattern.compile("\\| (?:(.*?) \\| )?`([a-z0-9-]+)` \\| .*");

    @Test
    void everyTableIsThereWithItsPaper() throws IOException {
        TreeMap<String, String> expected = new TreeMap<>();
        for (TableFile table : TableFile.select(List.of(), null)) {
            expected.put(table.name(), String.valueOf(table.header().paper()));
        }
        TreeMap<String, String> found = new TreeMap<>();
        TreeSet<String> twice = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "papers.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && found.put(row.group(2), String.valueOf(row.group(1))) != null) {
                twice.add(row.group(2));
            }
        }
        assertEquals(expected, found);
        assertEquals(new TreeSet<>(), twice);
    }
}
