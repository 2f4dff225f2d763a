package org.tlscensus.jobs.cli;

import java.util.concurrent.Callable;
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
            "Runs until it is interrupted. Only this machine can reach it, but all its",
            "users can, and a client can do what you can: where you are not alone, let it",
            "ask for a token by --conf spark.connect.authenticate.token=TOKEN.",
            "",
            "  census serve-sql --tables tables",
            "  pyspark --remote sc://localhost:15002"
        })
final class ServeSqlCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;

    @Option(
            names = "--port",
            defaultValue = "15002",
            description = "TCP port; 0: one that is free (${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        ServeSqlRun.run(tables.folder(), port);
        return 0;
    }
}
