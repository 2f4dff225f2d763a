package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.tables.PlotSpec;
import org.tlscensus.jobs.tables.TableFile;

class FiguresTest {
    private static KeptRows rows(String plot, StructType type, Row... rows) throws IOException {
        KeptRows kept = new KeptRows();
        kept.begin(TableFile.of("made", "-- title: Made\n-- plot: " + plot + "\nSELECT …"), type);
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
                        new StructType()
                                .add("ms", DataTypes.DoubleType)
                                .add("percent", DataTypes.DoubleType),
                        RowFactory.create(1.0, 0.0),
                        RowFactory.create(1.0, 50.0),
                        RowFactory.create(1.0, 75.0),
                        RowFactory.create(2.0, 100.0));
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
            columns[i] = RowFactory.create("PROTOCOL " + i, 1L);
        }
        StructType type =
                new StructType().add("what", DataTypes.StringType).add("n", DataTypes.LongType);
        String svg = Figures.of(rows("bars x=what y=n", type, columns)).get(0).inlineSvg();
        return svg.split("<path", -1).length;
    }

    /** Counts with zeros between them, and the least that there are. */
    @ParameterizedTest
    @ValueSource(strings = {"0 1 5000", "7", "1"})
    void columnsOfCountsOnALogarithmicAxis(String counts) throws IOException {
        StructType type =
                new StructType().add("what", DataTypes.StringType).add("n", DataTypes.LongType);
        KeptRows rows = rows("bars x=what y=n ylog=true", type);
        for (String count : counts.split(" ", -1)) {
            rows.row(RowFactory.create("a" + rows.count(), Long.valueOf(count)));
        }
        List<Figure> figures = Figures.of(rows);
        assertEquals(1, figures.size());
        assertTrue(figures.get(0).inlineSvg().contains("</svg>"));
    }
}
