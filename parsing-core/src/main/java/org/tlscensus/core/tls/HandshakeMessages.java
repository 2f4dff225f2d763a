package org.tlscensus.core.tls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** What the handshake messages that come in the clear tell a session. */
final class HandshakeMessages {
    private final TlsSession session;
    private long handshakeBytes;

    HandshakeMessages(TlsSession session) {
        this.session = session;
    }

    void message(Side sender, long timeNanos, int type, byte[] bytes, int offset, int length) {
        if (!count(length)) {
            return;
        }
        ByteCursor in = new ByteCursor(bytes, offset, length);
        try {
            message(sender, timeNanos, type, in);
        } catch (ParseException e) {
            session.note(
                    switch (type) {
                        case HandshakeType.CLIENT_HELLO -> TlsAnomaly.MALFORMED_CLIENT_HELLO;
                        case HandshakeType.SERVER_HELLO -> TlsAnomaly.MALFORMED_SERVER_HELLO;
                        default -> TlsAnomaly.MALFORMED_MESSAGE;
                    });
        }
    }

    /** Bytes of a message that cannot be kept. */
    void passedOver(int bytes) {
        count(bytes);
    }

    private boolean count(int bytes) {
        handshakeBytes += bytes;
        boolean isWithin = handshakeBytes <= session.limits.handshakeBytes();
        if (!isWithin) {
            session.note(TlsAnomaly.TOO_MANY_HANDSHAKE_BYTES);
            session.giveUp();
        }
        return isWithin;
    }

    private void message(Side sender, long timeNanos, int type, ByteCursor in)
            throws ParseException {
        if (type != HandshakeType.SERVER_HELLO) {
            session.event(sender, HandshakeType.letter(type));
        }
        switch (type) {
            case HandshakeType.CLIENT_HELLO -> {
                boolean hasCookie = session.transport.equals("dtls");
                clientHello(sender, timeNanos, ClientHello.parse(in, hasCookie, session.notes));
            }
            case HandshakeType.SERVER_HELLO -> serverHello(sender, timeNanos, in);
            case HandshakeType.HELLO_RETRY_REQUEST -> session.helloRetryRequest = true;
            case HandshakeType.NEW_SESSION_TICKET -> newSessionTicket(in);
            case HandshakeType.CERTIFICATE -> session.certificates.message(sender, timeNanos, in);
            case HandshakeType.CERTIFICATE_STATUS ->
                    session.certificates.status(sender, timeNanos, in);
            case HandshakeType.SERVER_KEY_EXCHANGE -> serverKeyExchange(in);
            case HandshakeType.CERTIFICATE_REQUEST -> certificateRequest(in);
            case HandshakeType.CERTIFICATE_VERIFY -> certificateVerify(sender, in);
            case HandshakeType.SERVER_HELLO_DONE -> session.fullHandshake();
            case HandshakeType.CLIENT_KEY_EXCHANGE -> {
                session.end(sender).keyExchange = true;
                session.fullHandshake();
            }
            case HandshakeType.FINISHED -> session.progress.finished(sender, timeNanos);
            default -> {
                if (!HandshakeType.isKnown(type)) {
                    session.note(TlsAnomaly.UNKNOWN_HANDSHAKE_TYPE);
                }
            }
        }
    }

    void clientHello(Side sender, long timeNanos, ClientHello hello) {
        if (session.clientSide == null) {
            session.clientSide = sender;
        } else if (session.clientSide != sender) {
            session.note(TlsAnomaly.HELLO_FROM_WRONG_SIDE);
            return;
        }
        if (session.clientHello == null) {
            session.clientHello = hello;
            if (session.helloRetryRequest && session.isStream()) { // it answers that
                session.isFirstHelloMissing = true;
                session.note(TlsAnomaly.FIRST_CLIENT_HELLO_MISSING);
            } else {
                session.clientHelloNanos = timeNanos;
            }
            session.secrets = session.listener.secrets(hello.random());
        }
    }

    private void serverHello(Side sender, long timeNanos, ByteCursor in) throws ParseException {
        ServerHello hello;
        try {
            hello = ServerHello.parse(in, session.notes);
        } catch (ParseException e) {
            session.event(sender, 'S');
            throw e;
        }
        session.event(sender, hello.isHelloRetryRequest() ? 'J' : 'S');
        if (session.clientSide == null) {
            session.clientSide = sender.other();
        } else if (session.clientSide == sender) {
            session.note(TlsAnomaly.HELLO_FROM_WRONG_SIDE);
            return;
        }
        if (hello.isHelloRetryRequest()) {
            session.helloRetryRequest = true;
            session.retryConfirmsEch |= hello.extensions().encryptedClientHello;
            if (session.serverHello == null) {
                choose(hello);
            }
        } else if (session.serverHello == null) {
            first(hello, timeNanos);
        }
    }

    private void first(ServerHello hello, long timeNanos) {
        session.serverHello = hello;
        session.serverHelloNanos = timeNanos;
        choose(hello);
        if (TlsVersions.isTls13(session.version)) {
            session.resumed = hello.extensions().preSharedKey;
        }
        if (session.clientHello != null) {
            NegotiationCheck.check(session.clientHello, hello, session.notes);
        }
        if (session.secrets != null && session.transport.equals("tls")) {
            session.decryption = Decryption.of(session);
        }
    }

    /** A HelloRetryRequest chooses already; a ServerHello has to repeat it. */
    private void choose(ServerHello hello) {
        session.version = hello.version();
        session.cipherSuite = hello.cipherSuite();
        session.selectedGroup = hello.extensions().selectedGroup;
    }

    void newSessionTicket(ByteCursor in) throws ParseException {
        long seconds = in.u32("ticket_lifetime_hint");
        if (session.ticketLifetimeHint == null) {
            session.ticketLifetimeHint = seconds;
        }
    }

    private void certificateRequest(ByteCursor in) throws ParseException {
        session.certificateRequested = true;
        if (session.version != null) { // it says which form the message has
            session.authentication.request(in, TlsVersions.hasSchemes(session.version));
        }
    }

    private void certificateVerify(Side sender, ByteCursor in) throws ParseException {
        if (session.version != null && TlsVersions.hasSchemes(session.version)) {
            session.authentication.certificateVerify(sender == session.clientSide, in);
        }
    }

    private void serverKeyExchange(ByteCursor in) throws ParseException {
        session.fullHandshake();
        if (session.serverHello != null && session.keyExchange == null) {
            CipherSuites.KeyExchange kind = CipherSuites.keyExchange(session.cipherSuite);
            session.keyExchange = ServerKeyExchange.parse(kind, in);
            session.selectedGroup = session.keyExchange.group();
            if (session.selectedGroup != null || session.keyExchange.dhBits() != null) {
                signature(kind, in);
            }
        }
    }

    private void signature(CipherSuites.KeyExchange kind, ByteCursor in) throws ParseException {
        if (TlsVersions.hasSchemes(session.version)) {
            session.authentication.serverKeyExchange(kind, in);
        }
    }
}
