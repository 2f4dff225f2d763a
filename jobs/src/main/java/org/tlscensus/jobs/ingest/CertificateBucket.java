package org.tlscensus.jobs.ingest;

import java.io.Serializable;

/**
 * The certificates whose hashes begin alike, as an ingest left them.
 *
 * @param bucket number of the bucket, from 0
 * @param table file of the table, below the tables; null when no certificate is in the bucket
 * @param uses file of their uses, below the tables; null when there are none
 * @param rows certificates in the table
 */
record CertificateBucket(int bucket, String table, String uses, long rows) implements Serializable {
    private static final long serialVersionUID = 1L;
}
