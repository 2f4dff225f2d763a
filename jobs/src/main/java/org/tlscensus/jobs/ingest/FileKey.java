package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * Which file of a table that is partitioned by site and day a row goes to.
 *
 * @param isProvisional whether a later ingest of the site may replace the row
 * @param day since the epoch, UTC
 * @param slice place among the files of the day
 */
record FileKey(String site, boolean isProvisional, int day, int slice)
        implements Serializable, Comparable<FileKey> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<FileKey> ORDER =
            Comparator.comparing(FileKey::site)
                    .thenComparing(FileKey::isProvisional)
                    .thenComparing(FileKey::day)
                    .thenComparing(FileKey::slice);

    @Override
    public int compareTo(FileKey other) {
        return ORDER.compare(this, other);
    }

    /** The folder below that of the table, as Hive names it. */
    String folder() {
        return ExternalCatalogUtils.getPartitionPathString("site", site)
                + "/date="
                + LocalDate.ofEpochDay(day);
    }
}
