package org.tlscensus.jobs.verify;

/**
 * Where a row is to be looked for.
 *
 * @param key the values that it is found by
 * @param connection its id, as {@code census extract} takes it; null: we have no such row
 * @param capture the first capture that has packets of it; null: not known
 */
record Place(String key, String connection, String capture) {}
