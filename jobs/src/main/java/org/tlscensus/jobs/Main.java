package org.tlscensus.jobs;

import org.tlscensus.jobs.cli.CensusCommand;

/** Where {@code spark-submit} and the launcher begin. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = CensusCommand.execute(arguments);
        System.out.flush();
        System.exit(code);
    }
}
