package org.tlscensus.jobs.verify;

import java.util.Locale;

/** What a value or row of ours is beside that of the truth; what is worst comes first. */
enum Kind {
    /** The same; also NULL where the truth has none. */
    EQUAL,
    /** A value that is something else than the truth. */
    FALSE,
    /** A row that the truth does not have. */
    EXTRA,
    /** A row of the truth that is not there. */
    MISSING,
    /** NULL where the truth has a value. */
    NULL,
    /** Less of what is true, in a row with ailments: false, or a part of a list. */
    LESS;

    /** As people write it. */
    String word() {
        return this == NULL ? "NULL" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * SQL for the number of the kind of two values of a field.
     *
     * @param truth the value of the truth, for SQL
     * @param cause what the row of the truth suffered
     */
    static String of(Field field, String truth, String ours, String cause) {
        return String.join(
                " ",
                "CASE WHEN",
                truth + " IS NULL AND " + ours + " IS NULL THEN " + EQUAL.ordinal(),
                "WHEN " + ours + " IS NULL THEN " + NULL.ordinal(),
                "WHEN " + truth + " IS NULL THEN " + FALSE.ordinal(),
                "WHEN " + field.same(truth, ours) + " THEN " + EQUAL.ordinal(),
                "WHEN " + cause + " <> 'none' AND " + LessKnown.of(field, truth, ours),
                "THEN " + LESS.ordinal(),
                "ELSE " + FALSE.ordinal(),
                "END");
    }
}
