package org.tlscensus.core.tls.quic;

import java.util.Arrays;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * QUIC over the datagrams of a UDP flow. Initial packets are opened; they hold the hellos. What
 * comes behind is encrypted with keys that an observer has not: of packets with a short header,
 * which carry application data, only the length counts. They have no Finished that could be seen,
 * so a connection is established when both sides have sent one (as for TLS 1.3).
 */
public final class QuicDialogue {
    private static final int APPLICATION_RECORD = 23;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int MIN_SHORT_PACKET = 21; // RFC 9000 section 10.3
    private static final int MAX_SHORT_PACKETS = 256; // then no hello is expected any more
    private static final int FATAL = 2;
    private static final int CRYPTO_ERROR = 0x0100; // and a TLS alert (RFC 9000 section 20.1)

    private final TlsSession session;
    private final CryptoStream[] streams = new CryptoStream[2];
    private InitialOpener opener; // null before the first Initial packet, and when decided
    private Side client;
    private boolean isVersionChosen; // by the server, which may take another than the client's
    private byte[] clientHello; // the first
    private boolean isAnswered; // by a ServerHello or HelloRetryRequest
    private boolean isGoogleHelloSeen;
    private boolean isRestarted; // by a Retry, or to negotiate the version
    private boolean isFirstStream = true;
    private int shortPackets;
    private HandshakePackets handshakePackets; // null unless secrets are known
    private final TlsLimits limits;

    public QuicDialogue(TlsLimits limits, TlsListener listener) {
        this.limits = limits;
        session = new TlsSession("quic", limits, listener);
        for (Side side : Side.values()) {
            streams[side.ordinal()] = new CryptoStream(limits.helloBytes(), session.memory());
        }
    }

    /**
     * Whether a datagram begins with a long header of a version that is known, or has the hello of
     * Google's older versions. Other protocols may look so: only a packet that can be opened tells.
     */
    public static boolean matches(byte[] bytes, int offset, int length) {
        if (length < MIN_SHORT_PACKET) {
            return false;
        }
        if ((bytes[offset] & 0x80) != 0) {
            try {
                if (LongHeader.parse(new ByteCursor(bytes, offset, length)).version() != null) {
                    return true;
                }
            } catch (ParseException e) {
                // Google's long headers of before had other lengths of ids.
            }
        }
        return GoogleHello.find(bytes, offset, length) != null;
    }

    /** The next datagram of a side; the array is valid during the call only. */
    public void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (!session.sawHello() && googleHello(sender, timeNanos, bytes, offset, length)) {
            return;
        }
        int at = 0;
        try {
            while (at < length && (bytes[offset + at] & 0x80) != 0) {
                ByteCursor in = new ByteCursor(bytes, offset + at, length - at);
                LongHeader header = LongHeader.parse(in);
                longPacket(sender, timeNanos, header, bytes, offset + at);
                at += header.packetLength();
            }
        } catch (ParseException e) {
            if (opener != null && opener.hasBegun()) {
                boolean isCut = e.reason() == ParseException.Reason.TRUNCATED;
                session.anomaly(isCut ? "quic_packet_truncated" : "quic_bad_packet");
            }
            return;
        }
        if (at < length) {
            shortPacket(sender, timeNanos, bytes[offset + at], length - at);
        }
        if (isDecided()) {
            opener = null;
        }
    }

    private boolean googleHello(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        GoogleHello hello = GoogleHello.find(bytes, offset, length);
        if (hello != null) {
            googleHello(sender, timeNanos, hello);
        }
        return hello != null;
    }

    private void shortPacket(Side sender, long timeNanos, byte firstByte, int length) {
        // Once peers have agreed to it, the bit that is always set may be clear (RFC 9287).
        boolean isQuic = (firstByte & 0x40) != 0 || isAnswered;
        if (session.sawHello() && isQuic && length >= MIN_SHORT_PACKET) {
            shortPackets++;
            if (isSettled()) {
                return;
            }
            session.encrypted(sender, timeNanos, APPLICATION_RECORD, length);
        }
    }

    private void longPacket(
            Side sender, long timeNanos, LongHeader header, byte[] bytes, int start) {
        if (header.version() == null) {
            if (header.versionNumber() == QuicVersion.NEGOTIATION && opener != null) {
                isRestarted = true;
                session.anomaly("quic_version_negotiation");
            }
            return;
        }
        switch (header.type()) {
            case INITIAL -> {
                if (isSettled()) {
                    return;
                }
                byte[] packet = Arrays.copyOfRange(bytes, start, start + header.packetLength());
                initial(new InitialOpener.Sealed(sender, timeNanos, header, packet));
            }
            case RETRY -> isRestarted = true;
            case HANDSHAKE -> {
                if (session.hasSecrets()) {
                    byte[] packet = Arrays.copyOfRange(bytes, start, start + header.packetLength());
                    handshake(new InitialOpener.Sealed(sender, timeNanos, header, packet));
                }
            }
            case ZERO_RTT -> {} // early data is offered in the ClientHello
        }
    }

    private void handshake(InitialOpener.Sealed sealed) {
        if (handshakePackets == null) {
            handshakePackets = new HandshakePackets(session, limits);
        }
        handshakePackets.packet(sealed);
    }

    private void initial(InitialOpener.Sealed sealed) {
        if (opener == null) {
            opener = new InitialOpener();
        }
        byte[] payload = opener.open(sealed);
        if (payload == null && opener.begins(sealed)) {
            begin(sealed);
            payload = opener.open(sealed);
        }
        if (payload != null) {
            frames(sealed, payload);
        } else {
            opener.keep(sealed);
        }
    }

    /** A client begins: at first, after a Retry, in another version, or a connection anew. */
    private void begin(InitialOpener.Sealed sealed) {
        if (opener.hasBegun() && !isRestarted) {
            session.anomaly("quic_second_connection");
        }
        if (opener.hasBegun() && session.sawServerHello()) {
            return; // the first one counts
        }
        isFirstStream = !opener.hasBegun();
        client = sealed.sender();
        opener.begin(sealed);
        for (CryptoStream stream : streams) {
            stream.restart();
        }
        for (InitialOpener.Sealed waiting : opener.takeWaiting()) {
            byte[] payload = opener.open(waiting);
            if (payload != null) {
                frames(waiting, payload);
            } else {
                opener.keep(waiting);
            }
        }
    }

    private void frames(InitialOpener.Sealed sealed, byte[] payload) {
        QuicVersion version = sealed.header().version();
        InitialFrames frames = new InitialFrames();
        try {
            frames.read(new ByteCursor(payload), version.family());
        } catch (ParseException e) {
            session.anomaly("quic_bad_frame");
        }
        if (!isVersionChosen) {
            session.quicVersion(version.name());
            isVersionChosen = sealed.sender() != client;
        }
        CryptoStream stream = streams[sealed.sender().ordinal()];
        for (InitialFrames.Crypto frame : frames.crypto()) {
            if (!stream.add(frame)) {
                session.anomaly("quic_limit");
            }
        }
        if (version.name().equals("Q050")) { // the only one that is opened and has no TLS
            googleHello(sealed, stream);
        } else {
            messages(sealed, stream);
        }
        if (frames.closeError() >>> 8 == CRYPTO_ERROR >>> 8) {
            int description = (int) (frames.closeError() & 0xff);
            session.alert(sealed.sender(), sealed.timeNanos(), FATAL, description);
        }
    }

    private void messages(InitialOpener.Sealed sealed, CryptoStream stream) {
        CryptoStream.Message message = stream.take();
        while (message != null) {
            byte[] body = message.body();
            boolean isNew = true;
            if (message.type() == CLIENT_HELLO) {
                // One that is said again after a restart is no news; after a HelloRetryRequest,
                // further down the stream, it is.
                isNew = clientHello == null || isFirstStream || isAnswered;
                clientHello = clientHello == null ? body : clientHello;
            } else if (message.type() == SERVER_HELLO) {
                isAnswered = true;
            }
            if (isNew) {
                session.handshake(
                        sealed.sender(), sealed.timeNanos(), message.type(), body, 0, body.length);
            }
            if (isAnswered && handshakePackets != null) {
                handshakePackets.releaseWaiting();
            }
            message = stream.take();
        }
    }

    private void googleHello(InitialOpener.Sealed sealed, CryptoStream stream) {
        GoogleHello hello = GoogleHello.parse("Q050", stream.beginning());
        if (hello != null && !session.sawHello()) {
            googleHello(sealed.sender(), sealed.timeNanos(), hello);
        }
    }

    private void googleHello(Side sender, long timeNanos, GoogleHello hello) {
        session.quicVersion(hello.version());
        session.googleHello(sender, timeNanos, hello.serverName());
        isGoogleHelloSeen = true;
    }

    /** No more datagrams: a hello of which a part is missing is reported. */
    public void end() {
        for (CryptoStream stream : streams) {
            if (stream.waitingBytes() > 0 && !session.isDecided()) {
                session.anomaly("quic_message_incomplete");
            }
        }
        opener = null;
        for (CryptoStream stream : streams) {
            stream.restart();
        }
        if (handshakePackets != null) {
            handshakePackets.forget();
        }
    }

    /** Whether no further datagram can change the row. */
    public boolean isDecided() {
        return isGoogleHelloSeen
                || isSettled() && (handshakePackets == null || handshakePackets.isOver())
                || shortPackets > MAX_SHORT_PACKETS;
    }

    /** Whether what comes without keys, or with those that everybody has, is all there. */
    private boolean isSettled() {
        return session.isDecided() && session.sawServerHello();
    }

    public TlsSession session() {
        return session;
    }
}
