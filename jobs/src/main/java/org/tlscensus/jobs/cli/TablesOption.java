package org.tlscensus.jobs.cli;

import picocli.CommandLine.Option;

/** The option of all commands that work on tables. */
final class TablesOption {
    @Option(
            names = "--tables",
            required = true,
            paramLabel = "TABLES",
            description = "Folder of the archive's tables.")
    private String folder;

    String folder() {
        return folder;
    }
}
