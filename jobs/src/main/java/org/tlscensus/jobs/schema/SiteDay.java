package org.tlscensus.jobs.schema;

import java.time.LocalDate;
import org.tlscensus.core.row.Meaning;

/** Where and when, of a row in a table without partitions. */
public record SiteDay(
        @Meaning("Site of the manifest") String site,
        @Meaning("UTC date of request_time, else of response_time") LocalDate date) {}
