package org.tlscensus.core;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the conformance corpus lies: captures nobody here made, with facts about each. */
public final class CorpusFolder {
    private CorpusFolder() {}

    /** The corpus; without it a test is skipped with a printed reason, but in CI it fails. */
    public static Path path() {
        Path corpus =
                Path.of(System.getProperty("census.corpus", "../../shared/corpus"))
                        .toAbsolutePath()
                        .normalize();
        boolean there = Files.isDirectory(corpus.resolve("captures"));
        if (!there) {
            System.out.println("skipped: no corpus at " + corpus + " (set -Dcensus.corpus)");
            assertNotEquals("true", System.getenv("CI"), "CI has to have the corpus");
        }
        assumeTrue(there, "no corpus");
        return corpus;
    }

    /** All captures, by path. */
    public static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(path().resolve("captures"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The captures of a data set of this project, by path. */
    public static List<Path> dataSet(String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "datasets", name))) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
        }
    }

    /** The lines of facts about a capture; the first says what other tools counted in the file. */
    public static List<String> facts(Path capture) throws IOException {
        Path corpus = path();
        Path relative = corpus.resolve("captures").relativize(capture);
        return Files.readAllLines(corpus.resolve("facts").resolve(relative + ".jsonl"));
    }
}
