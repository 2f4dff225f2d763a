package org.tlscensus.core.row;

/**
 * Some megabytes of a capture file: the packet records from one on to where the next block begins.
 *
 * @param offset byte of its first packet record
 * @param firstNanos earliest packet, nanoseconds since the epoch; 0 counts for a packet without
 *     time
 * @param lastNanos latest packet
 * @param hasFragments whether it holds fragments of datagrams that are not complete with them
 * @param context what a reader must know to begin there ({@code capture.CaptureContext} as bytes)
 */
public record CaptureBlock(
        long offset, long firstNanos, long lastNanos, boolean hasFragments, byte[] context) {}
