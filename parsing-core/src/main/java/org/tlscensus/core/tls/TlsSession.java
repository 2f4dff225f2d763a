package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.keys.SuiteProtection;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/**
 * What a handshake tells, whatever transport carried it: TLS, DTLS and QUIC hand its messages in
 * here, whole and in order.
 *
 * <p>Who is the client is found out by who sends the ClientHello; the caller's sides only tell the
 * ends apart. Of several handshakes on a connection the row has the first.
 */
public final class TlsSession {
    final String transport;
    final TlsLimits limits;
    final TlsListener listener;
    final HandshakeMemory memory;
    final CertificateFlight certificates;
    final HandshakeProgress progress = new HandshakeProgress(this);
    final HandshakeMessages messages = new HandshakeMessages(this);
    final SslV2Session sslV2 = new SslV2Session(this);
    final SideState[] ends = {new SideState(), new SideState()};
    final History history;
    private final SortedSet<String> anomalies = new TreeSet<>();
    final Consumer<TlsAnomaly> notes = this::note;

    Side clientSide;
    Integer recordVersion;
    Integer version;
    String quicVersion;
    ClientHello clientHello;
    Integer helloSegments; // null: nobody counts them
    Integer helloRecords; // null: it did not come in records
    ServerHello serverHello;
    ServerFlight serverFlight; // null before the ServerHello, and where nobody counts segments
    Integer cipherSuite;
    Integer selectedGroup;
    ServerKeyExchange keyExchange;
    boolean googleHello; // and no TLS
    String googleServerName;
    boolean isFirstHelloMissing; // clientHello answers a HelloRetryRequest
    boolean helloRetryRequest;
    boolean retryConfirmsEch;
    boolean certificateRequested;
    final Authentication authentication = new Authentication();
    Boolean resumed;
    Long ticketLifetimeHint;
    long clientHelloNanos = SideState.NEVER;
    long serverHelloNanos = SideState.NEVER;
    TlsSecrets secrets; // null unless a key log has them
    Decryption decryption; // null without secrets, and of datagrams
    DecryptedHandshake opened; // null until a message was decrypted

    private boolean isHopeless;

    /** The word of {@code tls.transport}: tls, dtls or quic. */
    public TlsSession(String transport, TlsLimits limits, TlsListener listener) {
        this.transport = transport;
        this.limits = limits;
        this.listener = listener;
        memory = listener.memory();
        certificates = new CertificateFlight(this, listener);
        history = new History(limits.events());
    }

    SideState end(Side side) {
        return ends[side.ordinal()];
    }

    /**
     * Whether messages come in order, but some may be missing before the first; datagrams number
     * theirs.
     */
    boolean isStream() {
        return transport.equals("tls");
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
        messages.message(sender, timeNanos, type, bytes, offset, length);
    }

    /**
     * A whole handshake message that came encrypted. It adds to the row what only it tells; what
     * the row has without keys stays.
     *
     * @param bytes its body, without the message header; shared, valid during the call
     */
    public void opened(
            Side sender, long timeNanos, int type, byte[] bytes, int offset, int length) {
        if (opened == null) {
            opened = new DecryptedHandshake(this);
        }
        opened.message(sender, timeNanos, type, bytes, offset, length);
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

    /** Something that no resumed handshake has. */
    void fullHandshake() {
        if (resumed == null) {
            resumed = false;
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
        SideState end = end(sender);
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
        SideState end = end(sender);
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
        if (decryption != null) {
            decryption.lost(sender);
        }
    }

    /** A letter of the history; with too many of them nothing more is expected. */
    void event(Side sender, char letter) {
        if (!history.add(sender, letter)) {
            note(TlsAnomaly.TOO_MANY_EVENTS);
            giveUp();
        }
    }

    void giveUp() {
        isHopeless = true;
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
        progress.encrypted(sender, timeNanos, contentType, length);
    }

    /** The secrets of the handshake; null when they are not known, or no ServerHello was seen. */
    public TlsSecrets secrets() {
        return serverHello == null ? null : secrets;
    }

    /** Whether secrets of the handshake are known; they are of use from the ServerHello on. */
    public boolean hasSecrets() {
        return secrets != null;
    }

    /** How the chosen suite protects; null when that is not known. */
    public SuiteProtection protection() {
        return cipherSuite == null ? null : SuiteProtection.of(TlsNames.cipherSuite(cipherSuite));
    }

    /** Something odd, by its documented name. */
    public void anomaly(String name) {
        anomalies.add(name);
    }

    /** Secrets of the handshake are known, and do not open what it sent. */
    public void secretsDoNotFit() {
        note(TlsAnomaly.SECRETS_DO_NOT_FIT);
    }

    /** The task's memory for handshake messages, of which the transports take what they hold. */
    public HandshakeMemory memory() {
        return memory;
    }

    /** The task had no memory left for a message. */
    public void memoryIsFull() {
        note(TlsAnomaly.HANDSHAKE_MEMORY_FULL);
    }

    void note(TlsAnomaly anomaly) {
        anomalies.add(anomaly.word());
    }

    public void quicVersion(String version) {
        quicVersion = version;
    }

    /** Whether the handshake was seen to its end. */
    public boolean isEstablished() {
        return progress.isEstablished();
    }

    /**
     * Whether nothing that can still come changes the row, but for counters: over TCP after the
     * handshake and the server's first application data, over UDP after the handshake; and at the
     * bounds of what is followed. With secrets, not before they have opened what they can.
     */
    public boolean isDecided() {
        return isSettled() && (decryption == null || !decryption.isExpecting());
    }

    /** Whether nothing that comes in the clear changes the row any more. */
    boolean isSettled() {
        if (isHopeless || progress.isOver()) {
            return true;
        }
        if (!isEstablished()) {
            return false;
        }
        return clientSide == null
                || !transport.equals("tls")
                || end(clientSide.other()).firstApplicationNanos != SideState.NEVER;
    }

    /** Whether only decryption goes on: the row without keys is made. */
    boolean isOnlyOpened() {
        return decryption != null && isSettled();
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
