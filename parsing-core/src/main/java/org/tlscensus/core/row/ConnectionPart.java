package org.tlscensus.core.row;

import java.util.List;

/**
 * What one capture split knows of one connection: all of it, or a part that is joined with the
 * parts of other splits.
 *
 * <p>The two ends are called low and high, by address and port: which of them is the client may be
 * known only once the parts are together. Everything here can be joined without the packets: sums,
 * extremes, sets, and first occurrences in order.
 *
 * @param flowHash 64-bit hash of {@code flowKey}, to partition by
 * @param flowKey low address (16 bytes), high address (16), low port (2), high port (2), protocol
 *     (1); of an EAP conversation also what tells it from others between these ends
 * @param split place of the split among the splits of its site, in time order
 * @param sequence place of the part among the parts of its split
 * @param completeness whether it may have to be joined: {@link #SETTLED}, {@link #POSSIBLE}, {@link
 *     #UNFINISHED}
 * @param startNanos earliest packet, nanoseconds since the epoch
 * @param endNanos latest packet, nanoseconds since the epoch
 * @param firstFromHigh whether the high end sent the first packet
 * @param openingNanos first packet in the order of the capture, whose clock may have gone back
 * @param opening what the first packet was: {@link #SYN}, {@link #SYN_ACK}, {@link #MIDWAY}
 * @param openingSequence sequence number of the first packet (TCP)
 * @param openingAcknowledgment acknowledgment number of the first packet (TCP)
 * @param events first occurrence of each TCP event, in order, see {@code flow.TcpEvents}
 * @param superseded a new SYN took its place before it was closed
 * @param synNanos time of the last SYN before the first SYN-ACK
 * @param handshakeAckNanos first packet of the SYN's sender after the SYN-ACK
 * @param captures names of the capture files with its packets, in order
 * @param payload packets kept for a dialogue that crosses splits; null when there are none
 * @param messages OCSP and DNS messages in its payload, in the order in which they began
 * @param copies packets left out of the counts since they are copies of others; null when copies
 *     are not looked for
 * @param recent what is remembered of packets to know copies in the next part; null when copies are
 *     not looked for, or there is no next part
 * @param packetSequence the first packets with payload, see {@code analysis.PacketSequence}; null
 *     when they are not asked for
 */
public record ConnectionPart(
        long flowHash,
        byte[] flowKey,
        long split,
        long sequence,
        String completeness,
        long startNanos,
        long endNanos,
        boolean firstFromHigh,
        long openingNanos,
        String opening,
        int openingSequence,
        int openingAcknowledgment,
        SidePart low,
        SidePart high,
        String events,
        boolean superseded,
        Long synNanos,
        Long handshakeAckNanos,
        List<Integer> vlan,
        List<String> tunnel,
        List<String> captures,
        DialoguePart dialogue,
        PayloadPart payload,
        List<MessagePart> messages,
        Long copies,
        RecentPackets recent,
        byte[] packetSequence) {

    /** No part of another split can belong to it. */
    public static final String SETTLED = "settled";

    /** Looks whole; a part of another split belongs to it only when that part is open. */
    public static final String POSSIBLE = "possible";

    /** Begins in its midst, or had not ended when its split did. */
    public static final String UNFINISHED = "open";

    public static final String SYN = "syn";
    public static final String SYN_ACK = "syn_ack";
    public static final String MIDWAY = "midway";

    /** Whether it begins in its midst, or had not ended when its split did. */
    public boolean isUnfinished() {
        return completeness.equals(UNFINISHED);
    }

    /** This part as a connection that has no other, as {@code other} says of what may follow. */
    public ConnectionPart alone(String other) {
        boolean isPayloadNeeded = payload == null || payload.isUnfinished();
        if (completeness.equals(other) && isPayloadNeeded) {
            return this;
        }
        return with(other, dialogue, isPayloadNeeded ? payload : null, messages);
    }

    /** This part with another dialogue, other packets and other messages. */
    public ConnectionPart withPayload(
            DialoguePart other, PayloadPart kept, List<MessagePart> found) {
        return with(completeness, other, kept, found);
    }

    private ConnectionPart with(
            String otherCompleteness,
            DialoguePart other,
            PayloadPart kept,
            List<MessagePart> found) {
        return new ConnectionPart(
                flowHash,
                flowKey,
                split,
                sequence,
                otherCompleteness,
                startNanos,
                endNanos,
                firstFromHigh,
                openingNanos,
                opening,
                openingSequence,
                openingAcknowledgment,
                low,
                high,
                events,
                superseded,
                synNanos,
                handshakeAckNanos,
                vlan,
                tunnel,
                captures,
                other,
                kept,
                found,
                copies,
                recent,
                packetSequence);
    }
}
