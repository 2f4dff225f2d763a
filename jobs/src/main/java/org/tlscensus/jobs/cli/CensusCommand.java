package org.tlscensus.jobs.cli;

import org.tlscensus.jobs.query.VisibleText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code census}. */
@Command(
        name = "census",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            PeekCommand.class,
            IngestCommand.class,
            WatchCommand.class,
            ValidateCommand.class,
            ConsensusCommand.class,
            SqlCommand.class,
            ServeSqlCommand.class,
            ServeMcpCommand.class,
            TablesCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            MergeNotaryCommand.class,
            ExtractCommand.class,
            GenerateCommand.class,
            VerifyCommand.class,
            DescribeCommand.class,
            DemoCommand.class,
            MakeKeyCommand.class,
            CommandLine.HelpCommand.class
        },
        description =
                "Turns archives of packet captures into Parquet tables about TLS in the wild.",
        footer = {
            "",
            "Options of spark-submit go to Spark, before or after the subcommand: --master,"
                    + " --conf,",
            "--properties-file, --driver-memory, --executor-memory, --executor-cores,",
            "--num-executors, --total-executor-cores, --deploy-mode, --jars, --packages, --queue,",
            "--name. With CENSUS_SPARK_HOME set, that Spark is used.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong use."
        })
public final class CensusCommand implements Runnable {
    @Spec private CommandSpec spec;

    /** The command with all its subcommands, for whoever describes them. */
    static CommandLine line() {
        return new CommandLine(new CensusCommand());
    }

    /** Runs a command line; its exit code comes back. */
    public static int execute(String[] arguments) {
        CommandLine line = line();
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> FailureReport.print(failure, System.err));
        line.setParameterExceptionHandler(
                (wrong, args) -> {
                    System.err.println("census: " + VisibleText.ofLines(wrong.getMessage()));
                    System.err.println(
                            "census: see "
                                    + wrong.getCommandLine().getCommandSpec().qualifiedName()
                                    + " --help");
                    return FailureReport.WRONG_USE;
                });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which subcommand? " + String.join(", ", spec.subcommands().keySet()));
    }
}
