package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * What a handshake's messages tell, whatever transport carried them: TLS, DTLS and QUIC hand them
 * in here, whole and in order.
 *
 * <p>Who is the client is found out by who sends the ClientHello; the caller's sides only tell the
 * ends apart. Of several handshakes on a connection the row has the first.
 */
public final class TlsSession {
    private static final int HANDSHAKE_BYTES_FACTOR = 4;

    /** An encrypted alert is shorter, an encrypted Finished longer (RFC 8446 section 5.2). */
    private static final int LONGEST_ALERT = 24;

    final String transport;
    final TlsLimits limits;
    final CertificateFlight certificates;
    final SslV2Session sslV2 = new SslV2Session(this);
    final EndState[] ends = {new EndState(), new EndState()};
    final History history;
    private final SortedSet<String> anomalies = new TreeSet<>();
    final Consumer<TlsAnomaly> notes = this::note;

    Side clientSide;
    Integer recordVersion;
    Integer version;
    String quicVersion;
    ClientHello clientHello;
    ServerHello serverHello;
    Integer cipherSuite;
    Integer selectedGroup;
    ServerKeyExchange keyExchange;
    boolean googleHello; // and no TLS
    String googleServerName;
    boolean helloRetryRequest;
    boolean retryConfirmsEch;
    boolean certificateRequested;
    Boolean resumed;
    Long ticketLifetimeHint;
    long clientHelloNanos = EndState.NEVER;
    long serverHelloNanos = EndState.NEVER;
    long establishedNanos = EndState.NEVER;

    private boolean isHopeless;
    private long handshakeBytes;
    private long followedBytes;

    /** The word of {@code tls.transport}: tls, dtls or quic. */
    public TlsSession(String transport, TlsLimits limits, TlsListener listener) {
        this.transport = transport;
        this.limits = limits;
        certificates = new CertificateFlight(this, listener);
        history = new History(limits.events());
    }

    EndState end(Side side) {
        return ends[side.ordinal()];
    }

    /** The version field of a record that carries handshake messages or alerts in the clear. */
    public void record(Side sender, int version) {
        if (recordVersion == null) {
            recordVersion = version;
        }
    }

    /**
     * A whole handshake message in the clear.
     *
     * @param bytes its body, without the message header; shared, valid during the call
     */
    public void handshake(
            Side sender, long timeNanos, int type, byte[] bytes, int offset, int length) {
        handshakeBytes += length;
        if (handshakeBytes > (long) HANDSHAKE_BYTES_FACTOR * limits.handshakeBytes()) {
            note(TlsAnomaly.TOO_MANY_HANDSHAKE_BYTES);
            isHopeless = true;
            return;
        }
        ByteCursor in = new ByteCursor(bytes, offset, length);
        try {
            handshake(sender, timeNanos, type, in);
        } catch (ParseException e) {
            note(
                    switch (type) {
                        case HandshakeType.CLIENT_HELLO -> TlsAnomaly.MALFORMED_CLIENT_HELLO;
                        case HandshakeType.SERVER_HELLO -> TlsAnomaly.MALFORMED_SERVER_HELLO;
                        default -> TlsAnomaly.MALFORMED_MESSAGE;
                    });
        }
    }

    private void handshake(Side sender, long timeNanos, int type, ByteCursor in)
            throws ParseException {
        if (type != HandshakeType.SERVER_HELLO) {
            event(sender, HandshakeType.letter(type));
        }
        switch (type) {
            case HandshakeType.CLIENT_HELLO ->
                    clientHello(
                            sender,
                            timeNanos,
                            ClientHello.parse(in, transport.equals("dtls"), notes));
            case HandshakeType.SERVER_HELLO -> serverHello(sender, timeNanos, in);
            case HandshakeType.HELLO_RETRY_REQUEST -> helloRetryRequest = true;
            case HandshakeType.NEW_SESSION_TICKET -> newSessionTicket(in);
            case HandshakeType.CERTIFICATE -> certificates.message(sender, timeNanos, in);
            case HandshakeType.CERTIFICATE_STATUS -> certificates.status(sender, timeNanos, in);
            case HandshakeType.SERVER_KEY_EXCHANGE -> serverKeyExchange(in);
            case HandshakeType.CERTIFICATE_REQUEST -> certificateRequested = true;
            case HandshakeType.SERVER_HELLO_DONE -> fullHandshake();
            case HandshakeType.CLIENT_KEY_EXCHANGE -> {
                end(sender).keyExchange = true;
                fullHandshake();
            }
            case HandshakeType.FINISHED -> finished(sender, timeNanos);
            default -> {
                if (!HandshakeType.isKnown(type)) {
                    note(TlsAnomaly.UNKNOWN_HANDSHAKE_TYPE);
                }
            }
        }
    }

    void clientHello(Side sender, long timeNanos, ClientHello hello) {
        if (clientSide == null) {
            clientSide = sender;
        } else if (clientSide != sender) {
            note(TlsAnomaly.HELLO_FROM_WRONG_SIDE);
            return;
        }
        if (clientHello == null) {
            clientHello = hello;
            clientHelloNanos = timeNanos;
        }
    }

    /**
     * The client hello of Google's own handshake, from before QUIC had TLS.
     *
     * @param serverName null when it has none
     */
    public void googleHello(Side sender, long timeNanos, String serverName) {
        if (sawHello()) {
            return;
        }
        event(sender, 'C');
        clientSide = sender;
        clientHelloNanos = timeNanos;
        googleHello = true;
        googleServerName = serverName;
    }

    private void serverHello(Side sender, long timeNanos, ByteCursor in) throws ParseException {
        ServerHello hello;
        try {
            hello = ServerHello.parse(in, notes);
        } catch (ParseException e) {
            event(sender, 'S');
            throw e;
        }
        event(sender, hello.isHelloRetryRequest() ? 'J' : 'S');
        if (clientSide == null) {
            clientSide = sender.other();
        } else if (clientSide == sender) {
            note(TlsAnomaly.HELLO_FROM_WRONG_SIDE);
            return;
        }
        if (hello.isHelloRetryRequest()) {
            helloRetryRequest = true;
            retryConfirmsEch |= hello.extensions().encryptedClientHello;
            if (serverHello == null) {
                choose(hello);
            }
        } else if (serverHello == null) {
            serverHello = hello;
            serverHelloNanos = timeNanos;
            choose(hello);
            if (TlsVersions.isTls13(version)) {
                resumed = hello.extensions().preSharedKey;
            }
            if (clientHello != null) {
                Choices.check(clientHello, hello, notes);
            }
        }
    }

    /** A HelloRetryRequest chooses already; a ServerHello has to repeat it. */
    private void choose(ServerHello hello) {
        version = hello.version();
        cipherSuite = hello.cipherSuite();
        selectedGroup = hello.extensions().selectedGroup;
    }

    private void newSessionTicket(ByteCursor in) throws ParseException {
        long seconds = in.u32("ticket_lifetime_hint");
        if (ticketLifetimeHint == null) {
            ticketLifetimeHint = seconds;
        }
    }

    private void serverKeyExchange(ByteCursor in) throws ParseException {
        fullHandshake();
        if (serverHello != null && keyExchange == null) {
            keyExchange = ServerKeyExchange.parse(CipherSuites.keyExchange(cipherSuite), in);
            selectedGroup = keyExchange.group();
        }
    }

    /** Something that no resumed handshake has. */
    void fullHandshake() {
        if (resumed == null) {
            resumed = false;
        }
    }

    void finished(Side sender, long timeNanos) {
        end(sender).finished = true;
        boolean both = ends[0].finished && ends[1].finished;
        if (both && establishedNanos == EndState.NEVER) {
            establishedNanos = timeNanos;
        }
    }

    /** An alert in the clear. */
    public void alert(Side sender, long timeNanos, int level, int description) {
        String word =
                switch (level) {
                    case 1 -> "warning";
                    case 2 -> "fatal";
                    default -> Registry.hex(level, 2);
                };
        alert(sender, word + ":" + TlsNames.alert(description));
    }

    void alert(Side sender, String word) {
        event(sender, 'L');
        EndState end = end(sender);
        if (isHopeless) {
            return;
        }
        if (end.alerts.isEmpty()) {
            end.alerts = new ArrayList<>(2);
        }
        end.alerts.add(word);
    }

    public void changeCipherSpec(Side sender, long timeNanos) {
        event(sender, 'I');
        EndState end = end(sender);
        end.changeCipherSpec = true;
        boolean isFirstFlight =
                serverHello != null && sender != clientSide && !end(clientSide).keyExchange;
        if (resumed == null && isFirstFlight && !end.bytesMissing) {
            resumed = true;
        }
    }

    /** Handshake bytes of a side were not captured: that a message did not come means nothing. */
    public void bytesMissing(Side sender) {
        end(sender).bytesMissing = true;
    }

    /** A letter of the history; with too many of them nothing more is expected. */
    void event(Side sender, char letter) {
        if (!history.add(sender, letter)) {
            note(TlsAnomaly.TOO_MANY_EVENTS);
            isHopeless = true;
        }
    }

    /** Bytes that tell nothing. */
    void unreadable(long bytes) {
        followedBytes += bytes;
    }

    /** Whether handshake messages of TLS 1.3 follow, of which only hellos come in the clear. */
    boolean isTls13() {
        return version == null ? helloRetryRequest : TlsVersions.isTls13(version);
    }

    /** Whether a side's handshake and heartbeat records are encrypted. */
    boolean isDark(Side sender) {
        return end(sender).changeCipherSpec && !isTls13();
    }

    /** With a suite that does not encrypt, bytes of MAC that end a record; else -1. */
    int macLengthInTheClear(Side sender) {
        return serverHello == null || !isDark(sender)
                ? -1
                : CipherSuites.macLengthInTheClear(serverHello.cipherSuite());
    }

    /**
     * A record that is encrypted: its outer content type and the bytes of its fragment.
     *
     * <p>In TLS 1.3 the client's first one that is too long for an alert is its Finished, or what
     * stands for it; what the server sent before is handshake too.
     */
    public void encrypted(Side sender, long timeNanos, int contentType, int length) {
        followedBytes += length;
        boolean isData = contentType == ContentType.APPLICATION_DATA;
        if (transport.equals("quic")) {
            // Packets of the handshake are told from those of the application (1-RTT), which a
            // client sends only after its Finished.
            if (isData) {
                finished(sender, timeNanos);
                applicationData(sender, timeNanos, length);
            }
            return;
        }
        if (isTls13() && isData && serverHello != null) {
            EndState end = end(sender);
            boolean isHandshake =
                    !end.finished || sender != clientSide && !end(clientSide).finished;
            if (isHandshake) {
                if (!end.finished && length > LONGEST_ALERT) {
                    finished(sender, timeNanos);
                }
                return;
            }
        } else if (isData && !isDark(sender) && !mayBeEarly(sender)) {
            event(sender, 'D');
        }
        if (isData) {
            applicationData(sender, timeNanos, length);
        } else if (contentType == ContentType.HANDSHAKE) {
            finished(sender, timeNanos);
        }
    }

    /** Whether application data before any keys are agreed on is early data of TLS 1.3. */
    private boolean mayBeEarly(Side sender) {
        return sender == clientSide && clientHello != null && clientHello.extensions().earlyData;
    }

    void applicationData(Side sender, long timeNanos, int length) {
        EndState end = end(sender);
        end.applicationBytes += length;
        if (end.firstApplicationNanos == EndState.NEVER) {
            end.firstApplicationNanos = timeNanos;
        }
    }

    /** Something odd, by its documented name. */
    public void anomaly(String name) {
        anomalies.add(name);
    }

    void note(TlsAnomaly anomaly) {
        anomalies.add(anomaly.word());
    }

    public void quicVersion(String version) {
        quicVersion = version;
    }

    /** Whether the handshake was seen to its end. */
    public boolean isEstablished() {
        return establishedNanos != EndState.NEVER;
    }

    /**
     * Whether nothing that can still come in the clear changes the row, but for counters: over TCP
     * after the handshake and the server's first application data, over UDP after the handshake;
     * and at the bounds of what is followed.
     */
    public boolean isDecided() {
        if (isHopeless || followedBytes > limits.followedBytes()) {
            return true;
        }
        if (!isEstablished()) {
            return false;
        }
        return clientSide == null
                || !transport.equals("tls")
                || end(clientSide.other()).firstApplicationNanos != EndState.NEVER;
    }

    /** Whether a ClientHello or ServerHello was seen: without one there is no row. */
    public boolean sawHello() {
        return clientHello != null || serverHello != null || sslV2.hello() != null || googleHello;
    }

    /** Whether a ServerHello was seen that is no HelloRetryRequest. */
    public boolean sawServerHello() {
        return serverHello != null;
    }

    /** Which of the caller's sides sent the ClientHello; null when neither hello was seen. */
    public Side clientSide() {
        return clientSide;
    }

    /** The row, or null when no hello was seen. */
    public TlsRow toRow() {
        return sawHello() ? new SessionRow(this).toRow() : null;
    }

    public SortedSet<String> anomalies() {
        return anomalies;
    }
}
