package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code census demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Ingests the captures in datasets/demo, judges the certificates in them, asks the tables a"
                        + " few questions, and makes the report.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the tables, made anew (.census/demo in the project's folder).")
    private String out;

    @Override
    public Integer call() throws IOException {
        new DemoRun(out).run();
        return 0;
    }
}
