package org.tlscensus.jobs.ocsp;

import java.io.Serializable;

/** The hash of what records have in common that belong together. */
@FunctionalInterface
interface GroupKey extends Serializable {
    long of(Record record);
}
