package org.tlscensus.jobs.ingest;

/**
 * A file of a table that a task staged.
 *
 * @param path below the staging folder, and below the tables once it is published
 * @param tlsRows rows with TLS; 0 in other tables than that of connections
 */
record FileMade(String path, String site, boolean isProvisional, long rows, long tlsRows) {}
