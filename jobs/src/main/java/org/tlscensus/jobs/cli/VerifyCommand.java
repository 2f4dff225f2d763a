package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.store.LocalArchive;
import org.tlscensus.jobs.verify.Verdict;
import org.tlscensus.jobs.verify.VerdictJson;
import org.tlscensus.jobs.verify.VerdictText;
import org.tlscensus.jobs.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code census verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compares an archive's tables with a truth that census generate wrote: row by row,"
                        + " column by column.",
        footer = {
            "",
            "Exit codes: 0 nothing is false, 1 a value or a row is, 2 wrong use. What is not there",
            "is counted, but is not false.",
            "",
            "  census verify --tables tables --truth made"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin private TablesOption tables;

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "DIR",
            description = "Folder that census generate wrote, or the truth in it.")
    private Path truth;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the result as JSON, too.")
    private Path out;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Show the first N differences of each column and kind (${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--except",
            split = ",",
            paramLabel = "COLUMN",
            description =
                    "Do not compare these columns: captures, where the files were cut or joined after"
                            + " the truth was made.")
    private List<String> except = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (examples < 0) {
            throw new ParameterException(spec.commandLine(), "--examples: want 0 or more");
        }
        if (!LocalArchive.isLocal(tables.folder())) {
            throw new UserError("census verify is for tables of this machine");
        }
        Verdict verdict = new Verification(tables.folder(), truth, examples).without(except).run();
        if (out != null) {
            VerdictJson.write(verdict, out);
        }
        new VerdictText(SqlRun.standardOutput()).print(verdict);
        return verdict.isFalse() ? FailureReport.FAILED : 0;
    }
}
