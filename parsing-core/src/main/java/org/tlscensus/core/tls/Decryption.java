package org.tlscensus.core.tls;

import org.tlscensus.core.tls.keys.SealedRecords;
import org.tlscensus.core.tls.keys.SuiteProtection;
import org.tlscensus.core.tls.keys.Tls12Records;
import org.tlscensus.core.tls.keys.Tls13Records;
import org.tlscensus.core.wire.Side;

/**
 * Opens the records of a connection whose secrets are known, as far as they may hold handshake
 * messages: in TLS 1.3 from the ServerHello to both Finished and the server's first ticket, in TLS
 * 1.2 all handshake records behind a change of cipher, up to bounds of bytes.
 */
final class Decryption {
    private static final int NEXT_TICKETS = 4; // records in which a server's ticket is looked for
    private static final int ENCRYPT_THEN_MAC = 22; // IANA TLS ExtensionType Values registry

    /** What is known of a side's records. */
    private static final class Sealed {
        private SealedRecords records; // null: nothing more of the side is opened
        private HandshakeStream messages;
        private boolean hasOpened;
        private boolean isHandshakeOver;
        private int recordsAfterHandshake;
    }

    private final TlsSession session;
    private final SuiteProtection suite;
    private final boolean isTls13;
    private final Sealed[] sides = {new Sealed(), new Sealed()};
    private long handshakeBytes;
    private long otherBytes;

    private Decryption(TlsSession session, SuiteProtection suite) {
        this.session = session;
        this.suite = suite;
        isTls13 = session.isTls13();
        for (Side side : Side.values()) {
            Sealed sealed = sides[side.ordinal()];
            sealed.records = isTls13 ? tls13(side) : tls12(side);
            sealed.messages =
                    new HandshakeStream(
                            session,
                            (time, type, body, offset, length) ->
                                    message(side, time, type, body, offset, length));
        }
    }

    /** For a session with secrets and both hellos; null when they are of no use. */
    static Decryption of(TlsSession session) {
        boolean isReadable = session.isTls13() || session.version == TlsVersions.TLS12;
        SuiteProtection suite = session.protection();
        return isReadable && suite != null ? new Decryption(session, suite) : null;
    }

    private SealedRecords tls13(Side side) {
        byte[] secret =
                side == session.clientSide
                        ? session.secrets.clientHandshake()
                        : session.secrets.serverHandshake();
        return secret == null ? null : new Tls13Records(suite, secret);
    }

    private SealedRecords tls12(Side side) {
        if (session.secrets.master() == null) {
            return null;
        }
        boolean isMacOutside =
                WireLists.contains(session.serverHello.extensions().ids, ENCRYPT_THEN_MAC);
        return Tls12Records.of(
                suite,
                session.secrets.master(),
                session.clientHello.random(),
                session.serverHello.random(),
                side == session.clientSide ? Side.CLIENT : Side.SERVER,
                isMacOutside
                        ? Tls12Records.MacOrder.ENCRYPT_THEN_MAC
                        : Tls12Records.MacOrder.MAC_THEN_ENCRYPT);
    }

    /** Whether the body of an encrypted record may hold something; if not, it is passed over. */
    boolean wants(Side sender, int type, int length) {
        Sealed sealed = sides[sender.ordinal()];
        if (sealed.records == null) {
            return false;
        }
        if (isHandshake(sender, type)) {
            handshakeBytes += length;
        } else {
            otherBytes += length;
        }
        if (handshakeBytes > session.limits.handshakeBytes()
                || otherBytes > 2L * session.limits.followedBytes()) {
            end(Side.CLIENT);
            end(Side.SERVER);
            return false;
        }
        if (isTls13) {
            return true;
        }
        boolean isNews = type == ContentType.HANDSHAKE || type == ContentType.ALERT;
        if (type == ContentType.CHANGE_CIPHER_SPEC) {
            end(sender); // other keys follow
        } else if (!isNews) {
            sealed.records.skip();
        }
        return isNews;
    }

    /** Whether a record belongs to a handshake: as far as its keys tell, and its type. */
    private boolean isHandshake(Side sender, int type) {
        Sealed sealed = sides[sender.ordinal()];
        return isTls13
                ? !sealed.isHandshakeOver && !mayBeEarly(sender)
                : type == ContentType.HANDSHAKE;
    }

    /** Lets go what is held of unfinished messages. */
    void forget() {
        sides[0].messages.forget();
        sides[1].messages.forget();
    }

    /** Whether a side may still send what is wanted. */
    boolean isExpecting() {
        return sides[0].records != null || sides[1].records != null;
    }

    /** An encrypted record that was wanted. */
    void record(
            Side sender, long timeNanos, int type, int version, byte[] body, int at, int length) {
        Sealed sealed = sides[sender.ordinal()];
        if (sealed.records == null) {
            return;
        }
        SealedRecords.Content content = sealed.records.open(type, version, body, at, length);
        if (content == null) {
            if (!mayBeEarly(sender)) {
                session.secretsDoNotFit();
                end(sender);
            }
            return;
        }
        sealed.hasOpened = true;
        boolean isAfterHandshake = sealed.isHandshakeOver;
        content(sender, timeNanos, content);
        if (isTls13 && isAfterHandshake) {
            afterHandshake(sender, content.type());
        }
    }

    /** Early data has keys of its own, and a server that refuses it tries record by record too. */
    private boolean mayBeEarly(Side sender) {
        return isTls13
                && sender == session.clientSide
                && !sides[sender.ordinal()].hasOpened
                && session.clientHello.extensions().earlyData;
    }

    private void content(Side sender, long timeNanos, SealedRecords.Content content) {
        byte[] bytes = content.bytes();
        if (content.type() == ContentType.HANDSHAKE) {
            HandshakeStream messages = sides[sender.ordinal()].messages;
            messages.recordStarts(0); // nobody asks for segments of what was sealed
            messages.bytes(timeNanos, bytes, 0, bytes.length);
        } else if (content.type() == ContentType.ALERT && bytes.length == 2) {
            session.alert(sender, timeNanos, bytes[0] & 0xff, bytes[1] & 0xff);
        }
    }

    private void message(
            Side sender, long timeNanos, int type, byte[] body, int offset, int length) {
        session.opened(sender, timeNanos, type, body, offset, length);
        if (isTls13 && type == HandshakeType.FINISHED) {
            Sealed sealed = sides[sender.ordinal()];
            sealed.isHandshakeOver = true;
            byte[] next = sender == session.clientSide ? null : session.secrets.serverApplication();
            sealed.records = next == null ? null : new Tls13Records(suite, next);
        }
    }

    /** A server's tickets follow the client's Finished. */
    private void afterHandshake(Side server, int type) {
        Sealed sealed = sides[server.ordinal()];
        boolean isAnswered = sides[server.other().ordinal()].isHandshakeOver;
        if (isAnswered) {
            sealed.recordsAfterHandshake++;
        }
        boolean hasTicket = session.ticketLifetimeHint != null;
        boolean isData = type == ContentType.APPLICATION_DATA && isAnswered;
        if (hasTicket || isData || sealed.recordsAfterHandshake >= NEXT_TICKETS) {
            end(server);
        }
    }

    /** Records of a side were not captured: the number of the next one is not known. */
    void lost(Side sender) {
        end(sender);
    }

    private void end(Side side) {
        sides[side.ordinal()].records = null;
    }
}
