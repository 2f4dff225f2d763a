package org.tlscensus.jobs.mcp;

/** A call that has no answer as it was made; the words tell the model what to change. */
final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1;

    ToolFailure(String message) {
        super(message, null, false, false);
    }
}
