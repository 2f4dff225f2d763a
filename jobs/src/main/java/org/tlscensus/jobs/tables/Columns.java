package org.tlscensus.jobs.tables;

import org.tlscensus.jobs.query.ResultColumn;

/** What the columns of a table mean. */
public final class Columns {
    private Columns() {}

    /** The meaning as the table's head has it; null when it has none. */
    public static String meaning(TableHeader header, ResultColumn column) {
        String name = column.name();
        String told = header.columns().get(name);
        if (told == null && name.endsWith(Comparison.ENDING)) {
            String ours = name.substring(0, name.length() - Comparison.ENDING.length());
            return header.columns().containsKey(ours) ? ours + " as published" : "as published";
        }
        return told;
    }
}
