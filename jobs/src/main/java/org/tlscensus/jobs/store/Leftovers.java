package org.tlscensus.jobs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;

/**
 * What an archive on this machine is made of besides its tables, in words. Knows neither Hadoop nor
 * Spark, so that it is there at once.
 */
public final class Leftovers {
    private Leftovers() {}

    /**
     * The newest commit, and what runs left that live or died.
     *
     * @throws UserError when there is no such folder
     */
    public static List<String> of(Path tables) {
        if (!Files.isDirectory(tables)) {
            throw new UserError("there are no tables: " + tables + " does not exist");
        }
        List<String> lines = new ArrayList<>();
        try {
            List<Path> snapshots = children(tables.resolve("_state/snapshots"), "[0-9]+\\.json");
            if (snapshots.isEmpty()) {
                lines.add("no commit: there are no tables, or those of an earlier version");
            } else {
                Path newest = snapshots.get(snapshots.size() - 1);
                String number = newest.getFileName().toString().replaceFirst("^0*(\\d+).*", "$1");
                lines.add("commit " + number + " of " + time(newest));
            }
            if (snapshots.size() > 1) {
                lines.add(
                        "files that it replaced are still there for running queries: the next"
                                + " ingest, validate or consensus removes them, ten minutes after"
                                + " it at the earliest");
            }
            for (Path staging : children(tables, "_staging-.*")) {
                Path owner = staging.resolve("_owner");
                if (Files.isRegularFile(owner)) {
                    lines.add(unfinished(staging, owner));
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot look into " + tables + ": " + e.getMessage());
        }
        return lines;
    }

    private static List<Path> children(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    private static Instant time(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String unfinished(Path staging, Path owner) throws IOException {
        String[] words = Files.readString(owner).split(" ", 3);
        String process = words.length < 2 ? "a process" : "process " + words[1] + " on " + words[0];
        return String.format(
                "%s holds %,d bytes of a run that is not done (%s, last heard of at %s): if it"
                        + " died, the next run clears them",
                staging.getFileName(), bytes(staging), process, time(owner));
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
