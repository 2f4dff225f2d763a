package org.tlscensus.jobs.cli;

import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Prints the options that Spark wants Java to be started with, one a line, for the launcher. The
 * incubating vector module is left out: only Spark's machine learning uses it, and it warns.
 */
final class JavaOptions {
    private JavaOptions() {}

    public static void main(String[] arguments) {
        for (String option : JavaModuleOptions.defaultModuleOptionArray()) {
            if (!option.startsWith("--add-modules")) {
                System.out.println(option);
            }
        }
    }
}
