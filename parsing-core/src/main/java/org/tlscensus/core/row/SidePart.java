package org.tlscensus.core.row;

import java.util.List;

/**
 * What one end of a connection sent, as far as one part knows.
 *
 * @param packets IP packets
 * @param payloadBytes transport payload, every packet counted
 * @param initialSequence sequence number of its SYN (TCP)
 * @param firstAckNanos first packet with ACK and without SYN (TCP)
 * @param firstAcknowledged what that acknowledged (TCP)
 * @param answered what its latest SYN-ACK acknowledged, unless the other end has sent a FIN or RST
 *     since (TCP)
 * @param baseSequence the sequence number that is position 0 of the covered ranges (TCP)
 * @param spanStart lowest position known, by payload or a FIN
 * @param spanEnd one past the highest position known
 * @param covered positions of payload seen: start, end, start, end … ascending, not touching
 * @param forgottenGaps bytes of gaps inside {@code covered} that are no longer told apart, since
 *     there were too many
 */
public record SidePart(
        long packets,
        long payloadBytes,
        Integer initialSequence,
        Long firstAckNanos,
        Integer firstAcknowledged,
        Integer answered,
        Integer baseSequence,
        long spanStart,
        long spanEnd,
        List<Long> covered,
        long forgottenGaps) {}
