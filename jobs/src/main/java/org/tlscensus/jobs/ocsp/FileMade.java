package org.tlscensus.jobs.ocsp;

import java.io.Serializable;

/**
 * A file that was written, or is to go.
 *
 * @param kind of state, or the name of a table
 * @param site of a partition, else null
 * @param date of a partition, else null
 * @param path below the staging folder; null when it only makes another one go
 * @param replaces the file of the partition below the tables' folder that it takes the place of, or
 *     null
 */
record FileMade(String kind, String site, String date, String path, String replaces, long bytes)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
