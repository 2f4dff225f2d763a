package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder that an export fills. */
final class NewFolderOption {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder (of this machine) for what is made: new or empty.")
    private Path folder;

    Path folder() {
        return folder;
    }
}
