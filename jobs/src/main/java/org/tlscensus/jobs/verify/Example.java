package org.tlscensus.jobs.verify;

/**
 * A difference that was found.
 *
 * @param column empty: the row itself
 * @param truthRow number of the truth's row; null: it has none
 * @param ourRow number of our row; null: there is none, or it is the truth's row's match
 * @param cause what the truth's row suffered
 * @param said what our row says of itself
 */
record Example(Kind kind, String column, Long truthRow, Long ourRow, String cause, String said) {
    boolean isOfRow() {
        return column.isEmpty();
    }
}
