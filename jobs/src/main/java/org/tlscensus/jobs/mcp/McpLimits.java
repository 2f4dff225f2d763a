package org.tlscensus.jobs.mcp;

/**
 * What one call may take.
 *
 * @param rows of an answer; an assistant reads no more
 * @param seconds until it is stopped
 * @param megabytes of the engine's memory; what is more is spilled, or fails
 */
public record McpLimits(int rows, int seconds, int megabytes) {
    /** A line of the client's, in bytes: SQL is shorter, and a longer one is not kept. */
    static final int LINE_BYTES = 1 << 20;

    /** Of all rows of an answer: some 25,000 words of a model. */
    static final int ANSWER_CHARACTERS = 100_000;

    /** Of a text within a row: a certificate in Base64 fits in. */
    static final int TEXT_CHARACTERS = 4_000;

    /** Calls that wait for the one that runs. */
    static final int WAITING_CALLS = 16;

    /** After a call's time, for it to end; the engine does not stop within a function. */
    static final int GRACE_SECONDS = 10;
}
