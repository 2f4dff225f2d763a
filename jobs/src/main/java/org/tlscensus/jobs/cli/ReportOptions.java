package org.tlscensus.jobs.cli;

import picocli.CommandLine.Option;

/** How an ingest is to tell what it does. Loaded with all commands, also without Spark and Hadoop. */
final class ReportOptions {
    @Option(names = "--quiet", description = "No progress, no summary.")
    private boolean quiet;

    @Option(
            names = "--json-log",
            description = "Progress and summary on standard error as JSON, an object a line.")
    private boolean jsonLog;

    @Option(
            names = "--summary-json",
            paramLabel = "FILE",
            description = "A file for what was done, as JSON; replaced at every success.")
    private String summaryFile;

    /** As without options, or with {@code --quiet}. */
    static ReportOptions of(boolean isQuiet) {
        ReportOptions options = new ReportOptions();
        options.quiet = isQuiet;
        return options;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isJson() {
        return jsonLog;
    }

    /** A path on any file system; null: none. */
    String summaryFile() {
        return summaryFile;
    }
}
