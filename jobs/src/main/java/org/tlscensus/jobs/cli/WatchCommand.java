package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code census watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes in the captures that come into a folder, until it is stopped.",
        footer = {
            "",
            "A file is taken in when it was left alone for the time of --settle; one that is still",
            "written to holds back those with later packets. SIGTERM and Ctrl-C end it, after the",
            "captures that are being read; after a kill, start it again: it goes on from the"
                    + " tables.",
            "",
            "  census watch --site campus --out tables /captures/campus"
        })
final class WatchCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "TABLES",
            description = "Folder of the tables.")
    private String out;

    @Option(
            names = "--site",
            required = true,
            paramLabel = "NAME",
            description = "The site that the captures are of.")
    private String site;

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private String folder;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            defaultValue = "5m",
            description = "How often it looks for new files (${DEFAULT-VALUE}).")
    private Duration every;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            defaultValue = "30s",
            description = "A file that was left alone for so long is complete (${DEFAULT-VALUE}).")
    private Duration settle;

    @Mixin private IngestOptions options;
    @Mixin private ReportOptions report;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.check(spec);
        return new WatchRun(this).run();
    }

    String out() {
        return out;
    }

    String site() {
        return site;
    }

    String folder() {
        return folder;
    }

    Duration every() {
        return every;
    }

    Duration settle() {
        return settle;
    }

    IngestOptions options() {
        return options;
    }

    ReportOptions report() {
        return report;
    }
}
