package org.tlscensus.core.wire;

/**
 * Bytes that are not what their protocol says. Common, so it carries no stack trace; whoever calls
 * a parser turns it into a count and an anomaly.
 */
public final class ParseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** The bytes end before the field does. */
        TRUNCATED,
        /** A length is outside the bounds that its field has, or is no multiple of its unit. */
        BAD_LENGTH,
        /** A value that its field cannot have. */
        BAD_VALUE,
        /** Bytes are left over where the structure ends. */
        TRAILING_BYTES,
        /** A bound of ours was reached. */
        TOO_LARGE
    }

    private final Reason reason;
    private final String field;
    private final int position;

    /**
     * @param field the name of the field in its RFC
     * @param position the byte, counted from the start of the range that was parsed
     */
    public ParseException(Reason reason, String field, int position) {
        super(null, null, false, false);
        this.reason = reason;
        this.field = field;
        this.position = position;
    }

    public Reason reason() {
        return reason;
    }

    public String field() {
        return field;
    }

    public int position() {
        return position;
    }

    @Override
    public String getMessage() {
        return field + ": " + reason + " at byte " + position;
    }
}
