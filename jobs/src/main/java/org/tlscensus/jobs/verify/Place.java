package org.tlscensus.jobs.verify;

/**
 * What there is to be seen of a difference, and where.
 *
 * @param truth the truth's value as text
 * @param ours ours
 * @param connection its id, as {@code census extract} takes it; null: we have no such row
 * @param capture the first capture that has packets of it; null: not known
 * @param key what the row is found by
 */
record Place(String truth, String ours, String connection, String capture, String key) {}
