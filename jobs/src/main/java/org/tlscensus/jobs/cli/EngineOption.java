package org.tlscensus.jobs.cli;

import org.tlscensus.jobs.query.QueryEngine;
import picocli.CommandLine.Option;

/** The option of all commands that ask the tables. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "auto",
            description =
                    "What answers: duckdb, for tables of this machine; spark, on this machine or a"
                            + " cluster; auto: duckdb where it can (${DEFAULT-VALUE}).")
    private EngineChoice choice;

    /**
     * Opens the engine over an archive.
     *
     * @param command how Spark's pages call the work
     */
    QueryEngine open(String tables, String command) {
        return choice.open(tables, command);
    }
}
