package org.tlscensus.core.tls;

import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * What decrypted handshake messages add to a row. Of TLS 1.3 they are the messages behind the
 * ServerHello; of TLS 1.2 Finished and the handshakes that follow on the connection, as when a
 * server asks for a certificate only after it has read the request.
 */
final class DecryptedHandshake {
    private final TlsSession session;
    private String alpn;

    DecryptedHandshake(TlsSession session) {
        this.session = session;
    }

    /** The protocol that the server chose; null when no decrypted message told. */
    String alpn() {
        return alpn;
    }

    void message(Side sender, long timeNanos, int type, byte[] bytes, int offset, int length) {
        boolean isCompressed = type == HandshakeType.COMPRESSED_CERTIFICATE;
        session.event(
                sender, HandshakeType.letter(isCompressed ? HandshakeType.CERTIFICATE : type));
        ByteCursor in = new ByteCursor(bytes, offset, length);
        try {
            message(sender, timeNanos, type, in);
        } catch (ParseException e) {
            session.note(TlsAnomaly.MALFORMED_MESSAGE);
        }
    }

    private void message(Side sender, long timeNanos, int type, ByteCursor in)
            throws ParseException {
        switch (type) {
            case HandshakeType.SERVER_HELLO -> choose(ServerHello.parse(in, session.notes));
            case HandshakeType.ENCRYPTED_EXTENSIONS -> encryptedExtensions(in);
            case HandshakeType.CERTIFICATE -> session.certificates.message(sender, timeNanos, in);
            case HandshakeType.COMPRESSED_CERTIFICATE -> {
                byte[] message = CompressedCertificate.read(in, session.limits, session.notes);
                if (message != null) {
                    session.certificates.message(sender, timeNanos, new ByteCursor(message));
                }
            }
            case HandshakeType.CERTIFICATE_STATUS ->
                    session.certificates.status(sender, timeNanos, in);
            case HandshakeType.CERTIFICATE_REQUEST -> certificateRequest(in);
            case HandshakeType.CERTIFICATE_VERIFY ->
                    session.authentication.certificateVerify(sender == session.clientSide, in);
            case HandshakeType.NEW_SESSION_TICKET -> session.messages.newSessionTicket(in);
            default -> {
                if (!HandshakeType.isKnown(type)) {
                    session.note(TlsAnomaly.UNKNOWN_HANDSHAKE_TYPE);
                }
            }
        }
    }

    /** Of TLS 1.3, or of TLS 1.2 in a handshake that follows on the connection. */
    private void certificateRequest(ByteCursor in) throws ParseException {
        session.certificateRequested = true;
        if (!session.isTls13()) {
            session.authentication.request(in, true);
            return;
        }
        in.vector8(0, 0xff, "certificate_request_context");
        session.authentication.request13(
                Extensions.parse(in, TlsAnomaly.MALFORMED_MESSAGE, session.notes));
    }

    private void choose(ServerHello renegotiated) {
        if (alpn == null) {
            alpn = renegotiated.extensions().alpn;
        }
    }

    /** RFC 8446 section 4.3.1. */
    private void encryptedExtensions(ByteCursor in) throws ParseException {
        Extensions extensions = Extensions.parse(in, TlsAnomaly.MALFORMED_MESSAGE, session.notes);
        ByteCursor body = extensions.find(ExtensionType.ALPN);
        if (body != null && alpn == null) {
            List<String> names =
                    WireLists.strings8(body.vector16(2, 0xffff, "alpn"), "protocol_name");
            alpn = names.get(0);
        }
    }
}
