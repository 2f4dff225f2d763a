package org.tlscensus.jobs.verify;

import java.util.ArrayList;
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

/** Looks up what there is to be seen of a few differences, and where. */
final class Places {
    private static final int COLUMNS_AT_ONCE = 8;
    private static final int SHOWN_CHARACTERS = 200;

    /** A connection that carried a row {@code o} of ours, and its first capture. */
    private static final Map<Table, String> CARRIERS =
            Map.of(
                    Table.CONNECTIONS,
                    "SELECT census_row, connection_id, captures[1] FROM seen",
                    Table.OCSP,
                    "SELECT s.census_row, s.connection_id, c.captures[1]"
                            + " FROM seen s LEFT JOIN connections c USING (connection_id)",
                    Table.CERTIFICATES,
                    """
                    SELECT s.census_row, min(c.connection_id), arg_min(c.captures[1], c.connection_id)
                    FROM seen s LEFT JOIN (
                        SELECT connection_id, captures,
                            unnest(coalesce(tls.server_chain, []) || coalesce(tls.client_chain, [])) AS sha256
                        FROM connections
                    ) c USING (sha256) GROUP BY ALL
                    """);

    private record Texts(String truth, String ours) {}

    private final Workbench bench;
    private final TruthTable truth;

    /**
     * @param connections the query of our connections
     */
    Places(Workbench bench, TruthTable truth, String connections) {
        this.bench = bench;
        this.truth = truth;
        bench.make("CREATE OR REPLACE TEMP VIEW connections AS " + connections);
    }

    /** The places of examples, one for each. */
    List<Place> of(List<Example> examples) {
        bench.make("CREATE OR REPLACE TEMP TABLE wanted AS " + wanted(examples));
        Map<Long, Row> rows = rows("truth_row");
        Map<Long, Row> extra = rows("our_row");
        Map<String, Map<Long, Texts>> texts = texts(examples);
        List<Place> places = new ArrayList<>();
        for (Example example : examples) {
            Row row =
                    example.truthRow() == null
                            ? extra.get(example.ourRow())
                            : rows.get(example.truthRow());
            Texts values =
                    example.isOfRow()
                            ? new Texts(null, null)
                            : texts.get(example.column()).get(example.truthRow());
            places.add(
                    new Place(
                            values.truth(),
                            values.ours(),
                            (String) row.get(1),
                            (String) row.get(2),
                            (String) row.get(3)));
        }
        return places;
    }

    private static String wanted(List<Example> examples) {
        return """
                SELECT t.truth_row, p.our_row FROM (SELECT unnest(%s::BIGINT[]) AS truth_row) t
                LEFT JOIN pairs p USING (truth_row)
                UNION ALL SELECT NULL, unnest(%s::BIGINT[])
                """
                .formatted(
                        numbers(examples, Example::truthRow), numbers(examples, Example::ourRow));
    }

    private static String numbers(List<Example> examples, Function<Example, Long> row) {
        return examples.stream()
                .map(row)
                .filter(Objects::nonNull)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Connection, capture and key of the wanted rows, by their numbers on one side. */
    private Map<Long, Row> rows(String number) {
        boolean hasCaptures = truth.stated().stream().anyMatch(f -> f.path().equals("captures"));
        String sql =
                """
                WITH seen AS (SELECT * FROM ours WHERE census_row IN (SELECT our_row FROM wanted)),
                    carriers (census_row, connection_id, capture) AS (%s)
                SELECT w.%s, c.connection_id, coalesce(c.capture, %s),
                    CASE WHEN t.census_row IS NULL THEN %s ELSE %s END
                FROM wanted w LEFT JOIN truth t ON t.census_row = w.truth_row
                    LEFT JOIN seen o ON o.census_row = w.our_row
                    LEFT JOIN carriers c ON c.census_row = w.our_row
                WHERE w.%2$s IS NOT NULL
                """
                        .formatted(
                                CARRIERS.getOrDefault(
                                        truth.table(), "SELECT census_row, NULL, NULL FROM seen"),
                                number,
                                hasCaptures ? "t.captures[1]" : "NULL",
                                key("o"),
                                key("t"));
        Map<Long, Row> rows = new HashMap<>();
        try (Result result = bench.ask(sql)) {
            while (result.hasNext()) {
                Row row = result.next();
                rows.put((Long) row.get(0), row);
            }
        }
        return rows;
    }

    private String key(String alias) {
        return Stream.concat(truth.key().stream(), truth.times().stream())
                .map(field -> "CAST(" + field.of(alias) + " AS VARCHAR)")
                .collect(Collectors.joining(", ", "concat_ws(' ', ", ")"));
    }

    /** By column and row of the truth. */
    private Map<String, Map<Long, Texts>> texts(List<Example> examples) {
        List<Field> fields =
                truth.compared().stream()
                        .filter(f -> examples.stream().anyMatch(e -> e.column().equals(f.path())))
                        .toList();
        Map<String, Map<Long, Texts>> texts = new HashMap<>();
        for (int i = 0; i < fields.size(); i += COLUMNS_AT_ONCE) {
            int end = Math.min(fields.size(), i + COLUMNS_AT_ONCE);
            addTexts(fields.subList(i, end), texts);
        }
        return texts;
    }

    private void addTexts(List<Field> fields, Map<String, Map<Long, Texts>> texts) {
        String values =
                fields.stream()
                        .flatMap(f -> Stream.of(f.cast("t"), f.of("o")))
                        .map(v -> "left(CAST(" + v + " AS VARCHAR), " + SHOWN_CHARACTERS + ")")
                        .collect(Collectors.joining(", "));
        String sql =
                """
                SELECT w.truth_row, %s FROM wanted w JOIN truth t ON t.census_row = w.truth_row
                JOIN ours o ON o.census_row = w.our_row
                """
                        .formatted(values);
        try (Result result = bench.ask(sql)) {
            while (result.hasNext()) {
                Row row = result.next();
                for (int i = 0; i < fields.size(); i++) {
                    Texts both =
                            new Texts((String) row.get(2 * i + 1), (String) row.get(2 * i + 2));
                    texts.computeIfAbsent(fields.get(i).path(), p -> new HashMap<>())
                            .put((Long) row.get(0), both);
                }
            }
        }
    }
}
