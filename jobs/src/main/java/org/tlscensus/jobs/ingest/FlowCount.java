package org.tlscensus.jobs.ingest;

/**
 * How many connections began in a capture.
 *
 * @param capture name of the file with their first packets
 * @param flows connections, also those in no table; negative where some turned out to go on
 */
record FlowCount(String capture, long flows) {}
