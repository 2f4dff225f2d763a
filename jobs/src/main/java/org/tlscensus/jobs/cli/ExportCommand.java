package org.tlscensus.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code census export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        subcommands = {
            ExportZeekCommand.class,
            ExportNotaryCommand.class,
            ExportNotaryZoneCommand.class,
            ExportCertificatesCommand.class,
            CommandLine.HelpCommand.class
        },
        description = "Writes what other programs and other people read.")
final class ExportCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which export? zeek, notary, notary-zone or certificates");
    }
}
