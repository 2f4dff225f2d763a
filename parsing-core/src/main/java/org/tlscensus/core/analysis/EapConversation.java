package org.tlscensus.core.analysis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.TcpEvents;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.SidePart;
import org.tlscensus.core.tls.TlsDialogue;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.carried.EapPacket;
import org.tlscensus.core.wire.Side;

/**
 * TLS in EAP between a supplicant, the client, and a server: from the server's start, or the
 * ClientHello, to success or failure. All of it belongs to the split in which it begins, counters
 * too.
 */
final class EapConversation {
    /** Silence after which a conversation is over: an authenticator repeats within seconds. */
    private static final long IDLE_NANOS = 60_000_000_000L;

    /** A handshake that takes longer is given up, so that a split need not read on for longer. */
    private static final long LONGEST_NANOS = 300_000_000_000L;

    private final TlsDialogue tls;
    private final StapleRecorder staples;
    private final String method;
    private final long sequence;
    private final long startNanos;
    private final List<Integer> vlan;
    private final List<String> tunnel;
    private final byte[] discriminator;
    private final List<String> captures = new ArrayList<>(1);
    private final long[] packets = new long[2];
    private final long[] bytes = new long[2];
    private final int[] lastIdentifier = {-1, -1};
    private final int firstIdentifier;
    private final boolean isOwn;
    private long endNanos;
    private boolean isCrossing;

    /**
     * @param discriminator what tells it from others between the same ends, the same however the
     *     capture was cut
     */
    EapConversation(
            EapPacket first,
            long sequence,
            long timeNanos,
            byte[] discriminator,
            List<Integer> vlan,
            List<String> tunnel,
            boolean isOwn,
            TlsLimits limits,
            TlsListener listener) {
        this.sequence = sequence;
        this.startNanos = timeNanos;
        this.endNanos = timeNanos;
        this.discriminator = discriminator;
        this.vlan = vlan;
        this.tunnel = tunnel;
        this.isOwn = isOwn;
        method = first.method();
        firstIdentifier = first.identifier();
        staples = new StapleRecorder(listener);
        tls = new TlsDialogue(limits, staples);
    }

    /** The next packet. One that comes again counts, but tells nothing new. */
    void packet(Side sender, EapPacket packet, long timeNanos, String capture) {
        int end = sender.ordinal();
        endNanos = Math.max(endNanos, timeNanos);
        packets[end]++;
        bytes[end] += packet.length();
        if (!captures.contains(capture)) {
            captures.add(capture);
        }
        boolean isNew = lastIdentifier[end] != packet.identifier();
        if (packet.isTls() && isNew) {
            lastIdentifier[end] = packet.identifier();
            if (packet.dataLength() > 0) {
                tls.bytes(
                        sender,
                        timeNanos,
                        packet.bytes(),
                        packet.dataOffset(),
                        packet.dataLength());
            }
        }
    }

    /** Whether a start is the one that this began with, said again since no answer was heard. */
    boolean beganWith(EapPacket start) {
        boolean isFirst = packets[Side.SERVER.ordinal()] == 0; // it began with the ClientHello
        return firstIdentifier == start.identifier() && (isFirst || isAsked(start));
    }

    private boolean isAsked(EapPacket packet) {
        return lastIdentifier[Side.SERVER.ordinal()] == packet.identifier();
    }

    /** Whether a response answers the last request, or comes again. */
    boolean isAnsweredBy(EapPacket response) {
        return isAsked(response) || lastIdentifier[Side.CLIENT.ordinal()] == response.identifier();
    }

    boolean isPast(long timeNanos) {
        return timeNanos - endNanos > IDLE_NANOS || timeNanos - startNanos > LONGEST_NANOS;
    }

    long endNanos() {
        return endNanos;
    }

    /** Whether it belongs to the split, and not to one behind it. */
    boolean isOwn() {
        return isOwn;
    }

    /** The split ends, and it goes on. */
    void cross() {
        isCrossing = true;
    }

    boolean hasRow() {
        return tls.session().sawHello();
    }

    void end() {
        tls.end();
    }

    /**
     * The part; of all that the splits hand out of a conversation the first has everything.
     *
     * @param key of client and server, set from the client to the server
     */
    ConnectionPart toPart(long split, FlowKey key) {
        End clientEnd = key.sender();
        long[] words = key.copy();
        byte[] flow = FlowKey.toBytes(words);
        ByteBuffer unique = ByteBuffer.allocate(flow.length + discriminator.length);
        unique.put(flow).put(discriminator);
        Side low = End.LOW.side(clientEnd);
        SortedSet<String> anomalies = tls.session().anomalies();
        DialoguePart dialogue =
                new DialoguePart(
                        true,
                        clientEnd.isHigh(),
                        tls.session().sawHello() ? (Boolean) clientEnd.isHigh() : null,
                        method,
                        null,
                        null,
                        null,
                        tls.session().toRow(),
                        List.copyOf(anomalies),
                        staples.stapled());
        return new ConnectionPart(
                FlowKey.hash(words),
                unique.array(),
                split,
                sequence,
                isCrossing ? ConnectionPart.UNFINISHED : ConnectionPart.POSSIBLE,
                startNanos,
                endNanos,
                low == Side.CLIENT,
                startNanos,
                ConnectionPart.MIDWAY,
                0,
                0,
                side(low),
                side(low.other()),
                TcpEvents.toText(TcpEvents.NONE),
                false,
                null,
                null,
                vlan,
                tunnel,
                List.copyOf(captures),
                dialogue,
                null,
                List.of(),
                null,
                null,
                null);
    }

    private SidePart side(Side of) {
        return new SidePart(
                packets[of.ordinal()],
                bytes[of.ordinal()],
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                List.of(),
                0);
    }
}
