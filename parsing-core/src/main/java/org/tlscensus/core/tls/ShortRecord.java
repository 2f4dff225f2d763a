package org.tlscensus.core.tls;

import org.tlscensus.core.wire.Side;

/** Alerts, change_cipher_spec and heartbeats in the clear, by the first bytes of their body. */
final class ShortRecord {
    private static final int HEARTBEAT_OVERHEAD = 3; // type, 16-bit payload length

    private ShortRecord() {}

    /**
     * Reads a record's body.
     *
     * @param body its first bytes
     * @param kept how many of them there are
     * @param length bytes of the whole body
     */
    static void read(
            TlsSession session,
            Side side,
            long timeNanos,
            int type,
            byte[] body,
            int kept,
            int length) {
        switch (type) {
            case ContentType.CHANGE_CIPHER_SPEC -> {
                if (length != 1 || body[0] != 1) {
                    session.note(TlsAnomaly.MALFORMED_CHANGE_CIPHER_SPEC);
                }
                session.changeCipherSpec(side, timeNanos);
            }
            case ContentType.ALERT -> alerts(session, side, timeNanos, body, kept);
            default -> heartbeat(session, side, body, kept, length);
        }
    }

    /** RFC 6520 section 4. */
    private static void heartbeat(
            TlsSession session, Side side, byte[] body, int kept, int length) {
        session.event(side, 'B');
        if (kept < HEARTBEAT_OVERHEAD) {
            session.note(TlsAnomaly.MALFORMED_MESSAGE);
            return;
        }
        int payload = (body[1] & 0xff) << 8 | body[2] & 0xff;
        if (payload > length - HEARTBEAT_OVERHEAD) {
            session.note(TlsAnomaly.HEARTBEAT_OVERREAD);
        }
    }

    private static void alerts(
            TlsSession session, Side side, long timeNanos, byte[] body, int length) {
        if (length % 2 != 0) {
            session.note(TlsAnomaly.MALFORMED_MESSAGE);
        }
        for (int i = 0; i + 1 < length; i += 2) {
            session.alert(side, timeNanos, body[i] & 0xff, body[i + 1] & 0xff);
        }
    }
}
