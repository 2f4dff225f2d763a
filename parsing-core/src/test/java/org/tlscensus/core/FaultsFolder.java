package org.tlscensus.core;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * Where the captures lie that once came out wrong, each with its right values: more of them than
 * this repository holds.
 */
public final class FaultsFolder {
    /** Files that belong together, as one site's, and the secrets beside them. */
    public record Fault(String name, List<Path> files, KeyLog secrets) {}

    private FaultsFolder() {}

    /**
     * The folder; without it a test is skipped with a printed reason, but fails if it was named.
     */
    public static Path path() {
        Path faults =
                Path.of(System.getProperty("census.faults", "../../shared/faults"))
                        .toAbsolutePath()
                        .normalize();
        boolean there = Files.isDirectory(faults.resolve("captures"));
        if (!there) {
            System.out.println("skipped: no faults at " + faults + " (set -Dcensus.faults)");
            assertNull(System.getProperty("census.faults"), "the faults that were named");
        }
        assumeTrue(there, "no faults");
        return faults;
    }

    /** All of them, by name. */
    public static List<Fault> all() throws IOException {
        List<Fault> all = new ArrayList<>();
        for (Path capture : list(path().resolve("captures"), "*.pcap*")) {
            String name = capture.getFileName().toString();
            KeyLog secrets = new KeyLog();
            Path keyLog = capture.resolveSibling(name.replaceFirst("\\.pcap.*", ".keylog"));
            if (Files.exists(keyLog)) {
                try (InputStream in = Files.newInputStream(keyLog)) {
                    secrets.read(in);
                }
            }
            all.add(new Fault(name, List.of(capture), secrets));
        }
        for (Path report : list(path().resolve("reports"), "*")) {
            String name = report.getFileName().toString();
            all.add(new Fault(name, list(report, "input*"), KeyLog.EMPTY));
        }
        return all;
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
            return files.filter(file -> matcher.matches(file.getFileName())).sorted().toList();
        }
    }
}
