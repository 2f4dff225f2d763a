package org.tlscensus.core.tls;

import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** The part of a session that is spoken in SSL 2.0: all of it, or only the ClientHello. */
final class SslV2Session {
    private final TlsSession session;
    private SslV2.ServerHello hello;

    SslV2Session(TlsSession session) {
        this.session = session;
    }

    /** The server's hello; null when it was not seen, or is of TLS. */
    SslV2.ServerHello hello() {
        return hello;
    }

    /** A message in the clear, from its type on. */
    void message(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        ByteCursor in = new ByteCursor(bytes, offset, length);
        try {
            switch (in.u8("msg_type")) {
                case SslV2.CLIENT_HELLO -> {
                    session.event(sender, 'C');
                    ClientHello clientHello = ClientHello.parseSslV2(in, session.notes);
                    session.messages.clientHello(sender, timeNanos, clientHello);
                }
                case SslV2.SERVER_HELLO -> {
                    session.event(sender, 'S');
                    serverHello(sender, timeNanos, SslV2.ServerHello.parse(in));
                }
                case SslV2.CLIENT_MASTER_KEY -> {
                    session.event(sender, 'G');
                    session.cipherSuite = SslV2.chosenCipherKind(in);
                    session.end(sender).keyExchange = true;
                }
                case SslV2.ERROR ->
                        session.alert(sender, "fatal:" + SslV2.error(in.u16("error_code")));
                default -> session.note(TlsAnomaly.MALFORMED_MESSAGE);
            }
        } catch (ParseException e) {
            session.note(TlsAnomaly.MALFORMED_MESSAGE);
        }
    }

    private void serverHello(Side sender, long timeNanos, SslV2.ServerHello message) {
        if (session.clientSide == null) {
            session.clientSide = sender.other();
        }
        if (session.clientSide == sender || session.serverHello != null) {
            session.note(TlsAnomaly.HELLO_FROM_WRONG_SIDE);
            return;
        }
        if (hello != null) {
            return;
        }
        hello = message;
        session.serverHelloNanos = timeNanos;
        session.version = message.version();
        session.resumed = message.isSessionIdHit();
        if (message.certificate().length > 0) {
            SideState server = session.end(sender);
            server.chain = session.certificates.chain(List.of(message.certificate()));
            server.chainNanos = timeNanos;
        }
    }

    /** Whether the next record of a side is encrypted. */
    boolean isDark(Side sender) {
        if (hello == null) {
            return false;
        }
        boolean masterKeyComes =
                sender == session.clientSide
                        && !hello.isSessionIdHit()
                        && !session.end(sender).keyExchange;
        return !masterKeyComes;
    }

    /** An encrypted record. The server's first is SERVER-VERIFY, its second SERVER-FINISHED. */
    void encrypted(Side sender, long timeNanos, int length) {
        session.progress.unreadable(length);
        SideState end = session.end(sender);
        end.darkSslV2Records++;
        int handshakeRecords = sender == session.clientSide ? 1 : 2;
        if (end.darkSslV2Records == handshakeRecords) {
            session.progress.finished(sender, timeNanos);
        } else if (end.darkSslV2Records > handshakeRecords) {
            session.progress.applicationData(sender, timeNanos, length);
        }
    }
}
