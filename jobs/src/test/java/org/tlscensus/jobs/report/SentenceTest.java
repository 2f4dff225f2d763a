package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.tables.TableFile;

class SentenceTest {
    private static TableData row(Object... values) {
        List<TableData.Column> columns =
                List.of(
                        new TableData.Column("links", true, false, null),
                        new TableData.Column("share_percent", true, false, null),
                        new TableData.Column("host", false, false, null));
        return new TableData(
                TableFile.of("made", "SELECT 1"), columns, List.of(Arrays.asList(values)), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [links~link~links] by [host]. | <b>2</b> links by <b>a&lt;b</b>.
                    a < b, [share_percent].       | A &lt; b, <b>12.5 %</b>.
                    no value                      | No value
                    """)
    void valuesStandInIt(String template, String html) {
        assertEquals(html, Sentence.html(template.replace('~', '|'), row(2, 12.5, "a<b")));
    }

    @Test
    void oneIsOne() {
        assertEquals("<b>1</b> link.", Sentence.html("[links|link|links].", row(1L, null, null)));
    }

    @Test
    void isNotSaidWhereAValueIsMissing() {
        assertNull(Sentence.html("[links] by [host]", row(1, 1.0, null)));
        TableData row = row(1, 1.0, "a");
        assertNull(
                Sentence.html("[links]", new TableData(row.table(), row.columns(), List.of(), 0)));
    }
}
