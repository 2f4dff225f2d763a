package org.tlscensus.jobs;

import org.tlscensus.jobs.cli.CensusCommand;

/** Where {@code spark-submit} and the launcher begin. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = CensusCommand.execute(arguments);
        System.out.flush();
        if (code != 0 || !isInApplicationMaster()) {
            System.exit(code);
        }
    }

    /**
     * Whether YARN's application master runs this, in cluster mode. It takes an exit for a death,
     * and would have the job done again; there, to have done is to return.
     */
    private static boolean isInApplicationMaster() {
        return "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }
}
