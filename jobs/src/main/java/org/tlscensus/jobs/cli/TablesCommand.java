package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.tables.TableHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code census tables}. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes the tables of the papers, and of today, from an archive's tables: prints"
                        + " them, and writes each as CSV, JSON, Markdown and LaTeX.",
        footer = {
            "",
            "Each table is an SQL file. A folder given by --sql-dir adds tables, or takes the place",
            "of ours: NAME.sql is table NAME, views/NAME.sql a view, published/NAME.csv the values",
            "to stand beside it.",
            "",
            "  census tables --tables tables --out papers",
            "  census tables --tables tables --out papers --only starttls-dataset,starttls-upgrades"
        })
final class TablesCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Mixin private TablesOption tables;
    @Mixin private EngineOption engine;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder (of this machine) for the files; it is made.")
    private Path out;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these tables.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "2016|today|all",
            defaultValue = ALL,
            description =
                    "Tables of the papers of 2016, of those of today, or all (${DEFAULT-VALUE}).")
    private String group;

    @Spec private CommandSpec spec;

    @Option(names = "--sql-dir", paramLabel = "DIR", description = "A folder with more SQL files.")
    private Path sqlFolder;

    @Option(names = "--quiet", description = "Do not print the tables.")
    private boolean quiet;

    @Override
    public Integer call() {
        String wanted = group.toLowerCase(Locale.ROOT);
        if (!wanted.equals(ALL) && !TableHeader.GROUPS.contains(wanted)) {
            throw new ParameterException(
                    spec.commandLine(), "--group: want 2016, today or all, not " + group);
        }
        return new TablesRun(tables.folder(), out)
                .run(
                        () -> engine.open(tables.folder(), "census tables"),
                        only,
                        only.isEmpty() && !wanted.equals(ALL) ? wanted : null,
                        sqlFolder,
                        quiet);
    }
}
