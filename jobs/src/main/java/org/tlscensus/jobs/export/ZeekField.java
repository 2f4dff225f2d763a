package org.tlscensus.jobs.export;

import java.util.function.Function;

/**
 * A field of one of Zeek's logs.
 *
 * @param name Zeek's, as {@code id.orig_h}
 * @param type Zeek's, as {@code vector[count]}
 * @param value makes it of a row: null (unset), {@link Boolean}, {@link Number}, {@link String},
 *     {@link java.time.Instant}, or a {@link java.util.List} of such
 */
record ZeekField(String name, String type, Function<NamedRow, Object> value) {
    /** A field whose value is that of the query's column of this name, with _ for the dot. */
    static ZeekField of(String name, String type) {
        String column = name.replace('.', '_');
        return new ZeekField(name, type, row -> row.get(column));
    }

    static ZeekField of(String name, String type, Function<NamedRow, Object> value) {
        return new ZeekField(name, type, value);
    }

    /** A field that is there for who expects it, and that the archive cannot tell. */
    static ZeekField unset(String name, String type) {
        return new ZeekField(name, type, row -> null);
    }

    boolean isVector() {
        return type.startsWith("vector[") || type.startsWith("set[");
    }
}
