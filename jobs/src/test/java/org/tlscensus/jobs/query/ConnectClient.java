package org.tlscensus.jobs.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks a server of Spark Connect the questions of the cookbook, and prints the answers: {@code >}
 * and the question, then its rows with tabulators. A program of its own, since Spark's client and
 * Spark itself do not go into one Java. Arguments: where the server is, and the file of its token.
 */
final class ConnectClient {
    private ConnectClient() {}

    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark =
                SparkSession.builder()
                        .remote(
                                arguments[0]
                                        + "/;authorization=Bearer%20"
                                        + Files.readString(Path.of(arguments[1])).strip())
                        .config("spark.sql.codegen.wholeStage", "false")
                        .config("spark.sql.adaptive.enabled", "false")
                        .getOrCreate()) {
            ask(spark);
        }
    }

    private static void ask(SparkSession spark) {
        for (Map.Entry<String, String> question : Cookbook.questions().entrySet()) {
            System.out.println(">" + question.getKey());
            for (Row row : spark.sql(question.getValue()).collectAsList()) {
                System.out.println(Cookbook.line(row));
            }
        }
    }
}
