package org.tlscensus.jobs.serve;

import java.util.List;
import org.tlscensus.jobs.failure.UserError;

/**
 * What a client has to say to be let in, as code that reads the token where it is.
 *
 * <p>The token goes as the header that Spark's parameter {@code token} would become: with that
 * parameter Spark's client for Java and Scala demands TLS from every host that is not called
 * localhost, and that name may lead a client to the IPv6 port of the same number, where another
 * user can wait for tokens.
 *
 * @param address {@code sc://host:port}
 * @param token null: none is asked for
 */
public record ClientLines(String address, Token token) {
    private static final String HEADER = "/;authorization=Bearer%20";

    /** Lines to print: where the server is, and how to reach it from each language. */
    public List<String> lines() {
        if (token == null) {
            return List.of("address: " + address, "no token: every user of this machine can ask");
        }
        String file = quoted(token.file().toAbsolutePath().toString());
        String head = "remote(\"" + address + HEADER + "\" + ";
        return List.of(
                "address: " + address,
                "token: " + token.file().toAbsolutePath(),
                "PySpark: SparkSession.builder."
                        + head
                        + "open("
                        + file
                        + ").read().strip()).getOrCreate()",
                "Scala, Java: SparkSession.builder()."
                        + head
                        + "Files.readString(Path.of("
                        + file
                        + ")).strip()).getOrCreate()");
    }

    /** A string literal of Java and Python. */
    private static String quoted(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new UserError("the name of the token's file has control characters");
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
