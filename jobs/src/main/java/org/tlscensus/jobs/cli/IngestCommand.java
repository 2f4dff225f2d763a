package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code census ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Turns captures into tables.",
        footer = {
            "",
            "Captures are files, folders or globs on any file system that Hadoop knows: pcap and",
            "pcapng, also compressed with gzip, zstd, lz4, bzip2 or xz, told by their content.",
            "Files of a site are read in the order of their packets' times; names do not matter.",
            "",
            "  census ingest --site campus --out tables trace/ 'more/*.pcap.gz'",
            "  census ingest --dataset archive.yaml --out hdfs:///census/tables",
            "  census ingest --dataset archive.yaml --out tables --append"
        })
final class IngestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "TABLES",
            description = "Folder of the tables.")
    private String out;

    @Option(
            names = "--dataset",
            paramLabel = "FILE",
            description = "Manifest (YAML): name, and sites with name, vantage, captures.")
    private String dataset;

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description = "Instead of a manifest: the one site that the captures are of.")
    private String site;

    @Parameters(paramLabel = "CAPTURE", description = "With --site: its captures.")
    private List<String> captures = new ArrayList<>();

    @Option(
            names = "--append",
            description =
                    "Add to the tables that are there; captures that are in them are skipped.")
    private boolean append;

    @Option(
            names = "--overwrite",
            description = "Put the new tables in the place of those that are there.")
    private boolean overwrite;

    @Mixin private IngestOptions options;

    @Option(names = "--strict", description = "Fail when a capture is damaged.")
    private boolean strict;

    @Mixin private ReportOptions report;

    @Override
    public Integer call() throws IOException {
        if ((dataset == null) == (site == null)) {
            throw new ParameterException(
                    spec.commandLine(), "give either --dataset FILE or --site NAME CAPTURE…");
        }
        if (site != null && captures.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--site " + site + " has no captures");
        }
        if (dataset != null && !captures.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "captures stand in the manifest: " + captures.get(0));
        }
        if (append && overwrite) {
            throw new ParameterException(
                    spec.commandLine(), "--append and --overwrite exclude each other");
        }
        options.check(spec);
        return new IngestRun(this).run();
    }

    String out() {
        return out;
    }

    String dataset() {
        return dataset;
    }

    String site() {
        return site;
    }

    List<String> captures() {
        return captures;
    }

    boolean isAppend() {
        return append;
    }

    boolean isOverwrite() {
        return overwrite;
    }

    IngestOptions options() {
        return options;
    }

    /** The files that it reads besides captures and key logs. */
    List<String> files() {
        return Stream.concat(Stream.ofNullable(dataset), options.files().stream()).toList();
    }

    boolean isStrict() {
        return strict;
    }

    ReportOptions report() {
        return report;
    }
}
