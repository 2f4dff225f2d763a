package org.tlscensus.core.starttls;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlscensus.core.row.ProxyProtocolRow;
import org.tlscensus.core.row.StartTlsRow;
import org.tlscensus.core.tls.TlsDetector;
import org.tlscensus.core.wire.Side;

/**
 * The cleartext of a TCP connection before TLS begins, whatever its protocol: first that is found
 * out, then it is followed; behind a proxy both begin anew. What a proxy puts before is no part of
 * it.
 */
public final class CleartextDialogue {
    /** Where it stands. */
    public enum Status {
        /** It may still come to TLS. */
        GOES_ON,
        /** TLS begins: with the bytes after those used, and on the other side with those held. */
        UPGRADE,
        /** No protocol is left that could upgrade. */
        OVER
    }

    private static final byte[] NOTHING = {};

    private final StartTlsLimits limits;
    private final SortedSet<String> proxyAnomalies = new TreeSet<>();
    private final int[] ports;
    private final Side acceptor;
    private final byte[][] unread = {NOTHING, NOTHING}; // what belongs to TLS, per side
    private final boolean[] isAtTunnelStart = new boolean[2];
    private final StreamStart[] starts = new StreamStart[2];
    private Status status = Status.GOES_ON;
    private Detection detection;
    private UpgradeNegotiation conversation;
    private Side conversationServer;
    private Side serverSide;
    private String proxy;
    private ProxyProtocolRow proxyProtocol;
    private int tunnels;

    /**
     * @param clientPort the port of the side that the caller calls the client; ports decide only
     *     what content leaves open
     * @param acceptor which side accepted the connection; null when that was not seen
     */
    public CleartextDialogue(StartTlsLimits limits, int clientPort, int serverPort, Side acceptor) {
        this.limits = limits;
        this.acceptor = acceptor;
        ports = new int[] {clientPort, serverPort};
        startAnew();
    }

    private void startAnew() {
        for (Side side : Side.values()) {
            starts[side.ordinal()] = new StreamStart(limits.tunnels());
        }
    }

    /**
     * The next bytes of a side, in order.
     *
     * @return how many of them are cleartext: fewer than all only when the status is now UPGRADE
     */
    public int bytes(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        int used = 0;
        while (used < length && status == Status.GOES_ON) {
            used += step(sender, bytes, offset + used, length - used);
        }
        return status == Status.UPGRADE ? used : length;
    }

    private int step(Side sender, byte[] bytes, int offset, int length) {
        if (!starts[sender.ordinal()].isOver()) {
            return start(sender, bytes, offset, length);
        }
        if (conversation != null) {
            int used = conversation.bytes(role(sender), bytes, offset, length);
            settle();
            return used;
        }
        if (isAtTunnelStart[sender.ordinal()]) {
            tunnelStart(sender, bytes, offset, length);
            return length;
        }
        detect(sender, bytes[offset]);
        return 1;
    }

    private int start(Side sender, byte[] bytes, int offset, int length) {
        StreamStart start = starts[sender.ordinal()];
        int taken = start.take(bytes, offset, length);
        ProxyHeader header = start.takeHeader();
        if (header != null) {
            proxyHeader(sender, header);
        }
        if (start.isOver()) {
            readHeld(sender);
        }
        return taken;
    }

    private void proxyHeader(Side sender, ProxyHeader header) {
        if (header.isMalformed()) {
            proxyAnomalies.add(StartTlsAnomaly.MALFORMED_PROXY_HEADER.word());
        }
        if (proxyProtocol == null) {
            proxyProtocol = header.row();
        }
        if (serverSide == null) {
            serverSide = sender.other();
        }
        isAtTunnelStart[sender.ordinal()] = conversation == null;
    }

    /** What turned out to be no proxy's header. */
    private void readHeld(Side sender) {
        byte[] held = starts[sender.ordinal()].takeHeld();
        if (held.length > 0) {
            read(sender, held, 0, held.length);
        }
    }

    private Side role(Side sender) {
        return conversationServer == Side.SERVER ? sender : sender.other();
    }

    private void settle() {
        switch (conversation.findings().stage()) {
            case CLEAR, REQUESTED, ACCEPTED -> {}
            case UPGRADED -> status = Status.UPGRADE;
            case OVER -> status = Status.OVER;
            case TUNNEL -> enterTunnel();
        }
    }

    private void detect(Side sender, byte value) {
        if (detection == null) {
            detection = new Detection(limits, ports[0], ports[1], acceptor);
        }
        detection.add(sender, value);
        if (detection.isHopeless()) {
            status = Status.OVER;
        } else if (detection.protocol() != null) {
            converse();
        }
    }

    /** The protocol is known: its dialogue begins with the first byte. */
    private void converse() {
        Detection known = detection;
        detection = null;
        conversationServer = known.serverSide();
        if (serverSide == null) {
            serverSide = conversationServer;
        }
        StartTlsState findings = new StartTlsState(limits, ports[conversationServer.ordinal()]);
        conversation = new UpgradeNegotiation(known.protocol().open(findings), findings);
        for (Detection.Piece piece : known.pieces()) {
            if (piece.start() == piece.end()) {
                gap(piece.sender(), 0);
            } else {
                read(piece.sender(), known.said(), piece.start(), piece.end());
            }
        }
    }

    private void read(Side sender, byte[] bytes, int start, int end) {
        int used = bytes(sender, 0, bytes, start, end - start);
        leave(sender, bytes, start + used, end);
    }

    /** Keeps for TLS what is left. */
    private void leave(Side sender, byte[] bytes, int start, int end) {
        byte[] before = unread[sender.ordinal()];
        byte[] joined = Arrays.copyOf(before, before.length + end - start);
        System.arraycopy(bytes, start, joined, before.length, end - start);
        unread[sender.ordinal()] = joined;
    }

    private void enterTunnel() {
        UpgradeNegotiation outer = conversation;
        conversation = null;
        if (proxy == null) {
            proxy = outer.findings().proxy();
        }
        proxyAnomalies.addAll(outer.findings().anomalyWords());
        if (++tunnels > limits.tunnels()) {
            status = Status.OVER;
            return;
        }
        if (outer.findings().tunnelPort() > 0) {
            ports[conversationServer.ordinal()] = outer.findings().tunnelPort();
        }
        Arrays.fill(isAtTunnelStart, true);
        startAnew();
        byte[] waiting = outer.held(Side.CLIENT);
        read(conversationServer.other(), waiting, 0, waiting.length);
    }

    /** What comes first in a tunnel may well be TLS. */
    private void tunnelStart(Side sender, byte[] bytes, int offset, int length) {
        leave(sender, bytes, offset, offset + length);
        byte[] joined = unread[sender.ordinal()];
        switch (TlsDetector.match(joined, 0, joined.length)) {
            case YES -> status = Status.UPGRADE;
            case NEED_MORE -> {}
            case NO -> {
                unread[sender.ordinal()] = NOTHING;
                isAtTunnelStart[sender.ordinal()] = false;
                read(sender, joined, 0, joined.length);
            }
        }
    }

    /** Bytes that were not captured. */
    public void gap(Side sender, long missingBytes) {
        if (status != Status.GOES_ON) {
            return;
        }
        endStart(sender);
        isAtTunnelStart[sender.ordinal()] = false;
        if (conversation != null) {
            conversation.gap(role(sender));
            settle();
        } else if (detection != null) {
            detection.gap(sender);
        }
    }

    private void endStart(Side sender) {
        starts[sender.ordinal()].end();
        if (status == Status.GOES_ON) {
            readHeld(sender);
        }
    }

    /** Nothing more will come: what waits is read; TLS may be among it. */
    public void end() {
        for (Side side : Side.values()) {
            endStart(side);
        }
        conclude();
        if (conversation != null && status == Status.GOES_ON) {
            conversation.end();
            settle();
        }
    }

    public Status status() {
        return status;
    }

    /**
     * Whether bytes of that side have to be handed in here even if they look like TLS, since the
     * other side's answer, still in the clear, is to come, or since they go on with what began.
     */
    public boolean holdsBack(Side sender) {
        if (status != Status.GOES_ON) {
            return false;
        }
        int side = sender.ordinal();
        boolean isBegun = isAtTunnelStart[side] && unread[side].length > 0;
        return isBegun
                || starts[side].isMidway()
                || conversation != null
                        && role(sender) == Side.CLIENT
                        && conversation.awaitsAnswer();
    }

    /** With the status UPGRADE: bytes of a side that were handed in before and belong to TLS. */
    public byte[] heldForTls(Side side) {
        byte[] held = conversation == null ? NOTHING : conversation.held(role(side));
        byte[] rest = unread[side.ordinal()];
        byte[] joined = Arrays.copyOf(held, held.length + rest.length);
        System.arraycopy(rest, 0, joined, held.length, rest.length);
        return joined;
    }

    /** With the status UPGRADE: what carries TLS, if it does not follow bare; else null. */
    public TlsCarrier carrier() {
        return conversation == null ? null : conversation.findings().carrier();
    }

    /** The word of {@code connections.protocol}; null while it is not known. */
    public String protocol() {
        conclude();
        return conversation == null ? null : conversation.findings().protocol();
    }

    /** Nobody asks before the end: what content leaves open is now decided by the ports. */
    private void conclude() {
        if (conversation == null && detection != null && status == Status.GOES_ON) {
            detection.conclude();
            if (detection.protocol() != null) {
                converse();
            }
        }
    }

    /** socks4, socks5 or http_connect when a proxy was asked to connect; else null. */
    public String proxy() {
        return proxy == null && conversation != null ? conversation.findings().proxy() : proxy;
    }

    /** The header that a proxy put before all else, the first of several; null without one. */
    public ProxyProtocolRow proxyProtocol() {
        return proxyProtocol;
    }

    /** Which of the caller's sides behaves as the server; null when that cannot be told. */
    public Side serverSide() {
        conclude();
        return serverSide;
    }

    /**
     * The dialogue's row; null for a protocol without an upgrade.
     *
     * @param upgraded whether TLS followed
     * @param isServerHelloSeen whether the server answered in TLS
     */
    public StartTlsRow toRow(boolean upgraded, boolean isServerHelloSeen) {
        conclude();
        return conversation == null
                ? null
                : conversation.findings().toRow(upgraded, isServerHelloSeen);
    }

    /** The words of {@link StartTlsAnomaly} for what was odd. */
    public SortedSet<String> anomalies() {
        conclude();
        SortedSet<String> words = new TreeSet<>(proxyAnomalies);
        if (conversation != null) {
            words.addAll(conversation.findings().anomalyWords());
        }
        return words;
    }
}
