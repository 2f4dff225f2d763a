package org.tlscensus.jobs.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.schema.Table;

class DuckEngineTest {
    @TempDir Path folder;

    private DuckEngine engine() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(
                    String.format(
                            "{\"site\":\"%s\",\"name\":\"c%d.pcap\",\"packets\":%d}",
                            i % 2 == 0 ? "a" : "b", i, i));
        }
        QuickTables.write(folder, Table.CAPTURES, rows);
        return new DuckEngine(folder.toString());
    }

    private static List<String> rows(QueryEngine engine, String query) {
        List<String> rows = new ArrayList<>();
        try (Result result = engine.run(new SqlText("", "query", query))) {
            rows.add(result.columns().toString());
            result.forEachRemaining(row -> rows.add(row.values().toString()));
        }
        return rows;
    }

    /** First of files, then of what is kept of them; by itself and below a view. */
    @Test
    void theSameQuestionHasTheSameAnswerAgain() throws IOException {
        List<String> questions =
                List.of(
                        "SELECT site, sum(packets) AS n FROM captures GROUP BY site ORDER BY n",
                        "SELECT * FROM captures LIMIT 3",
                        "SELECT * FROM most_packets");
        try (DuckEngine engine = engine()) {
            engine.addView(
                    new SqlText(
                            "most-packets",
                            "most_packets",
                            "SELECT name FROM captures ORDER BY packets DESC LIMIT 1"));
            for (String question : questions) {
                try (DuckEngine other = new DuckEngine(folder.toString())) {
                    if (!question.contains("most_packets")) {
                        assertEquals(rows(other, question), rows(engine, question), question);
                    }
                }
                assertEquals(rows(engine, question), rows(engine, question), question);
            }
            assertEquals("[c99.pcap]", rows(engine, questions.get(2)).get(1));
        }
    }

    @Test
    void whatIsAskedAgainIsNotReadAgain() throws IOException {
        try (DuckEngine engine = engine()) {
            List<String> first = rows(engine, "SELECT max(packets) FROM captures");
            rows(engine, "SELECT count(*) FROM captures");
            Files.delete(folder.resolve("captures/part.parquet"));
            assertEquals(first, rows(engine, "SELECT max(packets) FROM captures"));
            assertFalse(engine.names().isEmpty());
            assertEquals(Set.of(), engine.unmadeOf(new SqlText("", "q", "SELECT 1 FROM captures")));
        }
    }
}
