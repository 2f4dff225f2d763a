package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.generate.Generation;
import org.tlscensus.jobs.generate.Request;
import org.tlscensus.jobs.generate.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code census generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes captures from a plan, and beside them the truth: what the tables have to say.",
        footer = {
            "",
            "  census generate --plan datasets/plans/smoke.yaml --out made",
            "  census ingest --dataset made/dataset.yaml --out tables",
            "  census verify --tables tables --truth made"
        })
final class GenerateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "FILE",
            description = "What is made: docs/generate.md tells the keys.")
    private Path plan;

    @Mixin private NewFolderOption out;

    @Option(names = "--seed", paramLabel = "N", description = "Instead of the plan's.")
    private Long seed;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Of the plan's number of connections (${DEFAULT-VALUE}).")
    private double scale;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many in all, instead of the plan's and a scale.")
    private long connections;

    @Option(
            names = "--bytes",
            paramLabel = "SIZE",
            converter = Quantities.Bytes.class,
            description =
                    "Begin connections until the captures have so many bytes before compression: 500m,"
                            + " 20g. They come as thick as without; the archive gets longer or"
                            + " shorter.")
    private Long bytes;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description = "Sites that are made at a time (all cores).")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        if (!(scale > 0 && scale <= 1e6)) {
            throw new ParameterException(spec.commandLine(), "--scale: above 0, at most 1000000");
        }
        if (connections < 0 || cores < 1 || seed != null && seed < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--connections, --cores and --seed are not negative");
        }
        Summary made =
                Generation.run(
                        new Request(
                                plan,
                                out.folder(),
                                seed,
                                scale,
                                connections,
                                bytes == null ? 0 : bytes,
                                cores));
        System.err.printf(
                "census: %,d connections, %,d certificates, %,d OCSP lookups; %,d packets,"
                        + " %,d bytes in %,d captures%n",
                made.connections(),
                made.certificates(),
                made.lookups(),
                made.packets(),
                made.bytes(),
                made.files());
        return 0;
    }
}
