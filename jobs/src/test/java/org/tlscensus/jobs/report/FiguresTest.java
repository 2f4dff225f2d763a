package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.tables.PlotSpec;
import org.tlscensus.jobs.tables.TableFile;

class FiguresTest {
    private static final List<ResultColumn> COUNTS =
            List.of(new ResultColumn("what", "STRING"), new ResultColumn("n", "BIGINT"));

    private static KeptRows rows(String plot, List<ResultColumn> columns, Row... rows)
            throws IOException {
        KeptRows kept = new KeptRows();
        kept.begin(
                TableFile.of("made", "-- title: Made\n-- plot: " + plot + "\nSELECT …"), columns);
        for (Row row : rows) {
            kept.row(row);
        }
        return kept;
    }

    /** Quantiles of few values are equal. */
    @Test
    void distributionRisesWhereValuesAreEqual() throws IOException {
        KeptRows rows =
                rows(
                        "cdf x=ms y=percent",
                        List.of(
                                new ResultColumn("ms", "DOUBLE"),
                                new ResultColumn("percent", "DOUBLE")),
                        Row.of(1.0, 0.0),
                        Row.of(1.0, 50.0),
                        Row.of(1.0, 75.0),
                        Row.of(2.0, 100.0));
        PlotData data = PlotData.of(PlotSpec.of(rows.table()).get(0), rows).get(0);
        assertEquals(Map.of("percent", Map.of("1.0", 75.0, "2.0", 100.0)), data.series());
    }

    /** As many as a table of StartTLS has protocols. A column and its label are a path each. */
    @Test
    void everyColumnHasItsLabel() throws IOException {
        assertEquals(pathsOfColumns(9) + 2 * 11, pathsOfColumns(20));
    }

    private static long pathsOfColumns(int count) throws IOException {
        Row[] columns = new Row[count];
        for (int i = 0; i < count; i++) {
            columns[i] = Row.of("PROTOCOL " + i, 1L);
        }
        String svg = Figures.of(rows("bars x=what y=n", COUNTS, columns)).get(0).inlineSvg();
        return svg.split("<path", -1).length;
    }

    /** Counts with zeros between them, and the least that there are. */
    @ParameterizedTest
    @ValueSource(strings = {"0 1 5000", "7", "1"})
    void columnsOfCountsOnALogarithmicAxis(String counts) throws IOException {
        KeptRows rows = rows("bars x=what y=n ylog=true", COUNTS);
        for (String count : counts.split(" ", -1)) {
            rows.row(Row.of("a" + rows.count(), Long.valueOf(count)));
        }
        List<Figure> figures = Figures.of(rows);
        assertEquals(1, figures.size());
        assertTrue(figures.get(0).inlineSvg().contains("</svg>"));
    }
}
