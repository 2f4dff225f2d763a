package org.tlscensus.jobs.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.Workbench;
import org.tlscensus.jobs.schema.Table;

/** Finds out where rows are to be looked for: only of a few, since it is dear. */
final class Places {
    /** A connection that carried a row, and its first capture. */
    private static final Map<Table, String> CARRIERS =
            Map.of(
                    Table.CONNECTIONS,
                    "SELECT census_row, connection_id, captures[1] AS capture FROM wanted",
                    Table.OCSP,
                    "SELECT w.census_row, w.connection_id, c.captures[1] AS capture"
                            + " FROM wanted w LEFT JOIN connections c USING (connection_id)",
                    Table.CERTIFICATES,
                    """
                    SELECT w.census_row, min(c.connection_id) AS connection_id,
                        arg_min(c.captures[1], c.connection_id) AS capture
                    FROM wanted w LEFT JOIN (
                        SELECT connection_id, captures,
                            unnest(coalesce(tls.server_chain, []) || coalesce(tls.client_chain, [])) AS sha256
                        FROM connections
                    ) c USING (sha256) GROUP BY ALL
                    """);

    private final Workbench bench;

    /**
     * @param connections the query of our connections
     */
    Places(Workbench bench, String connections) {
        this.bench = bench;
        bench.make("CREATE OR REPLACE TEMP VIEW connections AS " + connections);
    }

    /** The places of examples, one for each. */
    List<Place> of(TruthTable truth, List<Example> examples) {
        Map<Long, Place> theirs = places(truth, "truth", numbers(examples, Example::truthRow));
        Map<Long, Place> ours = places(truth, "ours", numbers(examples, Example::ourRow));
        return examples.stream()
                .map(e -> e.ourRow() == null ? theirs.get(e.truthRow()) : ours.get(e.ourRow()))
                .toList();
    }

    private static List<Long> numbers(List<Example> examples, Function<Example, Long> row) {
        return examples.stream().map(row).filter(Objects::nonNull).distinct().toList();
    }

    private Map<Long, Place> places(TruthTable truth, String side, List<Long> rows) {
        Map<Long, Place> places = new HashMap<>();
        if (rows.isEmpty()) {
            return places;
        }
        boolean isOurs = side.equals("ours");
        boolean hasCaptures = truth.stated().stream().anyMatch(f -> f.path().equals("captures"));
        String key =
                Stream.concat(truth.key().stream(), truth.times().stream())
                        .map(field -> "CAST(" + field.of("w") + " AS VARCHAR)")
                        .collect(Collectors.joining(", ", "concat_ws(' ', ", ")"));
        String carriers =
                isOurs
                        ? CARRIERS.getOrDefault(
                                truth.table(), "SELECT census_row, NULL, NULL FROM wanted")
                        : "SELECT census_row, NULL, %s FROM wanted"
                                .formatted(hasCaptures ? "captures[1]" : "NULL");
        String sql =
                """
                WITH wanted AS (SELECT * FROM %s WHERE census_row IN (%s)),
                    carriers (census_row, connection_id, capture) AS (%s)
                SELECT w.census_row, %s, c.connection_id, c.capture
                FROM wanted w JOIN carriers c USING (census_row)
                """
                        .formatted(
                                side,
                                rows.stream().map(String::valueOf).collect(Collectors.joining(",")),
                                carriers,
                                key);
        try (Result result = bench.ask(sql)) {
            while (result.hasNext()) {
                Row row = result.next();
                places.put(
                        (Long) row.get(0),
                        new Place(
                                (String) row.get(1), (String) row.get(2), (String) row.get(3)));
            }
        }
        return places;
    }
}
