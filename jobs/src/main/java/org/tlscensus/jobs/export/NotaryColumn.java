package org.tlscensus.jobs.export;

/**
 * A column of a contribution.
 *
 * @param type DuckDB's, in which the Parquet file has it; JSON has times as ISO text and binary as
 *     Base64
 */
record NotaryColumn(String name, String type, Value value) {
    /** Makes the value of a row of the query. */
    interface Value {
        Object of(NamedRow row, NotaryKey key, long minimumConnections);
    }

    static NotaryColumn of(String name, String type) {
        return new NotaryColumn(name, type, (row, key, minimum) -> row.get(name));
    }

    static NotaryColumn of(String name, String type, Value value) {
        return new NotaryColumn(name, type, value);
    }
}
