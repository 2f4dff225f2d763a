package org.tlscensus.core.filter;

/** The text of a filter is none. The message says what is wrong, and at which column. */
public final class FilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FilterException(String what, int column) {
        super(what + " (column " + column + ")");
    }
}
