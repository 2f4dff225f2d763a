package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.DuckDbScript;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.Leftovers;
import org.tlscensus.jobs.tables.DataDictionary;
import org.tlscensus.jobs.tables.HeaderPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code census describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints the tables, or the columns of one with their meaning.",
        footer = {
            "",
            "  census describe connections",
            "  census describe --tables tables",
            "  census describe --duckdb --tables tables | duckdb -init /dev/stdin"
        })
final class DescribeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Name of a table.")
    private String table;

    @Option(
            names = "--duckdb",
            description = "Print the tables and views of --tables as SQL for DuckDB.")
    private boolean isDuckDb;

    @Option(
            names = "--tables",
            paramLabel = "TABLES",
            description =
                    "Folder of the archive's tables, or its address (s3://…). Without --duckdb:"
                            + " its newest commit, and what an unfinished run left.")
    private String tables;

    @Option(
            names = "--markdown",
            description = "Print all tables and views with their columns as a page of Markdown.")
    private boolean isMarkdown;

    @Option(
            names = "--headers",
            description =
                    "Print link layers, tags and tunnels that are looked into as a page of"
                            + " Markdown.")
    private boolean isHeaders;

    @Override
    public Integer call() {
        if (isDuckDb && tables == null) {
            throw wrong("--duckdb wants --tables");
        }
        long asked =
                Stream.of(isDuckDb, isMarkdown, isHeaders, table != null).filter(is -> is).count();
        if (asked > 1) {
            throw wrong("one of TABLE, --duckdb, --markdown and --headers");
        }
        if (tables != null && (isMarkdown || table != null)) {
            throw wrong("--tables goes alone, or with --duckdb");
        }
        if (isDuckDb) {
            System.out.print(new DuckDbScript(tables).text());
        } else if (tables != null) {
            requireLocal();
            Leftovers.of(Path.of(tables)).forEach(System.out::println);
        } else if (isMarkdown) {
            System.out.print(DataDictionary.markdown());
        } else if (isHeaders) {
            System.out.print(HeaderPage.markdown());
        } else if (table == null) {
            for (Table each : Table.values()) {
                System.out.printf("%-20s  %s%n", each.tableName(), each.meaning());
            }
        } else {
            Table chosen = table();
            System.out.println(chosen.meaning());
            System.out.println();
            ColumnLines.of(chosen.columns()).forEach(System.out::println);
        }
        return 0;
    }

    private void requireLocal() {
        if (tables.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            throw wrong("--tables without --duckdb is for folders of this machine");
        }
    }

    private Table table() {
        return Table.named(table.toLowerCase(Locale.ROOT))
                .orElseThrow(
                        () ->
                                wrong(
                                        "there is no table "
                                                + table
                                                + "; there are "
                                                + Stream.of(Table.values())
                                                        .map(Table::tableName)
                                                        .collect(Collectors.joining(", "))));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
