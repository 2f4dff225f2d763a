package org.tlscensus.core.tls.dtls;

import static org.tlscensus.core.tls.dtls.HandshakeFragment.CLIENT_HELLO;
import static org.tlscensus.core.tls.dtls.HandshakeFragment.HELLO_VERIFY_REQUEST;
import static org.tlscensus.core.tls.dtls.HandshakeFragment.SERVER_HELLO;

import java.util.Arrays;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * Hands the cleartext handshake messages of both sides to the session: whole, in order, each once.
 * Knows enough of a handshake's course to tell that one has not come yet.
 */
final class DtlsHandshake {
    // TLS HandshakeType registry.
    private static final int NEW_SESSION_TICKET = 4;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int EMPTY_CERTIFICATE = 3; // bytes of one: the length of the list

    private final TlsSession session;
    private final MessageAssembly[] assemblies = new MessageAssembly[2];
    private final long[] seenTypes = new long[2]; // a bit per HandshakeType, per side
    private final int[] connectionIdLength = {DtlsRecord.UNKNOWN, DtlsRecord.UNKNOWN};
    private HelloFacts clientHello; // the first
    private HelloFacts serverHello; // the first that is no HelloRetryRequest
    private boolean isCookieSeen;
    private int clientHellos;
    private boolean hasClientCertificate;
    private boolean isRetryRequested; // by a HelloVerifyRequest or a HelloRetryRequest
    private int progress;

    DtlsHandshake(TlsSession session, TlsLimits tlsLimits, DtlsLimits limits) {
        this.session = session;
        for (Side side : Side.values()) {
            assemblies[side.ordinal()] = new MessageAssembly(tlsLimits, limits, session.memory());
        }
    }

    void fragment(Side sender, long timeNanos, HandshakeFragment fragment) {
        MessageAssembly assembly = assemblies[sender.ordinal()];
        switch (assembly.add(timeNanos, fragment)) {
            case KEPT -> progress++;
            case REPEATED -> {}
            case CONTRADICTS -> session.anomaly("dtls_fragment_contradicts");
            case TOO_MUCH -> session.anomaly("dtls_limit");
            case NO_MEMORY -> session.memoryIsFull();
            case OLD -> old(sender, timeNanos, fragment);
        }
        handIn(sender);
    }

    /** A fragment of a message that was handed in: a repetition, or a beginning from the start. */
    private void old(Side sender, long timeNanos, HandshakeFragment fragment) {
        MessageAssembly assembly = assemblies[sender.ordinal()];
        if (fragment.type() == SERVER_HELLO && !seen(sender, SERVER_HELLO)) {
            // Servers that keep no state before the cookie may count from 0 again.
            assembly.restart(fragment.sequence());
            assembly.add(timeNanos, fragment);
        } else if (fragment.type() == CLIENT_HELLO && fragment.isWhole()) {
            repeatedClientHello(sender, timeNanos, fragment);
        }
    }

    private void repeatedClientHello(Side sender, long timeNanos, HandshakeFragment fragment) {
        HelloFacts facts;
        try {
            facts = HelloFacts.ofClientHello(fragment.bytes());
        } catch (ParseException e) {
            return; // the first copy counts
        }
        if (clientHello != null && !Arrays.equals(facts.random(), clientHello.random())) {
            session.anomaly("dtls_second_association");
        } else if (facts.cookie().length > 0 && !isCookieSeen) {
            isCookieSeen = true;
            byte[] body = fragment.bytes();
            session.handshake(sender, timeNanos, CLIENT_HELLO, body, 0, body.length);
            clientHellos++;
        }
    }

    private void handIn(Side sender) {
        MessageAssembly assembly = assemblies[sender.ordinal()];
        MessageAssembly.Message message = assembly.take();
        while (message != null) {
            note(sender, message);
            byte[] body = message.body();
            session.handshake(sender, message.timeNanos(), message.type(), body, 0, body.length);
            message = assembly.take();
        }
    }

    private void note(Side sender, MessageAssembly.Message message) {
        seenTypes[sender.ordinal()] |= 1L << message.type();
        try {
            if (message.type() == CLIENT_HELLO) {
                noteClientHello(sender, HelloFacts.ofClientHello(message.body()));
            } else if (message.type() == SERVER_HELLO) {
                noteServerHello(sender, HelloFacts.ofServerHello(message.body()));
            } else if (message.type() == HELLO_VERIFY_REQUEST) {
                isRetryRequested = true;
            } else if (message.type() == CERTIFICATE && seen(sender, CLIENT_HELLO)) {
                hasClientCertificate |= message.body().length > EMPTY_CERTIFICATE;
            }
        } catch (ParseException e) {
            // The session names what is wrong with a hello.
        }
    }

    private void noteClientHello(Side sender, HelloFacts facts) {
        clientHellos++;
        if (clientHello == null) {
            clientHello = facts;
            connectionIdLength[sender.other().ordinal()] = facts.connectionIdLength();
        } else if (!Arrays.equals(clientHello.random(), facts.random())) {
            session.anomaly("dtls_second_association");
        }
        isCookieSeen |= facts.cookie().length > 0;
    }

    private void noteServerHello(Side sender, HelloFacts facts) {
        if (facts.isRetryRequest()) {
            isRetryRequested = true;
        } else if (serverHello == null) {
            serverHello = facts;
            connectionIdLength[sender.other().ordinal()] = facts.connectionIdLength();
        }
    }

    /** Bytes of the connection ids in records that a side sends, or unknown. */
    int connectionIdLength(Side sender) {
        return connectionIdLength[sender.ordinal()];
    }

    private boolean seen(Side sender, int type) {
        return (seenTypes[sender.ordinal()] >>> type & 1) != 0;
    }

    private boolean seen(int type) {
        return seen(Side.CLIENT, type) || seen(Side.SERVER, type);
    }

    /** Fragments so far that were new. */
    int progress() {
        return progress;
    }

    /** Whether fragments wait for others, or for messages before them. */
    boolean isWaiting(Side sender) {
        return assemblies[sender.ordinal()].isWaiting();
    }

    /** Whether a side that has begun to encrypt must have sent a message that has not come. */
    boolean isIncomplete(Side sender) {
        if (isWaiting(sender) || clientHello == null || serverHello == null) {
            return true;
        }
        boolean isServer = !seen(sender, CLIENT_HELLO);
        if (!isServer && isRetryRequested && clientHellos < 2) {
            return true;
        }
        if (serverHello.namesVersion()) {
            return false; // DTLS 1.3: everything behind the hellos is encrypted
        }
        if (isServer && serverHello.ticket() && !seen(NEW_SESSION_TICKET)) {
            return true;
        }
        if (!isServer && hasClientCertificate && !seen(CERTIFICATE_VERIFY)) {
            return true;
        }
        boolean isFull =
                !serverHello.resumes(clientHello)
                        || seen(CERTIFICATE)
                        || seen(SERVER_KEY_EXCHANGE)
                        || seen(CLIENT_KEY_EXCHANGE);
        return isFull && !seen(isServer ? SERVER_HELLO_DONE : CLIENT_KEY_EXCHANGE);
    }

    /** Whether the server chose a version before DTLS 1.3. */
    boolean isOlder() {
        return serverHello != null && !serverHello.namesVersion();
    }

    /** Lets go what is held of unfinished messages. */
    void forget() {
        assemblies[0].forget();
        assemblies[1].forget();
    }

    /** Stops waiting: what is whole is handed in, and what is missing is lost. */
    void giveUp(Side sender) {
        MessageAssembly assembly = assemblies[sender.ordinal()];
        while (assembly.isWaiting()) {
            session.anomaly("dtls_message_lost");
            session.bytesMissing(sender);
            assembly.giveUp();
            handIn(sender);
        }
    }
}
