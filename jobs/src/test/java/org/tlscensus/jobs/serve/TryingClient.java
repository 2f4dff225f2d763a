package org.tlscensus.jobs.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Tries on a server what it should refuse and what it should do, each in a session of its own, and
 * prints what became of it: the kind, the name, and {@code done} or the message, with tabulators
 * between. Arguments: where the server is, the file of its token, a file that is there, one that is
 * not.
 */
final class TryingClient {
    private final String address;
    private final String token;

    private TryingClient(String address, String token) {
        this.address = address;
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        String token = Files.readString(Path.of(arguments[1])).strip();
        TryingClient client = new TryingClient(arguments[0], token);
        Attacks.all(Path.of(arguments[2]), Path.of(arguments[3]))
                .forEach((name, attack) -> client.attempt("attack", name, attack));
        Rights.all().forEach((name, right) -> client.attempt("right", name, right));
        client.attempt(
                "right",
                "two clients",
                spark -> {
                    try (SparkSession other = client.session(client.header(token))) {
                        Rights.apart(spark, other);
                    }
                });
        client.knock();
        System.exit(0);
    }

    /** Tries ways to be let in. */
    private void knock() {
        String host = address.replace("127.0.0.1", "localhost");
        Map<String, String> ways =
                Map.of(
                        "no token", address,
                        "a wrong token", header("0123456789abcdef"),
                        "half a token", header(token.substring(1)),
                        "the header", header(token),
                        "the parameter", host + "/;token=" + token);
        ways.forEach(
                (name, server) ->
                        System.out.println(
                                "way\t"
                                        + name
                                        + "\t"
                                        + outcome(
                                                server,
                                                spark -> spark.sql("SELECT 1").collectAsList())));
    }

    private String header(String shown) {
        return address + "/;authorization=Bearer%20" + shown;
    }

    private SparkSession session(String server) {
        return SparkSession.builder().remote(server).create();
    }

    private void attempt(String kind, String name, Attacks.Attack attempt) {
        System.out.println(kind + "\t" + name + "\t" + outcome(header(token), attempt));
    }

    private String outcome(String server, Attacks.Attack attempt) {
        try (SparkSession spark = session(server)) {
            attempt.run(spark);
            return "done";
        } catch (Exception e) {
            return String.valueOf(e).replaceAll("\\s+", " ");
        }
    }
}
