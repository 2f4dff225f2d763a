package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.export.NotaryZone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census export notary-zone}. */
@Command(
        name = "notary-zone",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes DIR/notary.zone, a DNS zone that answers for the SHA-1 of a certificate as"
                        + " the ICSI Notary does; of merged contributions where TABLES has them.",
        footer = {
            "",
            "  census export notary-zone --tables tables --out zone --origin notary.example.org"
        })
final class ExportNotaryZoneCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Mixin private NewFolderOption out;

    @Option(
            names = "--origin",
            required = true,
            paramLabel = "NAME",
            description = "The zone's name.")
    private String origin;

    @Option(
            names = "--name-server",
            paramLabel = "NAME",
            description = "Who serves it; else ns in the zone, with the address 127.0.0.1.")
    private String nameServer;

    @Override
    public Integer call() throws IOException {
        long certificates =
                new NotaryZone(tables.folder(), out.folder(), origin, nameServer)
                        .run(() -> engine.open(tables.folder(), "census export notary-zone"));
        System.err.println("census: certificates: " + certificates);
        return 0;
    }
}
