package org.tlscensus.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The page that tells users what is read: tests hold it to the lists that the code goes by. */
public final class SupportMatrix {
    private static final Path PAGE = Path.of("..", "docs", "support-matrix.md");
    private static final Set<String> STATES = Set.of("yes", "partly", "no");

    private SupportMatrix() {}

    /** What the table under a heading says: the state of each thing. */
    public static Map<String, String> section(String heading) {
        Map<String, Map<String, String>> sections = sections();
        assertTrue(sections.containsKey(heading), heading);
        return sections.get(heading);
    }

    /** What is read according to the table under a heading, wholly or partly. */
    public static Set<String> read(String heading) {
        Set<String> read = new TreeSet<>();
        section(heading)
                .forEach(
                        (what, state) -> {
                            if (!state.equals("no")) {
                                read.add(what);
                            }
                        });
        return read;
    }

    static Map<String, Map<String, String>> sections() {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> current = null;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                current = new LinkedHashMap<>();
                sections.put(line.substring(3), current);
            } else if (line.startsWith("| ") && !line.contains("| state |")) {
                String[] cells = line.split("\\|", -1);
                if (!cells[2].strip().startsWith("---")) {
                    assertNull(current.put(cells[1].strip(), state(line, cells)), line);
                }
            }
        }
        return sections;
    }

    private static String state(String line, String[] cells) {
        assertEquals(5, cells.length, line);
        String state = cells[2].strip();
        assertTrue(STATES.contains(state), line);
        assertTrue(state.equals("yes") == cells[3].isBlank() || state.equals("no"), line);
        return state;
    }

    private static Iterable<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
