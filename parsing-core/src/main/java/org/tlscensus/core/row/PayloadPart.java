package org.tlscensus.core.row;

/**
 * What a piece of a connection keeps of its packets, for a dialogue that did not end where a split
 * did: the earlier piece keeps what its dialogue has seen, the later one its first packets.
 *
 * @param segments the packets, see {@code analysis.SegmentLog}
 * @param isWhole whether they are all packets of the piece that a dialogue has to see
 * @param isUnfinished whether the piece ends in the middle of its dialogue
 */
public record PayloadPart(byte[] segments, boolean isWhole, boolean isUnfinished) {}
