package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.export.NotaryExport;
import org.tlscensus.jobs.failure.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census export notary}. */
@Command(
        name = "notary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a contribution to a notary: the features of each connection, without clients'"
                        + " addresses and ports, and the servers' certificates, as Parquet and JSON"
                        + " Lines, with a manifest.",
        footer = {
            "",
            "The key keeps hashes from being reversed: 64 hexadecimal digits in a file that is",
            "yours alone. Use the same one for all contributions of a site.",
            "",
            "  census export notary --tables tables --out contribution --key notary.key"
        })
final class ExportNotaryCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Mixin private NewFolderOption out;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The key's file.")
    private Path key;

    @Option(
            names = "--minimum-connections",
            paramLabel = "K",
            defaultValue = "1",
            description =
                    "Leave out server names that fewer than K clients asked for (${DEFAULT-VALUE}).")
    private long minimum;

    @Override
    public Integer call() throws IOException {
        if (minimum < 1) {
            throw new UserError("--minimum-connections is 1 or more");
        }
        NotaryExport.Summary made =
                new NotaryExport(tables.folder(), out.folder(), key, minimum)
                        .run(() -> engine.open(tables.folder(), "census export notary"));
        System.err.println(
                "census: connections: "
                        + made.connections()
                        + ", certificates: "
                        + made.certificates());
        return 0;
    }
}
