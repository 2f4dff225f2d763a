package org.tlscensus.core.tls;

import org.tlscensus.core.wire.Side;

/** TLS over a byte stream: records, and the handshake messages in them. */
public final class TlsDialogue implements StreamReceiver {
    private final TlsSession session;
    private final RecordStream[] streams = new RecordStream[2];

    public TlsDialogue(TlsLimits limits, TlsListener listener) {
        session = new TlsSession("tls", limits, listener);
    }

    @Override
    public void bytes(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (!isDecided()) {
            stream(sender).bytes(timeNanos, bytes, offset, length);
            forgetWhenDecided();
        }
    }

    /** The next bytes of a side come from another TCP segment; who counts none does not say so. */
    public void segmentStarts(Side sender) {
        if (!isDecided()) {
            stream(sender).segmentStarts();
        }
    }

    /** The other side has had more of a side's bytes than were captured so far. */
    public void endMissing(Side sender) {
        if (session.serverFlight != null) {
            session.serverFlight.bytesMissing(sender);
        }
    }

    @Override
    public void gap(Side sender, long missingBytes) {
        if (!isDecided()) {
            stream(sender).gap(missingBytes);
        }
    }

    private RecordStream stream(Side sender) {
        int index = sender.ordinal();
        if (streams[index] == null) {
            streams[index] = new RecordStream(sender, session);
        }
        return streams[index];
    }

    /** What is held of unfinished messages is no longer wanted. */
    private void forgetWhenDecided() {
        if (isDecided()) {
            end();
        }
    }

    /** No more bytes: what is held of unfinished messages is let go. */
    public void end() {
        for (int i = 0; i < streams.length; i++) {
            if (streams[i] != null) {
                streams[i].forget();
                streams[i] = null;
            }
        }
        if (session.decryption != null) {
            session.decryption.forget();
        }
    }

    /** Whether no further byte can change the row. */
    public boolean isDecided() {
        return session.isDecided();
    }

    public TlsSession session() {
        return session;
    }
}
