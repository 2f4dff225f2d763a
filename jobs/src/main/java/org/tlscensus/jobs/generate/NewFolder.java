package org.tlscensus.jobs.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;

/** The folder that is filled: new or empty, so that nothing of the user's is lost. */
final class NewFolder {
    private NewFolder() {}

    static void require(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserError(folder + " is a file: give a folder for what is made");
        }
        try {
            Files.createDirectories(folder);
            try (Stream<Path> children = Files.list(folder)) {
                if (children.findAny().isPresent()) {
                    throw new UserError(
                            folder + " is not empty: give a new folder for what generate makes");
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot make the folder " + folder + ": " + e.getMessage());
        }
    }
}
