package org.tlscensus.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.mcp.McpLimits;
import org.tlscensus.jobs.mcp.McpServer;
import org.tlscensus.jobs.store.LocalArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code census serve-mcp}. */
@Command(
        name = "serve-mcp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets an assistant ask the tables: Model Context Protocol on standard input and"
                        + " output.",
        footer = {
            "",
            "For a client that starts it itself; it ends when the client closes its input. The",
            "tools list and describe tables, ask the cookbook's questions, make the papers' tables",
            "and run SQL that only reads. An assistant that asks has the answers, client addresses",
            "too: see docs/privacy.md for tables without them.",
            "",
            "  census serve-mcp --tables tables"
        })
final class ServeMcpCommand implements Callable<Integer> {
    private static final int MIN_MEGABYTES = 128;

    @Mixin private TablesOption tables;

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows of an answer (${DEFAULT-VALUE}).")
    private int maxRows;

    @Option(
            names = "--max-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Time of an answer (${DEFAULT-VALUE}).")
    private int maxSeconds;

    @Option(
            names = "--max-memory",
            paramLabel = "MEGABYTES",
            defaultValue = "1024",
            description = "Memory of the engine (${DEFAULT-VALUE}).")
    private int maxMegabytes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (maxRows < 1 || maxSeconds < 1 || maxMegabytes < MIN_MEGABYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "want --max-rows and --max-seconds of 1 or more, --max-memory of "
                            + MIN_MEGABYTES
                            + " or more");
        }
        if (!LocalArchive.isLocal(tables.folder())) {
            throw new UserError("serve-mcp is for tables of this machine");
        }
        System.setOut(System.err); // nothing but messages of the protocol goes to the client
        try {
            McpServer.serve(
                    tables.folder(),
                    new McpLimits(maxRows, maxSeconds, maxMegabytes),
                    new Version().number(),
                    System.in,
                    new FileOutputStream(FileDescriptor.out),
                    ServeMcpCommand::giveUp);
        } catch (LinkageError e) {
            throw new UserError("DuckDB does not run here (" + e + "): use census serve-sql");
        }
        return 0;
    }

    private static void giveUp() {
        System.err.println("census: a query cannot be stopped: the server ends");
        System.exit(FailureReport.FAILED);
    }
}
