package org.tlscensus.jobs.failure;

/** A user's mistake: one line that says what is wrong and what to do. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message, null, false, false);
    }
}
