package org.tlscensus.jobs.cli;

import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.AutoEngine;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.query.VisibleText;
import org.tlscensus.jobs.store.LocalArchive;

/** Which engine answers. */
enum EngineChoice {
    DUCKDB,
    SPARK,
    /** DuckDB where it can; else Spark, and the user is told why. */
    AUTO;

    QueryEngine open(String tables, String command) {
        return switch (this) {
            case DUCKDB -> duckDb(tables);
            case SPARK -> SparkEngine.start(tables, command);
            case AUTO -> auto(tables, command);
        };
    }

    private static QueryEngine duckDb(String tables) {
        if (!LocalArchive.isLocal(tables)) {
            throw new UserError("--engine duckdb is for tables of this machine: use spark");
        }
        try {
            return new DuckEngine(tables);
        } catch (LinkageError e) {
            throw new UserError("DuckDB does not run here (" + e + "): use --engine spark");
        }
    }

    private static QueryEngine auto(String tables, String command) {
        String reason = reasonForSpark(tables);
        if (reason == null) {
            try {
                return new AutoEngine(
                        new DuckEngine(tables),
                        why -> {
                            tell("DuckDB refuses this (" + why + ")");
                            return SparkEngine.start(tables, command);
                        });
            } catch (LinkageError e) {
                reason = "DuckDB does not run here";
            }
        }
        tell(reason);
        return SparkEngine.start(tables, command);
    }

    private static void tell(String reason) {
        System.err.println("census: Spark answers: " + VisibleText.of(reason));
    }

    /** Null when there is none. The launcher tells whether Spark was given options. */
    private static String reasonForSpark(String tables) {
        if (!LocalArchive.isLocal(tables)) {
            return "the tables are not on this machine";
        }
        if (!System.getProperty("spark.master", "local").startsWith("local")) {
            return "it was given a cluster";
        }
        return Boolean.getBoolean("census.spark") ? "it was given options" : null;
    }
}
