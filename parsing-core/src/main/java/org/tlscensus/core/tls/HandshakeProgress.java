package org.tlscensus.core.tls;

import org.tlscensus.core.wire.Side;

/** How far a handshake has come, as far as the encrypted records show it without their keys. */
final class HandshakeProgress {
    /** An encrypted alert is shorter, an encrypted Finished longer (RFC 8446 section 5.2). */
    private static final int LONGEST_ALERT = 24;

    private final TlsSession session;
    private long establishedNanos = SideState.NEVER;
    private long followedBytes;
    private long hiddenHandshakeBytes; // of a server of TLS 1.3, before the client's Finished

    HandshakeProgress(TlsSession session) {
        this.session = session;
    }

    long establishedNanos() {
        return establishedNanos;
    }

    boolean isEstablished() {
        return establishedNanos != SideState.NEVER;
    }

    /** Whether the bound of what is followed is reached. */
    boolean isOver() {
        return followedBytes > session.limits.followedBytes()
                || hiddenHandshakeBytes > session.limits.handshakeBytes();
    }

    /** Bytes that tell nothing. */
    void unreadable(long bytes) {
        followedBytes += bytes;
    }

    void finished(Side sender, long timeNanos) {
        session.end(sender).finished = true;
        boolean both = session.ends[0].finished && session.ends[1].finished;
        if (both && !isEstablished()) {
            establishedNanos = timeNanos;
        }
    }

    void encrypted(Side sender, long timeNanos, int contentType, int length) {
        boolean isData = contentType == ContentType.APPLICATION_DATA;
        if (isData && isServersHandshake(sender)) {
            hiddenHandshakeBytes += length;
        } else {
            followedBytes += length;
        }
        if (session.transport.equals("quic")) {
            // Packets of the handshake are told from those of the application (1-RTT), which a
            // client sends only after its Finished.
            if (isData) {
                finished(sender, timeNanos);
                applicationData(sender, timeNanos, length);
            }
            return;
        }
        if (session.isTls13() && isData && session.serverHello != null) {
            SideState end = session.end(sender);
            Side client = session.clientSide;
            boolean isHandshake =
                    !end.finished || sender != client && !session.end(client).finished;
            if (isHandshake) {
                if (!end.finished && length > LONGEST_ALERT) {
                    finished(sender, timeNanos);
                }
                return;
            }
        } else if (isData && !session.isDark(sender) && !mayBeEarly(sender)) {
            session.event(sender, 'D');
        }
        if (isData) {
            applicationData(sender, timeNanos, length);
        } else if (contentType == ContentType.HANDSHAKE) {
            finished(sender, timeNanos);
        }
    }

    /** What a TLS 1.3 server sends before a client that is heard has finished. */
    private boolean isServersHandshake(Side sender) {
        return session.isTls13()
                && session.serverHello != null
                && session.clientHello != null
                && sender != session.clientSide
                && !session.end(session.clientSide).finished;
    }

    /** Whether application data before any keys are agreed on is early data of TLS 1.3. */
    private boolean mayBeEarly(Side sender) {
        return sender == session.clientSide
                && session.clientHello != null
                && session.clientHello.extensions().earlyData;
    }

    void applicationData(Side sender, long timeNanos, int length) {
        SideState end = session.end(sender);
        end.applicationBytes += length;
        if (end.firstApplicationNanos == SideState.NEVER) {
            end.firstApplicationNanos = timeNanos;
        }
    }
}
