package org.tlscensus.jobs.ocsp;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;

/** Tells the application behind a User-Agent, by ordered rules. */
public final class ClientRules implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A User-Agent is looked at up to here, so that no expression takes long. */
    private static final int MAX_LENGTH = 512;

    /** Who asks. */
    public record Client(String category, String application) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private record Rule(Client client, Pattern pattern) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final ArrayList<Rule> rules = new ArrayList<>();

    static ClientRules read(Path file) {
        ClientRules all = new ClientRules();
        List<String[]> lines = ConfLines.read(file, 3);
        for (String[] line : lines) {
            try {
                all.rules.add(new Rule(new Client(line[0], line[1]), Pattern.compile(line[2])));
            } catch (PatternSyntaxException e) {
                throw new UserError(file + ": " + line[1] + ": " + e.getDescription());
            }
        }
        return all;
    }

    /** Rules that know no client. */
    static ClientRules none() {
        return new ClientRules();
    }

    /** A number that other rules have another one of. */
    long fingerprint() {
        return KeyHash.of(
                rules.stream()
                        .flatMap(
                                rule ->
                                        Stream.of(
                                                rule.client.category(),
                                                rule.client.application(),
                                                rule.pattern.pattern()))
                        .toArray(String[]::new));
    }

    /** The client; null when no rule knows it. */
    public Client client(String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String text =
                userAgent.length() > MAX_LENGTH ? userAgent.substring(0, MAX_LENGTH) : userAgent;
        for (Rule rule : rules) {
            if (rule.pattern.matcher(text).find()) {
                return rule.client;
            }
        }
        return null;
    }
}
