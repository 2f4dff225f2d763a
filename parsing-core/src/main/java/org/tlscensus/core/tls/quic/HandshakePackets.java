package org.tlscensus.core.tls.quic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.tls.keys.SuiteProtection;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * Opens the Handshake packets of a connection whose secrets are known. Those that come before the
 * ServerHello, which names the cipher, wait.
 */
final class HandshakePackets {
    private static final int FINISHED = 20;
    private static final int MAX_WAITING = 16; // packets of about 1.5 KB
    private static final int MAX_FAILURES = 8;

    private final TlsSession session;
    private final List<InitialOpener.Sealed> waiting = new ArrayList<>();
    private final Map<String, HandshakeKeys> keys = new HashMap<>(); // by side and labels
    private final CryptoStream[] streams = new CryptoStream[2];
    private final boolean[] isFinished = new boolean[2];
    private boolean hasOpened;
    private boolean isGivenUp;
    private int failures;

    HandshakePackets(TlsSession session, TlsLimits limits) {
        this.session = session;
        for (Side side : Side.values()) {
            streams[side.ordinal()] = new CryptoStream(limits.handshakeBytes(), session.memory());
        }
    }

    /** Whether nothing more is wanted of them. */
    boolean isOver() {
        return isGivenUp || isFinished[0] && isFinished[1];
    }

    /** Lets go what is held of unfinished messages. */
    void forget() {
        for (CryptoStream stream : streams) {
            stream.restart();
        }
    }

    void packet(InitialOpener.Sealed sealed) {
        if (isOver()) {
            return;
        }
        if (session.secrets() == null) {
            if (waiting.size() < MAX_WAITING) {
                waiting.add(sealed);
            }
            return;
        }
        releaseWaiting();
        open(sealed);
    }

    /** Packets that waited for the ServerHello. */
    void releaseWaiting() {
        if (session.secrets() != null && !waiting.isEmpty()) {
            List<InitialOpener.Sealed> released = new ArrayList<>(waiting);
            waiting.clear();
            released.forEach(this::open);
        }
    }

    private void open(InitialOpener.Sealed sealed) {
        HandshakeKeys of = keys(sealed);
        if (of == null) {
            return;
        }
        byte[] payload = of.open(sealed.packet(), sealed.header().headerLength());
        if (payload != null) {
            hasOpened = true;
            frames(sealed, payload);
        } else if (!hasOpened && ++failures == MAX_FAILURES) {
            session.secretsDoNotFit();
            isGivenUp = true;
        }
    }

    private HandshakeKeys keys(InitialOpener.Sealed sealed) {
        SuiteProtection suite = session.protection();
        boolean isClient = sealed.sender() == session.clientSide();
        byte[] secret =
                isClient
                        ? session.secrets().clientHandshake()
                        : session.secrets().serverHandshake();
        if (suite == null || secret == null) {
            isFinished[sealed.sender().ordinal()] = true;
            return null;
        }
        String labels = sealed.header().version().salts().get(0).labels();
        return keys.computeIfAbsent(
                sealed.sender() + labels, k -> new HandshakeKeys(suite, secret, labels));
    }

    private void frames(InitialOpener.Sealed sealed, byte[] payload) {
        InitialFrames frames = new InitialFrames();
        try {
            frames.read(new ByteCursor(payload), sealed.header().version().family());
        } catch (ParseException e) {
            session.anomaly("quic_bad_frame");
        }
        CryptoStream stream = streams[sealed.sender().ordinal()];
        for (InitialFrames.Crypto frame : frames.crypto()) {
            if (!stream.add(frame)) {
                session.anomaly("quic_limit");
            }
        }
        CryptoStream.Message message = stream.take();
        while (message != null) {
            byte[] body = message.body();
            session.opened(
                    sealed.sender(), sealed.timeNanos(), message.type(), body, 0, body.length);
            isFinished[sealed.sender().ordinal()] |= message.type() == FINISHED;
            message = stream.take();
        }
    }
}
