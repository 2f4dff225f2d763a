package org.tlscensus.core.analysis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.tls.carried.RadiusPacket;

/**
 * Which conversation a RADIUS packet belongs to: a request to that of the challenge whose State it
 * repeats (RFC 2865 section 5.24), an answer to that of the request with its identifier.
 */
final class RadiusConversations {
    /** A place in the network. */
    record End(long high, long low, int port) {}

    private record Challenged(End server, ByteBuffer state) {}

    private record Asked(End client, End server, int identifier) {}

    /** A conversation and its ends. */
    static final class Link {
        final EapConversation conversation;
        final End client;
        final End server;
        private final List<Challenged> challenges = new ArrayList<>(4);
        private final List<Asked> requests = new ArrayList<>(4);

        Link(EapConversation conversation, End client, End server) {
            this.conversation = conversation;
            this.client = client;
            this.server = server;
        }
    }

    private final Map<Challenged, Link> byState = new HashMap<>();
    private final Map<Asked, Link> byRequest = new HashMap<>();
    private final List<Link> all = new ArrayList<>();

    /** The conversation of a packet; null when there is none. */
    Link find(RadiusPacket packet, End source, End destination) {
        if (packet.code() == RadiusPacket.REQUEST) {
            return byState.get(new Challenged(destination, packet.state()));
        }
        Link link = byRequest.get(new Asked(destination, source, packet.identifier()));
        boolean isAgain = link == null && packet.code() == RadiusPacket.CHALLENGE;
        return isAgain ? byState.get(new Challenged(source, packet.state())) : link;
    }

    Link begin(EapConversation begun, RadiusPacket packet, End source, End destination) {
        boolean isRequest = packet.code() == RadiusPacket.REQUEST;
        End client = isRequest ? source : destination;
        End server = isRequest ? destination : source;
        Link link = new Link(begun, client, server);
        all.add(link);
        return link;
    }

    /** Notes what ties the next packet to this one. */
    void note(Link link, RadiusPacket packet, End source, End destination) {
        if (packet.code() == RadiusPacket.REQUEST) {
            Asked asked = new Asked(source, destination, packet.identifier());
            byRequest.put(asked, link);
            link.requests.add(asked);
        } else if (packet.code() == RadiusPacket.CHALLENGE && packet.state() != null) {
            Challenged challenged = new Challenged(source, packet.state());
            byState.put(challenged, link);
            link.challenges.add(challenged);
        }
    }

    void remove(Link link) {
        link.challenges.forEach(key -> byState.remove(key, link));
        link.requests.forEach(key -> byRequest.remove(key, link));
        all.remove(link);
    }

    List<Link> all() {
        return new ArrayList<>(all);
    }

    int size() {
        return all.size();
    }
}
