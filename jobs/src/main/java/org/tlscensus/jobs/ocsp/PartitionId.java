package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/** A partition of the table {@code ocsp}. */
record PartitionId(String site, LocalDate date) {

    /** The partition that a record is for. */
    static PartitionId of(Record record) {
        if (record instanceof LabelledExchange labelled) {
            return new PartitionId(labelled.exchange().site(), labelled.exchange().date());
        } else if (record instanceof StoredExchange stored) {
            return new PartitionId(stored.site(), stored.date());
        } else if (record instanceof Relabelling relabelling) {
            return new PartitionId(relabelling.site(), relabelling.date());
        } else if (record instanceof PartitionNotice notice) {
            return new PartitionId(notice.site(), notice.date());
        }
        throw new IllegalArgumentException(record.getClass() + " has no partition");
    }

    /** Its folder below that of the table, as Hive names it. */
    String folder() {
        return ExternalCatalogUtils.getPartitionPathString("site", site) + "/date=" + date;
    }
}
