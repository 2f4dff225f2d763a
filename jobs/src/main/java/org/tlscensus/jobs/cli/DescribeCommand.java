package org.tlscensus.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code census describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Prints the tables, or the columns of one with their meaning.")
final class DescribeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Name of a table.")
    private String table;

    @Override
    public Integer call() {
        if (table == null) {
            for (Table each : Table.values()) {
                System.out.printf("%-14s %s%n", each.tableName(), each.meaning());
            }
            return 0;
        }
        for (Table each : Table.values()) {
            if (each.tableName().equals(table.toLowerCase(Locale.ROOT))) {
                System.out.println(each.meaning());
                System.out.println();
                print(each.columns(), "", nameWidth(each.columns(), 0));
                return 0;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "there is no table "
                        + table
                        + "; there are "
                        + Stream.of(Table.values())
                                .map(Table::tableName)
                                .collect(Collectors.joining(", ")));
    }

    private static int nameWidth(List<Column> columns, int indent) {
        int width = 0;
        for (Column column : columns) {
            width = Math.max(width, indent + column.name().length());
            width = Math.max(width, nameWidth(column.fields(), indent + 2));
        }
        return width;
    }

    private static void print(List<Column> columns, String indent, int width) {
        for (Column column : columns) {
            System.out.printf(
                    "%-" + width + "s  %-19s  %s%n",
                    indent + column.name(),
                    column.type(),
                    column.meaning());
            print(column.fields(), indent + "  ", width);
        }
    }
}
