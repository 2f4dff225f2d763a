package org.tlscensus.jobs.query;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connect.service.SparkConnectService;
import org.apache.spark.sql.connect.service.SparkConnectService$;

/** Serves the tables of a folder to clients of Spark Connect on this machine. */
public final class SqlServer implements AutoCloseable {
    private final ServedTables tables;

    /**
     * Begins to serve.
     *
     * @param spark a session that was opened with {@link #settings}
     */
    public SqlServer(SparkSession spark, String tables) {
        this.tables = new ServedTables(spark, tables);
        SparkConnectService.start(spark.sparkContext());
    }

    /**
     * What Spark's configuration has to say: clients come from this machine only, whatever the
     * machine is connected to.
     *
     * @param port TCP port; 0: one that is free
     */
    public static Map<String, String> settings(int port) {
        return Map.of(
                "spark.connect.grpc.binding.address",
                "127.0.0.1",
                "spark.connect.grpc.binding.port",
                String.valueOf(port),
                // Each query asks anew for the newest snapshot.
                "spark.sql.filesourceTableRelationCacheSize",
                "0");
    }

    /** Where clients find it. */
    public String address() {
        return "sc://127.0.0.1:" + SparkConnectService$.MODULE$.localPort();
    }

    /** Returns when it has ended. */
    public void await() throws InterruptedException {
        SparkConnectService$.MODULE$.server().awaitTermination();
    }

    @Override
    public void close() {
        SparkConnectService.stop(
                SparkConnectService.stop$default$1(), SparkConnectService.stop$default$2());
        tables.close();
    }
}
