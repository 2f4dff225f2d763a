package org.tlscensus.core.analysis;

import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;

/**
 * Takes the packets of a split's successors, as long as a message of the split stands in the middle
 * ({@link #areWanted}). They change no counter, with one exception: a datagram whose first fragment
 * lies in the split belongs to it, so its last fragment's file is corrected.
 */
final class SuccessorPackets {
    private final PacketAtHand hand;
    private final FollowedFlows flows; // connections only, all frozen
    private final PayloadFeed feed;
    private final PacketKeeper keeper;
    private final EapFinder eap;
    private final CertificateCollector certificates;
    private final long endNanos;

    /**
     * @param endNanos the latest time in the split
     */
    SuccessorPackets(
            PacketAtHand hand,
            FollowedFlows flows,
            PayloadFeed feed,
            PacketKeeper keeper,
            EapFinder eap,
            CertificateCollector certificates,
            long endNanos) {
        this.hand = hand;
        this.flows = flows;
        this.feed = feed;
        this.keeper = keeper;
        this.eap = eap;
        this.certificates = certificates;
        this.endNanos = endNanos;
    }

    /** The packets that follow come from this file. */
    void beginCapture(CaptureCounters of) {
        hand.beginCapture(of);
    }

    /** Whether more packets can still tell something. */
    boolean areWanted() {
        return unfinished() > 0 || hand.packet().pendingDatagrams(FlowTracker.OWN) > 0;
    }

    /** Frozen connections with a message that goes on, and conversations in EAP. */
    int unfinished() {
        return flows.unfinished() + eap.unfinished();
    }

    /** Whether a conversation in EAP goes on, which ends by its own clock. */
    boolean isInConversation() {
        return eap.unfinished() > 0;
    }

    /** Takes the packet that the reader stands at. */
    void packet(CaptureReader reader) {
        long time = reader.timeNanos();
        if (!hand.takes(time)) {
            return;
        }
        eap.expire(time);
        Outcome all = hand.decode(reader);
        PacketDecoder packet = hand.packet();
        if (!all.hasContent()) {
            if (packet.firstFragmentMark() == FlowTracker.OWN && all != Outcome.FRAGMENT) {
                hand.counters().recount(Outcome.FRAGMENT, all);
            }
            return;
        }
        Outcome others = Outcome.FRAGMENT; // what the packet is to who does not know the split
        boolean hasOwn = false;
        int ownFlows = 0;
        int otherFlows = 0;
        for (Outcome frame = all; frame != null; frame = hand.nextFrame()) {
            boolean isOwn = packet.firstFragmentMark() == FlowTracker.OWN;
            all = all.or(frame);
            others = isOwn ? others : others.or(frame);
            hasOwn |= isOwn;
            int ofFlows = frame(frame, isOwn, time);
            ownFlows += isOwn ? ofFlows : 0;
            otherFlows += isOwn ? 0 : ofFlows;
        }
        if (hasOwn) {
            int further = otherFlows == 0 ? ownFlows - 1 : ownFlows;
            hand.counters().recount(others, all);
            hand.counters().anomaly(CaptureAnomaly.FURTHER_FRAME, further);
        }
    }

    /** What a packet threw was no answer to bad bytes but a bug: its connection is lost. */
    void failed(Throwable bug) {
        flows.lose(hand.key(), hand.counters(), bug);
    }

    /** Takes a frame; how many of a flow it is: 1 or 0. */
    private int frame(Outcome outcome, boolean isOwn, long time) {
        if (outcome == Outcome.EAPOL) {
            eap.frame(time, hand.counters().capture(), isOwn);
            return 0;
        }
        Connection connection = (Connection) flows.get(hand.key());
        if (isOwn) {
            ownDatagram(connection == null, time); // hands it to the watch, too
        } else if (!hand.packet().isTcp()) {
            eap.datagram(time, hand.counters().capture(), false);
        }
        if (connection != null) {
            passOn(connection, isOwn, time);
        }
        return 1;
    }

    /** A datagram of the split whose last fragment lies beyond: a part of its own. */
    private void ownDatagram(boolean isAlone, long time) {
        End from = hand.sender();
        Connection part = hand.begin(false, time);
        hand.count(part, time);
        hand.lookUp(time);
        part.kept().keepBeginning();
        if (isAlone) {
            feed.packet(part, hand.packet(), from, true, time);
        }
        keeper.packet(part, hand.packet(), from, true, time);
        flows.leaveInDialogue(part, endNanos);
        if (!part.isInMessage(time)) {
            flows.emit(part, EvictionReason.LEFT);
            return;
        }
        flows.freeze(part);
        flows.put(part);
    }

    private void passOn(Connection connection, boolean isOwn, long time) {
        if (hand.goesOn(connection, time)) {
            End from = hand.sender();
            connection.passBy(hand.packet(), from, time);
            if (connection.isLeftInFastOpen()) {
                feed.packet(connection, hand.packet(), from, isOwn, time);
            } else {
                feed.messages(connection, hand.packet(), from, isOwn, time);
            }
            if (connection.isDialogueOver()) {
                connection.endDialogueBeyond();
            }
            if (FollowedFlows.isFollowed(connection, time)) {
                return;
            }
        }
        flows.remove(connection, EvictionReason.LEFT);
    }

    /** What waited for a packet until now in vain is not followed any longer. */
    void letGo(long time) {
        flows.replaceAll(
                flow -> {
                    if (FollowedFlows.isFollowed((Connection) flow, time)) {
                        return flow;
                    }
                    flows.leave((Connection) flow, EvictionReason.LEFT);
                    return null;
                });
    }

    /** What began in the split is not followed any longer, but for datagrams in fragments. */
    void letGo() {
        if (flows.unfinished() > 0) {
            handOutAll();
        }
    }

    private void handOutAll() {
        flows.replaceAll(
                flow -> {
                    flows.leave((Connection) flow, EvictionReason.LEFT);
                    return null;
                });
    }

    /** No more packets: hands out all that is left. */
    void finish() {
        handOutAll();
        eap.finish();
        long refusals = certificates.memory().refusals();
        if (refusals > 0) {
            flows.anomaly(CaptureAnomaly.HANDSHAKE_MEMORY_BOUND, refusals);
        }
    }
}
