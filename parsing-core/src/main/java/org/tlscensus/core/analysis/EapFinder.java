package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.carried.EapPacket;
import org.tlscensus.core.tls.carried.RadiusPacket;
import org.tlscensus.core.wire.Side;

/**
 * Finds the conversations that carry TLS in EAP: over a LAN, and in RADIUS. Each is a row of its
 * own, for several go over one flow, or over none.
 *
 * <p>A conversation belongs to the split that has its beginning, which a packet shows by itself: a
 * start of the method, or a ClientHello. That split follows it to its end. Where a beginning is
 * said again in the next split, this makes a second part of the same name, which is dropped when
 * parts are joined.
 */
final class EapFinder {
    private static final int MAX_AT_ONCE = 10_000;

    private final PacketDecoder decoder;
    private final AnalysisLimits limits;
    private final TlsListener listener;
    private final RowSink sink;
    private final long split;
    private final EapPacket eap = new EapPacket();
    private final EapolConversations eapol = new EapolConversations();
    private final RadiusConversations radius = new RadiusConversations();
    private long sequence;
    private int unfinished;

    EapFinder(
            long split,
            PacketDecoder decoder,
            AnalysisLimits limits,
            TlsListener listener,
            RowSink sink) {
        this.split = split;
        this.decoder = decoder;
        this.limits = limits;
        this.listener = listener;
        this.sink = sink;
    }

    /** The decoder holds an EAPOL frame. */
    void frame(long timeNanos, String capture, boolean isOwn) {
        int at = decoder.payloadOffset();
        boolean isPacket =
                decoder.payloadLength() > 4 && decoder.payloadBytes()[at + 1] == 0; // EAP
        if (!isPacket || !eap.moveTo(decoder.payloadBytes(), at + 4, decoder.payloadLength() - 4)) {
            return;
        }
        long source = decoder.linkSource();
        long destination = decoder.linkDestination();
        EapolConversations.Link link = eapol.find(eap, source, destination, timeNanos);
        if (link != null && isOver(link.conversation, timeNanos)) {
            close(link);
            link = null;
        }
        if (link == null && isBeginning()) {
            byte[] identifier = {(byte) eap.identifier()};
            EapConversation begun = begin(timeNanos, identifier, isOwn);
            link = eapol.begin(begun, eap, source, destination);
        }
        for (EapolConversations.Link before : eapol.takeReplaced()) {
            emit(before);
        }
        if (link == null) {
            return;
        }
        Side sender = EapolConversations.sender(eap);
        if (sender == Side.SERVER && link.authenticator == 0) {
            link.authenticator = source;
        }
        link.conversation.packet(sender, eap, timeNanos, capture);
        if (eap.code() == EapPacket.SUCCESS || eap.code() == EapPacket.FAILURE) {
            close(link);
        }
    }

    /** The decoder holds a datagram. */
    void datagram(long timeNanos, String capture, boolean isOwn) {
        byte[] bytes = decoder.payloadBytes();
        int at = decoder.payloadOffset();
        if (!RadiusPacket.isPossible(bytes, at, decoder.payloadLength())) {
            return;
        }
        RadiusPacket packet = RadiusPacket.parse(bytes, at, decoder.payloadLength());
        if (packet == null || !eap.moveTo(packet.eap(), 0, packet.eap().length)) {
            return;
        }
        RadiusConversations.End source =
                new RadiusConversations.End(
                        decoder.sourceHigh(), decoder.sourceLow(), decoder.sourcePort());
        RadiusConversations.End destination =
                new RadiusConversations.End(
                        decoder.destinationHigh(),
                        decoder.destinationLow(),
                        decoder.destinationPort());
        RadiusConversations.Link link = radius.find(packet, source, destination);
        if (link != null && isOver(link.conversation, timeNanos)) {
            close(link);
            link = null;
        }
        if (link == null && isBeginning() && packet.state() != null) {
            EapConversation begun = begin(timeNanos, packet.state().array(), isOwn);
            link = radius.begin(begun, packet, source, destination);
        }
        if (link == null) {
            return;
        }
        Side sender = packet.code() == RadiusPacket.REQUEST ? Side.CLIENT : Side.SERVER;
        link.conversation.packet(sender, eap, timeNanos, capture);
        radius.note(link, packet, source, destination);
        if (packet.code() == RadiusPacket.ACCEPT || packet.code() == RadiusPacket.REJECT) {
            close(link);
        }
    }

    /**
     * Whether it was silent for too long, or the packet starts another: another method, or anew.
     */
    private boolean isOver(EapConversation conversation, long timeNanos) {
        return conversation.isPast(timeNanos) || eap.isStart() && !conversation.beganWith(eap);
    }

    private boolean isBeginning() {
        return eap.isStart() || eap.isClientHello();
    }

    /** Those that begin beyond the split are followed like its own, so that nothing is mixed up. */
    private EapConversation begin(long timeNanos, byte[] discriminator, boolean isOwn) {
        if (eapol.size() + radius.size() >= MAX_AT_ONCE) {
            expire(timeNanos);
        }
        if (eapol.size() + radius.size() >= MAX_AT_ONCE) {
            finish();
        }
        unfinished += isOwn ? 1 : 0;
        return new EapConversation(
                eap,
                sequence++,
                timeNanos,
                discriminator,
                decoder.vlan(),
                decoder.tunnel(),
                isOwn,
                limits.tls(),
                listener);
    }

    /** Conversations of the split that are followed. */
    int unfinished() {
        return unfinished;
    }

    /** The split is over: what follows only ends what has begun. */
    void endOfSplit(long timeNanos) {
        expire(timeNanos);
        eapol.all().forEach(link -> link.conversation.cross());
        radius.all().forEach(link -> link.conversation.cross());
    }

    /** Lets those go that were silent for too long. */
    void expire(long timeNanos) {
        if (eapol.size() + radius.size() == 0) {
            return;
        }
        for (EapolConversations.Link link : eapol.all()) {
            if (link.conversation.isPast(timeNanos)) {
                close(link);
            }
        }
        for (RadiusConversations.Link link : radius.all()) {
            if (link.conversation.isPast(timeNanos)) {
                close(link);
            }
        }
    }

    /** No more packets. */
    void finish() {
        eapol.all().forEach(this::close);
        radius.all().forEach(this::close);
    }

    private void close(EapolConversations.Link link) {
        eapol.remove(link);
        emit(link);
    }

    private void emit(EapolConversations.Link link) {
        FlowKey key = new FlowKey();
        key.set(0, link.supplicant, 0, 0, link.authenticator, 0, FlowKey.EAPOL);
        emit(link.conversation, key);
    }

    private void close(RadiusConversations.Link link) {
        radius.remove(link);
        RadiusConversations.End client = link.client;
        RadiusConversations.End server = link.server;
        FlowKey key = new FlowKey();
        key.set(
                client.high(),
                client.low(),
                client.port(),
                server.high(),
                server.low(),
                server.port(),
                FlowKey.RADIUS);
        emit(link.conversation, key);
    }

    private void emit(EapConversation conversation, FlowKey key) {
        conversation.end();
        unfinished -= conversation.isOwn() ? 1 : 0;
        if (conversation.isOwn() && conversation.hasRow()) {
            ConnectionPart part = conversation.toPart(split, key);
            sink.connection(part);
        }
    }
}
