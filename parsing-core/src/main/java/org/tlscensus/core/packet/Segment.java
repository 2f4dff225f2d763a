package org.tlscensus.core.packet;

/** What a packet of a flow carries, and its place in the stream when it is TCP. */
public interface Segment {
    int tcpFlags();

    int sequenceNumber();

    int acknowledgmentNumber();

    /** The array that holds the payload. */
    byte[] payloadBytes();

    /** Index of the payload's first byte. */
    int payloadOffset();

    /** Bytes of payload that were captured. */
    int payloadLength();

    /** Bytes of payload that the packet had. */
    int payloadOriginalLength();
}
