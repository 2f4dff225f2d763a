package org.tlscensus.jobs.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.store.OutputFolder;

/**
 * A folder of this machine that one export fills: it is new or empty, and the files come to it when
 * all of them are made. An export that fails leaves it as it was.
 */
final class ExportFolder implements AutoCloseable {
    private final Path folder;
    private final Path staging;
    private final boolean isNew;
    private final Thread remover = new Thread(this::removeUnpublished);
    private boolean isPublished;

    private ExportFolder(Path folder, boolean isNew) {
        this.folder = folder;
        this.isNew = isNew;
        staging = folder.resolve(".census-" + UUID.randomUUID());
    }

    /**
     * Looks at a folder, and writes nothing.
     *
     * @param command whose folder it is going to be
     * @param tables the folder of the tables that the command reads
     * @throws UserError when it has files, is none, or is an archive's
     */
    static void require(Path folder, String command, String tables) {
        OutputFolder.of(folder, command, tables);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            if (children.findAny().isPresent()) {
                throw new UserError(
                        folder + " is not empty: give a new folder for what " + command + " makes");
            }
        } catch (IOException e) {
            throw new UserError("cannot look into " + folder + ": " + e.getMessage());
        }
    }

    /** Makes the folder, which was {@linkplain #require looked at}. */
    static ExportFolder begin(Path folder) {
        ExportFolder made = new ExportFolder(folder, !Files.exists(folder));
        try {
            Files.createDirectories(made.staging);
        } catch (IOException e) {
            throw new UserError("cannot make the folder " + folder + ": " + e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(made.remover); // Ctrl-C ends it too
        return made;
    }

    /** Where files are made. */
    Path staging() {
        return staging;
    }

    /**
     * Puts the files in their places.
     *
     * @param last of what lies in the folder itself, that which tells that all is there; or null
     */
    void publish(String last) throws IOException {
        try (Stream<Path> children = Files.list(staging)) {
            List<Path> inOrder =
                    children.sorted(
                                    Comparator.comparing(
                                                    (Path made) ->
                                                            made.getFileName()
                                                                    .toString()
                                                                    .equals(last))
                                            .thenComparing(Comparator.naturalOrder()))
                            .toList();
            for (Path made : inOrder) {
                Path place = folder.resolve(made.getFileName());
                if (Files.exists(place)) { // a rename would take its place
                    throw new FileAlreadyExistsException(place.toString());
                }
                Files.move(made, place);
            }
        }
        isPublished = true;
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        removeUnpublished();
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException e) {
            // it is running
        }
    }

    private void removeUnpublished() {
        try {
            if (Files.exists(staging)) {
                removeAll(staging);
            }
            if (isNew && !isPublished) {
                removeIfEmpty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + staging, e);
        }
    }

    private static void removeAll(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void removeIfEmpty() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        boolean isEmpty;
        try (Stream<Path> children = Files.list(folder)) {
            isEmpty = children.findAny().isEmpty();
        }
        if (isEmpty) {
            Files.delete(folder);
        }
    }
}
