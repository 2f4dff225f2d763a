package org.tlscensus.core.packet;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.capture.CaptureReader;

/**
 * Decodes packets from their link layer to TCP or UDP. One per task: it holds the fragments of
 * datagrams that are not complete, and nothing else. Allocates nothing for a packet that is whole.
 */
public final class PacketDecoder implements Segment {
    // Control bits of TCP (RFC 9293 section 3.1).
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;

    private final PacketFields fields;
    private final Fragments fragments;
    private final LinkLayer link;

    public PacketDecoder(PacketLimits limits) {
        this(limits, List.of(), FlowScope.NONE);
    }

    /**
     * @param tunnelPorts ports of tunnels beside their own
     */
    public PacketDecoder(PacketLimits limits, List<TunnelPort> tunnelPorts, FlowScope scope) {
        fields = new PacketFields(scope);
        fragments = new Fragments(limits);
        link = new LinkLayer(fields, limits, fragments, new TunnelPorts(tunnelPorts));
    }

    /**
     * Decodes a captured packet. When the answer {@link Outcome#hasFlow has a flow}, the accessors
     * describe it until the next call; with {@link Outcome#EAPOL}, those of the payload, the link
     * and what is around it do. A packet may hold more frames: {@link #nextFrame}.
     *
     * @param linkType LINKTYPE_ number
     */
    public Outcome decode(
            byte[] bytes,
            int offset,
            int capturedLength,
            int originalLength,
            int linkType,
            long timeNanos) {
        fields.begin(bytes, offset, capturedLength, originalLength, timeNanos);
        fields.firstFragmentMark = fragments.mark();
        return link.decode(linkType, offset);
    }

    /**
     * Moves on to the next frame of the same packet that {@link Outcome#hasContent has content}: an
     * A-MSDU holds several.
     *
     * @return its outcome; null when there is no more
     */
    public Outcome nextFrame() {
        while (fields.aggregates.count() > 0) {
            Outcome outcome = link.nextFrame();
            if (outcome.hasContent()) {
                return outcome;
            }
        }
        return null;
    }

    /** Decodes the packet that a reader stands at. */
    public Outcome decode(CaptureReader reader) {
        return decode(
                reader.bytes(),
                reader.offset(),
                reader.capturedLength(),
                reader.originalLength(),
                reader.linkType(),
                reader.timeNanos());
    }

    /** The upper 64 bits of the source address; IPv4 is ::ffff:a.b.c.d. */
    public long sourceHigh() {
        return fields.sourceHigh;
    }

    public long sourceLow() {
        return fields.sourceLow;
    }

    public long destinationHigh() {
        return fields.destinationHigh;
    }

    public long destinationLow() {
        return fields.destinationLow;
    }

    /** Whether it is TCP; else UDP. */
    public boolean isTcp() {
        return fields.isTcp;
    }

    public int sourcePort() {
        return fields.sourcePort;
    }

    public int destinationPort() {
        return fields.destinationPort;
    }

    /** The array that holds the payload: the one given, or a reassembled datagram. */
    @Override
    public byte[] payloadBytes() {
        return fields.bytes;
    }

    @Override
    public int payloadOffset() {
        return fields.payloadOffset;
    }

    /** Payload bytes that were captured. */
    @Override
    public int payloadLength() {
        return fields.payloadLength;
    }

    /**
     * Payload bytes by the headers: more than {@link #payloadLength} when the snap length cut it.
     */
    @Override
    public int payloadOriginalLength() {
        return fields.payloadOriginalLength;
    }

    /** With {@link Outcome#EAPOL}: the frame's sender, in the lower 48 bits; 0 when not known. */
    public long linkSource() {
        return fields.mac(fields.linkSource);
    }

    /** With {@link Outcome#EAPOL}: whom the frame is for; 0 when that is not known. */
    public long linkDestination() {
        return fields.mac(fields.linkDestination);
    }

    @Override
    public int sequenceNumber() {
        return fields.sequenceNumber;
    }

    @Override
    public int acknowledgmentNumber() {
        return fields.acknowledgmentNumber;
    }

    @Override
    public int tcpFlags() {
        return fields.tcpFlags;
    }

    /** VLAN ids, outermost first; null when there is none. Makes a list at each call. */
    public List<Integer> vlan() {
        if (fields.vlanCount == 0) {
            return null;
        }
        List<Integer> vlans = new ArrayList<>(fields.vlanCount);
        for (int i = 0; i < fields.vlanCount; i++) {
            vlans.add(fields.vlans[i]);
        }
        return vlans;
    }

    /** Tunnels, outermost first; null when there is none. Makes a list at each call. */
    public List<String> tunnel() {
        if (fields.tunnelCount == 0) {
            return null;
        }
        List<String> tunnels = new ArrayList<>(fields.tunnelCount);
        for (int i = 0; i < fields.tunnelCount; i++) {
            tunnels.add(fields.tunnels[i].word());
        }
        return tunnels;
    }

    /**
     * The VLANs and networks that tell the flow apart, in 24 bits; 0 when there are none, or the
     * {@link FlowScope} takes none.
     */
    public int scopeId() {
        return fields.scopeId;
    }

    /** The identification of the innermost IPv4 header (RFC 791 section 3.1); 0 in IPv6. */
    public int identification() {
        return fields.identification;
    }

    /** Whether a VLAN tag has this id; -1: any. */
    public boolean hasVlan(int id) {
        for (int i = 0; i < fields.vlanCount; i++) {
            if (id < 0 || fields.vlans[i] == id) {
                return true;
            }
        }
        return false;
    }

    /** Fragments that come from now on bear this mark. */
    public void setMark(int mark) {
        fragments.setMark(mark);
    }

    /** The mark of the datagram's fragment that came first; of a whole packet the present one. */
    public int firstFragmentMark() {
        return fields.firstFragmentMark;
    }

    /** With {@link Outcome#FRAGMENT}: the mark of the fragment of its datagram that came first. */
    public int pendingDatagramMark() {
        return fields.pendingDatagramMark;
    }

    /** Datagrams that wait for fragments and whose first fragment has this mark. */
    public int pendingDatagrams(int mark) {
        return fragments.pending(mark);
    }
}
