package org.tlscensus.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.tables.TableFile;

class FiguresTest {
    /** Counts with zeros between them, and the least that there are. */
    @ParameterizedTest
    @ValueSource(strings = {"0 1 5000", "7", "1"})
    void columnsOfCountsOnALogarithmicAxis(String counts) throws IOException {
        KeptRows rows = new KeptRows();
        rows.begin(
                TableFile.of(
                        "counts", "-- title: Counts\n-- plot: bars x=what y=n ylog=true\nSELECT …"),
                new StructType().add("what", DataTypes.StringType).add("n", DataTypes.LongType));
        for (String count : counts.split(" ", -1)) {
            rows.row(RowFactory.create("a" + rows.count(), Long.valueOf(count)));
        }
        List<Figure> figures = Figures.of(rows);
        assertEquals(1, figures.size());
        assertTrue(figures.get(0).inlineSvg().contains("</svg>"));
    }
}
