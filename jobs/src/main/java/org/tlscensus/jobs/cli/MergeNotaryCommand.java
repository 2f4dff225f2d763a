package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.export.NotaryMerge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code census merge-notary}. */
@Command(
        name = "merge-notary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes one notary of contributions of several sites: the tables notary_connections"
                        + " and notary_certificates. Adding a contribution twice changes nothing.",
        footer = {"", "  census merge-notary campus-2026 lab-2026 --out notary"})
final class MergeNotaryCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Contributions, as census export notary makes them.")
    private List<Path> contributions;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "TABLES",
            description = "Folder (of this machine) of the notary; what it has stays in.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        NotaryMerge.Summary made = new NotaryMerge(contributions, out).run();
        System.err.println(
                "census: connections: "
                        + made.connections()
                        + ", certificates: "
                        + made.certificates());
        return 0;
    }
}
