package org.tlscensus.jobs.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tlscensus.jobs.query.Workbench;

/**
 * Finds out which row of an archive is which of the truth: makes a table {@code pairs}. Which end
 * of a connection is the client is a value like others, and no part of the key.
 */
final class Pairing {
    private static final List<String> ENDS =
            List.of("client_address", "client_port", "server_address", "server_port");

    private final Workbench bench;

    Pairing(Workbench bench) {
        this.bench = bench;
    }

    void make(TruthTable truth) {
        bench.make(
                template()
                        .replace("{truth_key}", key(truth, "t"))
                        .replace("{our_key}", key(truth, "o"))
                        .replace("{truth_time}", time(truth, "t"))
                        .replace("{our_time}", time(truth, "o"))
                        .replace("{cause}", truth.cause("t"))
                        .replace("{said}", SaidOfItself.of(truth.table(), "o")));
    }

    private static String template() {
        try (InputStream in = Pairing.class.getResourceAsStream("/verify/pairs.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    private static String key(TruthTable truth, String alias) {
        List<Field> fields = new ArrayList<>(truth.key());
        List<Field> ends =
                ENDS.stream()
                        .flatMap(e -> fields.stream().filter(f -> f.path().equals(e)))
                        .toList();
        List<String> parts = new ArrayList<>();
        if (ends.size() == ENDS.size()) {
            fields.removeAll(ends);
            String client = texts(ends.subList(0, 2), alias);
            String server = texts(ends.subList(2, 4), alias);
            parts.add(String.format("least(%s, %s)", client, server));
            parts.add(String.format("greatest(%s, %s)", client, server));
        }
        if (!fields.isEmpty()) {
            parts.add(texts(fields, alias));
        }
        return parts.isEmpty() ? "''" : "concat_ws(chr(31), " + String.join(", ", parts) + ")";
    }

    private static String texts(List<Field> fields, String alias) {
        return fields.stream()
                .map(f -> "coalesce(CAST(" + f.cast(alias) + " AS VARCHAR), chr(0))")
                .collect(Collectors.joining(", ", "concat_ws(chr(31), ", ")"));
    }

    private static String time(TruthTable truth, String alias) {
        if (truth.times().isEmpty()) {
            return "0::BIGINT";
        }
        return truth.times().stream()
                .map(field -> field.cast(alias))
                .collect(Collectors.joining(", ", "epoch_us(coalesce(", "))"));
    }
}
