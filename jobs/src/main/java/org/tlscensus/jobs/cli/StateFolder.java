package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the program keeps for a user what is of no use to others (XDG Base Directory
 * Specification).
 */
final class StateFolder {
    private StateFolder() {}

    /** The folder, which is made when it is not there: nobody else may look into it. */
    static Path made() throws IOException {
        String state = System.getenv("XDG_STATE_HOME");
        Path parent =
                state == null || state.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        return Files.createDirectories(
                parent.resolve("tls-census"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
