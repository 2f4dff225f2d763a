package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.tables.TableFile;

/** Rows and columns of a table with published values: what is ours, and what is the paper's. */
class TableDataTest {
    private static final List<TableData.Column> COLUMNS =
            List.of(
                    new TableData.Column("protocol", false, false, null),
                    new TableData.Column("port", true, true, null),
                    new TableData.Column("connections", true, false, null),
                    new TableData.Column("connections_published", true, false, null));

    /** Rows are protocol, port, ours, theirs; a dash is nothing. */
    private static TableData table(String rows) {
        List<List<Object>> all = new ArrayList<>();
        for (String row : rows.split(";", -1)) {
            List<Object> values = new ArrayList<>();
            String[] cells = row.strip().split(" ", -1);
            for (int i = 0; i < cells.length; i++) {
                values.add(
                        cells[i].equals("-") ? null : i == 0 ? cells[i] : Long.valueOf(cells[i]));
            }
            all.add(values);
        }
        TableFile file = TableFile.select(List.of("starttls-dataset"), null).get(0);
        return new TableData(file, COLUMNS, all, all.size());
    }

    private static String shown(TableData data) {
        List<String> names = data.columns().stream().map(TableData.Column::name).toList();
        List<String> rows = new ArrayList<>(List.of(String.join(" ", names)));
        data.rows().forEach(row -> rows.add(row.toString()));
        return String.join("; ", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SMTP 25 3 9; IRC 6667 0 2 | protocol port connections connections_published; [SMTP, 25, 3, 9]
                    SMTP 25 3 -; IRC 6667 - 2 | protocol port connections; [SMTP, 25, 3]
                    SMTP 25 0 9               | protocol port connections
                    """)
    void oursHaveCountsOfOurs(String rows, String shown) {
        assertEquals(shown, shown(table(rows).ours()));
        int count = Arrays.asList(shown.split(";", -1)).size() - 1;
        assertEquals(count, table(rows).ours().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SMTP 25 3 9; IRC 6667 0 2 | protocol port connections; [IRC, 6667, 2]
                    SMTP 25 3 9               | connections
                    SMTP 25 0 -               | connections
                    """)
    void theOthersAreThePapers(String rows, String shown) {
        assertEquals(shown, shown(table(rows).published()));
    }
}
