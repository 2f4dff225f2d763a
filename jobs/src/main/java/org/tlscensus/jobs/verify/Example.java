package org.tlscensus.jobs.verify;

/**
 * A difference as it was found.
 *
 * @param truthRow number of the truth's row; null: it has none
 * @param ourRow number of our row; null: there is none
 * @param truth the value as text
 * @param ours ours as text
 * @param cause what the truth's row suffered
 * @param said what our row says of itself
 */
record Example(
        Kind kind,
        String column,
        Long truthRow,
        Long ourRow,
        String truth,
        String ours,
        String cause,
        String said) {}
