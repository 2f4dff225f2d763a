package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.serve.ReadOnly;
import org.tlscensus.jobs.serve.Token;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code census serve-sql}. */
@Command(
        name = "serve-sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the tables and views to clients of Spark Connect on this machine.",
        footer = {
            "",
            "Runs until it is interrupted. Only this machine can reach it, and only who",
            "has its token: one is made at every start, in a file that only you can read,",
            "and a client's line is printed that reads it from there. Do not write a token",
            "on a command line: all users of the machine can read that.",
            "",
            "  census serve-sql --tables tables"
        })
final class ServeSqlCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;

    @Option(
            names = "--port",
            defaultValue = "15002",
            description = "TCP port; 0: one that is free (${DEFAULT-VALUE}).")
    private int port;

    @ArgGroup private Secret secret = new Secret();

    /** Where the token comes from. */
    private static final class Secret {
        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description =
                        "The token that clients have to show; made when it is not there. Default:"
                                + " a new one in ~/.local/state/tls-census.")
        private Path file;

        @Option(
                names = "--no-token",
                description = "Let in every user of this machine who finds the port.")
        private boolean isOpen;
    }

    @Option(
            names = "--trusted",
            description =
                    "Let clients do what you can: read and write all your files, change the tables,"
                            + " run programs. Default: they read the archive's tables and views.")
    private boolean isTrusted;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Map<String, String> rules = isTrusted ? Map.of() : ReadOnly.settings(tables.folder());
        ServeSqlRun.run(tables.folder(), port, secret.isOpen ? null : token(), rules);
        return 0;
    }

    private Token token() throws IOException {
        if (secret.file != null) {
            return Token.in(secret.file);
        }
        // Of ports that are told, no two servers have the same.
        String server = port == 0 ? "process-" + ProcessHandle.current().pid() : "port-" + port;
        return Token.renewed(StateFolder.made(), "serve-sql-" + server + ".token");
    }
}
