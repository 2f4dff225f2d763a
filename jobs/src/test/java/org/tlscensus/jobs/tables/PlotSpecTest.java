package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.failure.UserError;

class PlotSpecTest {
    @Test
    void optionsAreRead() {
        PlotSpec spec =
                PlotSpec.parse("cdf x=days y=a,b marks=47,100 xlog=true title=\"A B\"", "x.sql");
        assertEquals(PlotSpec.Kind.CDF, spec.kind());
        assertEquals(List.of("a", "b", "days"), spec.columns());
        assertEquals(100, spec.marks()[1]);
        assertEquals("A B", spec.option("title"));
        assertTrue(spec.is("xlog"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        unknown kind   | pie x=a y=b       | unknown kind pie
        unknown option | bars x=a y=b z=c  | unknown option z
        no y           | bars x=a          | want KIND x=column y=column …
        not an option  | bars x=a y=b c    | want KIND x=column y=column …
        nothing        | bars              | want KIND x=column y=column …
        """)
    void wrongPlots(String name, String text, String message) {
        assertEquals(
                "x.sql: plot: " + message + "; see tables/README.md",
                assertThrows(UserError.class, () -> PlotSpec.parse(text, "x.sql"), name)
                        .getMessage());
    }

    @Test
    void shippedPlotsNameColumnsThatAreThere() {
        for (TableFile table : TableFile.select(List.of(), null)) {
            for (PlotSpec plot : PlotSpec.of(table)) {
                assertTrue(
                        table.header().columns().keySet().containsAll(plot.columns()),
                        table.name() + plot);
            }
        }
    }
}
