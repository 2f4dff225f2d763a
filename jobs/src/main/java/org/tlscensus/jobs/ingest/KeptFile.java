package org.tlscensus.jobs.ingest;

import java.util.List;

/**
 * A file of connections that a later ingest may go on with.
 *
 * @param path below the tables
 * @param sites of the connections
 * @param bytes of their parts
 */
record KeptFile(String path, List<String> sites, long bytes) {}
