package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tlscensus.jobs.export.ZeekExport;
import org.tlscensus.jobs.export.ZeekFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census export zeek}. */
@Command(
        name = "zeek",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes conn.log, ssl.log (with the columns of ssl-log-ext), x509.log and ocsp.log"
                        + " as Zeek does, by site and UTC day: DIR/SITE/YYYY-MM-DD/conn.log.",
        footer = {"", "  census export zeek --tables tables --out logs"})
final class ExportZeekCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Mixin private NewFolderOption out;

    @Option(
            names = "--format",
            defaultValue = "tsv",
            description = "tsv, Zeek's own; or json (${DEFAULT-VALUE}).")
    private ZeekFormat format;

    @Override
    public Integer call() throws IOException {
        Map<String, Long> rows =
                new ZeekExport(tables.folder(), out.folder(), format)
                        .run(() -> engine.open(tables.folder(), "census export zeek"));
        System.err.println(
                "census: rows: "
                        + rows.entrySet().stream()
                                .map(log -> log.getKey() + " " + log.getValue())
                                .collect(Collectors.joining(", ")));
        return 0;
    }
}
