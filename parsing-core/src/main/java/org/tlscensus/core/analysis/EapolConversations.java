package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.tls.carried.EapPacket;
import org.tlscensus.core.wire.Side;

/**
 * Which conversation an EAP packet over a LAN belongs to (IEEE 802.1X clause 11). Frames on a wire
 * go to a group address, so that they name their sender alone: there a request is for whoever spoke
 * to that authenticator last, and a start for whoever answers it.
 */
final class EapolConversations {
    private static final long GROUP_BIT = 1L << 40; // of the first octet

    /** A conversation and its ends; 0 for an end that is not known yet. */
    static final class Link {
        final EapConversation conversation;
        final int identifier; // of the packet that it began with
        long supplicant;
        long authenticator;

        Link(EapConversation conversation, int identifier, long supplicant, long authenticator) {
            this.conversation = conversation;
            this.identifier = identifier;
            this.supplicant = supplicant;
            this.authenticator = authenticator;
        }
    }

    private final Map<Long, Link> bySupplicant = new HashMap<>();
    private final List<Link> unanswered = new ArrayList<>(); // whose supplicant is not known
    private final List<Link> replaced = new ArrayList<>();

    static boolean isGroup(long address) {
        return address == 0 || (address & GROUP_BIT) != 0;
    }

    /** The conversation of a packet; null when there is none. */
    Link find(EapPacket packet, long source, long destination, long timeNanos) {
        return packet.code() == EapPacket.RESPONSE
                ? ofSupplicant(packet, source, destination, timeNanos)
                : ofAuthenticator(packet, source, destination, timeNanos);
    }

    private Link ofSupplicant(EapPacket packet, long source, long destination, long timeNanos) {
        if (!packet.isTls()) {
            return null; // another method, or none
        }
        Link link = bySupplicant.get(source);
        if (link != null && link.conversation.isAnsweredBy(packet)) {
            return link;
        }
        for (Iterator<Link> all = unanswered.iterator(); all.hasNext(); ) {
            Link start = all.next();
            boolean isFor = isGroup(destination) || destination == start.authenticator;
            boolean isAnswered = start.identifier == packet.identifier();
            if (isFor && isAnswered && !start.conversation.isPast(timeNanos)) {
                all.remove();
                start.supplicant = source;
                put(start);
                return start;
            }
        }
        return null;
    }

    private void put(Link link) {
        Link before = bySupplicant.put(link.supplicant, link);
        if (before != null && before != link) {
            replaced.add(before);
        }
    }

    /** Conversations in whose place others came. */
    List<Link> takeReplaced() {
        if (replaced.isEmpty()) {
            return List.of();
        }
        List<Link> taken = new ArrayList<>(replaced);
        replaced.clear();
        return taken;
    }

    private Link ofAuthenticator(EapPacket packet, long source, long destination, long timeNanos) {
        if (packet.code() == EapPacket.REQUEST && !packet.isTls()) {
            return null;
        }
        if (!isGroup(destination)) {
            return bySupplicant.get(destination);
        }
        Link latest = null;
        for (Link link : all()) {
            boolean isOne =
                    (link.authenticator == source || link.authenticator == 0)
                            && !link.conversation.isPast(timeNanos)
                            && (!packet.isStart() || link.conversation.beganWith(packet));
            boolean isLater =
                    latest == null || link.conversation.endNanos() > latest.conversation.endNanos();
            latest = isOne && isLater ? link : latest;
        }
        return latest;
    }

    /** Takes a conversation that begins with a packet. */
    Link begin(EapConversation begun, EapPacket packet, long source, long destination) {
        boolean isStart = packet.code() == EapPacket.REQUEST;
        long supplicant = isStart ? destination : source;
        long authenticator = isStart ? source : destination;
        Link link =
                new Link(
                        begun,
                        packet.identifier(),
                        isGroup(supplicant) ? 0 : supplicant,
                        isGroup(authenticator) ? 0 : authenticator);
        if (link.supplicant == 0) {
            unanswered.add(link);
        } else {
            put(link);
        }
        return link;
    }

    /** Who sends a packet: supplicants respond. */
    static Side sender(EapPacket packet) {
        return packet.code() == EapPacket.RESPONSE ? Side.CLIENT : Side.SERVER;
    }

    void remove(Link link) {
        unanswered.remove(link);
        bySupplicant.remove(link.supplicant, link);
    }

    /** All conversations. */
    List<Link> all() {
        List<Link> all = new ArrayList<>(bySupplicant.values());
        all.addAll(unanswered);
        return all;
    }

    int size() {
        return bySupplicant.size() + unanswered.size();
    }
}
