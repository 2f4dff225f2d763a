package org.tlscensus.jobs.generate.handshake;

/**
 * What a side sends in one go.
 *
 * @param ends where messages with marks end in the bytes
 */
public record Flight(Side side, byte[] bytes, Mark[] marks, int[] ends) {
    private static final Mark[] NONE = {};
    private static final int[] NOWHERE = {};

    public static Flight of(Side side, byte[] bytes) {
        return new Flight(side, bytes, NONE, NOWHERE);
    }
}
