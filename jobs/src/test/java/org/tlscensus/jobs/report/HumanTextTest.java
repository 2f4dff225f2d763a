package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    connections        | 1234567     | 1,234,567
                    ratio              | 0.09653     | 0.0965
                    percent            | 62.549      | 62.5 %
                    offered_percent    | 100         | 100 %
                    offered_percent    | 0           | 0 %
                    offered_percent    | 0.00312     | 0.00312 %
                    a_percent_published| 94          | 94 %
                    bytes              | 999         | 999 B
                    seen_bytes         | 3390000     | 3.39 MB
                    lookup_seconds     | 0.00393     | 3.93 ms
                    value_seconds      | 0.0000042   | 4.2 µs
                    median_seconds     | 13.77       | 13.8 s
                    median_minutes     | 0.2295      | 13.8 s
                    max_minutes        | 16370       | 11.4 days
                    max_minutes        | 180         | 3 h
                    milliseconds       | 19.25       | 19.3 ms
                    milliseconds       | 0           | 0 s
                    lifetime_days      | 1           | 1 day
                    lifetime_days      | 4383        | 4,383 days
                    """)
    void valuesBearTheUnitOfTheirColumn(String column, double value, String text) {
        assertEquals(text, HumanText.of(new TableData.Column(column, true, false, null), value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    percent                  | %
                    offered_percent          | offered %
                    median_minutes           | median
                    median_minutes_published | median published
                    milliseconds             | milliseconds
                    seen_bytes               | seen bytes
                    first_packet             | first packet
                    """)
    void headingsDoNotRepeatIt(String column, String heading) {
        assertEquals(heading, HumanText.heading(column));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T14:00:12.100375Z, 2026-11-24 14:00:12",
        "2026-11-24T14:00:12Z, 2026-11-24 14:00:12",
        "2026-11, 2026-11",
        "a text, a text"
    })
    void timesAreShort(String value, String text) {
        assertEquals(
                text,
                HumanText.of(new TableData.Column("first_packet", false, false, null), value));
    }

    @ParameterizedTest
    @CsvSource({"443, 443", "33899, 33899"})
    void portsAreNames(int port, String text) {
        assertEquals(text, HumanText.of(new TableData.Column("port", true, true, null), port));
    }
}
