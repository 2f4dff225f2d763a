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
                "Ingests all captures in datasets as one archive, judges their certificates, takes in Tor's"
                        + " consensus, answers six questions, and makes the report.")
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
