package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;
import java.util.Comparator;
import org.tlscensus.jobs.schema.NameQueryRow;

/** What DNS queries are counted together. */
record QueryGroup(String site, LocalDate date, String transport, String type, String purpose) {
    static final Comparator<NameQueryRow> ORDER =
            Comparator.comparing(NameQueryRow::site, TextOrder.BY_CODE_POINT)
                    .thenComparing(NameQueryRow::date)
                    .thenComparing(NameQueryRow::transport)
                    .thenComparing(NameQueryRow::type)
                    .thenComparing(NameQueryRow::purpose, TextOrder.NULLS_FIRST);

    static QueryGroup of(NameQueryRow row) {
        return new QueryGroup(row.site(), row.date(), row.transport(), row.type(), row.purpose());
    }
}
