package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.export.CertificateExport;
import org.tlscensus.jobs.export.CertificateFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census export certificates}. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes certificates, each in a file named by its SHA-256:"
                        + " DIR/ab/abcdef….der.",
        footer = {
            "",
            "  census export certificates --tables tables --out certificates --format pem \\",
            "    --where \"not_after < TIMESTAMP '2026-01-01' AND is_ca\""
        })
final class ExportCertificatesCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Mixin private NewFolderOption out;

    @Option(
            names = "--format",
            defaultValue = "der",
            description = "der or pem (${DEFAULT-VALUE}).")
    private CertificateFormat format;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Only those for which this holds, over the columns of certificates.")
    private String condition;

    @Override
    public Integer call() throws IOException {
        long certificates =
                new CertificateExport(tables.folder(), out.folder(), format, condition)
                        .run(() -> engine.open(tables.folder(), "census export certificates"));
        System.err.println("census: certificates: " + certificates);
        return 0;
    }
}
