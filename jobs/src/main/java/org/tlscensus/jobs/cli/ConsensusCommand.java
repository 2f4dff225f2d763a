package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.tlscensus.jobs.consensus.Consensuses;
import org.tlscensus.jobs.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code census consensus}. */
@Command(
        name = "consensus",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes Tor's relays from its consensus documents: table consensus.",
        footer = {
            "",
            "Documents are files, folders or globs, as Tor publishes them (version 3, full or",
            "with microdescriptors; not compressed). With them tor-relays-by-day tells",
            "guards and exits. Running it again replaces the table.",
            "",
            "  census consensus --tables t 2015-10-*-12-00-00-consensus"
        })
final class ConsensusCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Consensus documents.")
    private List<String> files;

    @Override
    public Integer call() throws IOException {
        try (JavaSparkContext context = Session.withoutQueries("census consensus")) {
            Consensuses.Summary summary = Consensuses.write(context, tables.folder(), files);
            System.err.printf(
                    "census: %,d addresses of relays in %,d consensus documents (%,d files)%n",
                    summary.relays(), summary.documents(), summary.files());
            return 0;
        }
    }
}
