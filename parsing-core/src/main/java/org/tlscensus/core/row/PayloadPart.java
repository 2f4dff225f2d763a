package org.tlscensus.core.row;

/**
 * What a part of a connection keeps of its packets, for a dialogue that did not end where a split
 * did: the earlier part keeps what its dialogue has seen, the later one its first packets.
 *
 * @param segments the packets, see {@code analysis.SegmentLog}
 * @param isWhole whether they are all packets of the part that a dialogue has to see
 * @param isUnfinished whether the part ends in the middle of its dialogue
 */
public record PayloadPart(byte[] segments, boolean isWhole, boolean isUnfinished) {}
