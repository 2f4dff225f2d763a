package org.tlscensus.jobs.ingest;

/**
 * How many captures were found and not read.
 *
 * @param present those that were in the tables already
 * @param outside those that lie outside the times that are looked at
 */
public record SkippedCaptures(int present, int outside) {}
