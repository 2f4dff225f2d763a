package org.tlscensus.jobs.ocsp;

/**
 * A row with all that is known of it.
 *
 * @param isChanged whether the table does not say the same already
 */
record LabelledExchange(TrackedExchange exchange, boolean isChanged) {}
