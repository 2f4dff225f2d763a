package org.tlscensus.core.starttls;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlscensus.core.row.StartTlsRow;
import org.tlscensus.core.wire.Side;

/** What a dialogue has told so far, and how far it has come. Never holds a credential. */
final class StartTlsState {
    /** How near TLS is. */
    enum Stage {
        CLEAR,
        /** The client asked for the upgrade or the tunnel: what it sends next waits. */
        REQUESTED,
        /** The server agreed: TLS is to follow. */
        ACCEPTED,
        UPGRADED,
        /** A proxy connected the client to another server: a new dialogue begins. */
        TUNNEL,
        OVER
    }

    private static final int MECHANISM_CHARACTERS = 40;

    private final StartTlsLimits limits;
    private final int serverPort;
    private final boolean[] isSeen = new boolean[2];
    private final Set<String> mechanisms = new LinkedHashSet<>();
    private final EnumSet<StartTlsAnomaly> anomalies = EnumSet.noneOf(StartTlsAnomaly.class);
    private Stage stage = Stage.CLEAR;
    private String protocol;
    private boolean hasRow = true;
    private Boolean offered;
    private boolean isRequested;
    private Boolean accepted;
    private boolean isAnsweredByTls;
    private String software;
    private boolean isAuthenticated;
    private TlsCarrier carrier; // null where TLS is bare
    private String proxy;
    private int tunnelPort;

    StartTlsState(StartTlsLimits limits, int serverPort) {
        this.limits = limits;
        this.serverPort = serverPort;
    }

    StartTlsLimits limits() {
        return limits;
    }

    int serverPort() {
        return serverPort;
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage next) {
        stage = next;
    }

    boolean isSeen(Side role) {
        return isSeen[role.ordinal()];
    }

    void saw(Side role) {
        isSeen[role.ordinal()] = true;
    }

    String protocol() {
        return protocol;
    }

    void protocol(String word) {
        protocol = word;
    }

    /** Until an upgrade is asked for, there is no row. */
    void rowOnlyOnRequest() {
        hasRow = false;
    }

    /** The server listed its capabilities. */
    void listed(boolean withUpgrade) {
        boolean wasOffered = Boolean.TRUE.equals(offered);
        if (wasOffered && !withUpgrade && stage == Stage.CLEAR && !isAuthenticated) {
            anomaly(StartTlsAnomaly.STARTTLS_WITHDRAWN);
        }
        offered = wasOffered || withUpgrade;
    }

    /** A word of a list of capabilities that may be the upgrade's, overwritten. */
    void unknownCapability(String word, String upgrade) {
        if (word.length() != upgrade.length()) {
            return;
        }
        for (int i = 0; i < word.length() - 1; i++) {
            if (word.charAt(i) != 'X') {
                return;
            }
        }
        anomaly(StartTlsAnomaly.STARTTLS_MASKED);
    }

    /** The client asked for the upgrade. */
    void requested() {
        if (Boolean.FALSE.equals(offered)) {
            anomaly(StartTlsAnomaly.STARTTLS_UNANNOUNCED);
        }
        hasRow = true;
        isRequested = true;
        stage = Stage.REQUESTED;
    }

    /** The client asked, in a protocol that goes on with TLS without an answer. */
    void requestedWithoutAnswer() {
        requested();
        stage = Stage.ACCEPTED;
    }

    /** No word will tell that the server agrees, or not this one: its ServerHello does. */
    void answeredByTls() {
        isAnsweredByTls = true;
    }

    boolean isAnsweredByTls() {
        return isAnsweredByTls;
    }

    void accepted() {
        accepted = true;
        stage = Stage.ACCEPTED;
    }

    void refused() {
        if (accepted == null) {
            accepted = false;
        }
        stage = Stage.CLEAR;
    }

    /** The server answers in the clear what it should have answered in TLS. */
    void turnedAway() {
        if (isRequested && accepted == null) {
            accepted = false;
        }
    }

    /** The server ends the dialogue: if it was asked for the upgrade, it will not come to that. */
    void refusedIfAsked() {
        if (stage == Stage.REQUESTED) {
            refused();
        }
    }

    /** TLS follows, its handshake in packets of TDS. */
    void carriedInTds() {
        carrier = new TdsCarrier();
        stage = Stage.UPGRADED;
    }

    /** From the beginning TLS is carried in packets of OpenVPN. */
    void carriedInOpenVpn() {
        carrier = new OpenVpnCarrier();
        stage = Stage.UPGRADED;
    }

    /** What carries TLS; null where it is bare. */
    TlsCarrier carrier() {
        return carrier;
    }

    /** The client asked a proxy to connect it to a port. */
    void tunnelRequested(String proxyWord, int port) {
        proxy = proxyWord;
        tunnelPort = port;
        stage = Stage.REQUESTED;
    }

    String proxy() {
        return proxy;
    }

    int tunnelPort() {
        return tunnelPort;
    }

    /** The server's own name for itself; the first one counts. */
    void software(String text) {
        String readable = Text.readable(text, limits.bannerCharacters()).strip();
        if (software == null && !readable.isEmpty()) {
            software = readable;
        }
    }

    /** A mechanism the server offers in the clear; what does not look like a name is left out. */
    void mechanism(String name) {
        boolean kept =
                stage == Stage.CLEAR
                        && !name.isEmpty()
                        && name.length() <= MECHANISM_CHARACTERS
                        && mechanisms.size() < limits.mechanisms()
                        && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (kept) {
            mechanisms.add(name);
        }
    }

    void mechanisms(List<String> names) {
        names.forEach(this::mechanism);
    }

    void authenticated() {
        isAuthenticated = true;
    }

    boolean isAuthenticated() {
        return isAuthenticated;
    }

    void anomaly(StartTlsAnomaly anomaly) {
        anomalies.add(anomaly);
    }

    boolean has(StartTlsAnomaly anomaly) {
        return anomalies.contains(anomaly);
    }

    /** Bytes that are not what the protocol says: nothing more can be learnt. */
    void malformed() {
        anomaly(StartTlsAnomaly.MALFORMED_CLEARTEXT_MESSAGE);
        stage = Stage.OVER;
    }

    SortedSet<String> anomalyWords() {
        SortedSet<String> words = new TreeSet<>();
        anomalies.forEach(anomaly -> words.add(anomaly.word()));
        return words;
    }

    private Boolean accepted(boolean isServerHelloSeen) {
        if (!isAnsweredByTls || !isRequested || accepted != null) {
            return accepted;
        }
        if (isServerHelloSeen) {
            return true;
        }
        return Boolean.FALSE.equals(offered) ? false : null;
    }

    /**
     * Null for a protocol without an upgrade.
     *
     * @param isServerHelloSeen whether the server answered in TLS
     */
    StartTlsRow toRow(boolean upgraded, boolean isServerHelloSeen) {
        if (!hasRow) {
            return null;
        }
        // Where the client's side was not captured, TLS itself tells that it asked.
        boolean asked = isRequested || upgraded && !isSeen(Side.CLIENT);
        return new StartTlsRow(
                protocol,
                offered,
                asked,
                accepted(isServerHelloSeen),
                upgraded,
                software,
                List.copyOf(mechanisms),
                isAuthenticated);
    }
}
