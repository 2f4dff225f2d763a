package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.query.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code census sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs SQL over the tables; each is a view: connections, certificates, captures.",
        footer = {
            "",
            "Without QUERY and --file, statements come from standard input; on a terminal there is",
            "a prompt. Statements end with a semicolon. The SQL is Spark's.",
            "",
            "  census sql --tables tables 'SELECT tls.version, count(*) FROM connections GROUP BY 1'"
        })
final class SqlCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table, csv or json (${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--file", paramLabel = "FILE", description = "A file with statements.")
    private Path file;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "One or more statements.")
    private String query;

    @Override
    public Integer call() throws IOException {
        new SqlRun(() -> engine.open(tables.folder(), "census sql"), format).run(query, file);
        return 0;
    }
}
