package org.tlscensus.core.analysis;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.tls.dtls.DtlsDialogue;
import org.tlscensus.core.tls.quic.QuicDialogue;
import org.tlscensus.core.wire.Side;

/**
 * Finds DTLS and QUIC in the datagrams of a UDP connection, wherever among them it begins.
 *
 * <p>What looks like one of them is followed beside the other until there is a hello: that one it
 * is.
 */
final class DatagramDialogue implements Dialogue {
    private final AnalysisLimits limits;
    private final Staples listener;
    private DtlsDialogue dtls;
    private QuicDialogue quic;
    private TlsSession session; // the one that saw a hello
    private int watched;

    DatagramDialogue(AnalysisLimits limits, TlsListener listener) {
        this.limits = limits;
        this.listener = new Staples(listener);
    }

    void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (session == null) {
            watched++;
            detect(bytes, offset, length);
        }
        if (dtls != null) {
            dtls.datagram(sender, timeNanos, bytes, offset, length);
        }
        if (quic != null) {
            quic.datagram(sender, timeNanos, bytes, offset, length);
        }
        choose();
    }

    private void detect(byte[] bytes, int offset, int length) {
        if (dtls == null && DtlsDialogue.matches(bytes, offset, length)) {
            dtls = new DtlsDialogue(limits.tls(), listener);
        } else if (quic == null && QuicDialogue.matches(bytes, offset, length)) {
            quic = new QuicDialogue(limits.tls(), listener);
        }
    }

    /** Keeps the one that saw a hello, once there is one. */
    private void choose() {
        if (session != null) {
            return;
        }
        if (dtls != null && dtls.session().sawHello()) {
            session = dtls.session();
            if (quic != null) {
                quic.end(); // what it holds is let go
            }
            quic = null;
        } else if (quic != null && quic.session().sawHello()) {
            session = quic.session();
            if (dtls != null) {
                dtls.end(); // what it holds is let go
            }
            dtls = null;
        }
    }

    @Override
    public boolean isDecided() {
        if (session == null) {
            return watched >= limits.watchedDatagrams();
        }
        return dtls != null ? dtls.isDecided() : quic.isDecided();
    }

    @Override
    public void end() {
        if (dtls != null) {
            dtls.end();
        }
        if (quic != null) {
            quic.end();
        }
        choose();
    }

    @Override
    public boolean hasRow() {
        return session != null;
    }

    @Override
    public DialoguePart toPart(boolean clientIsHigh) {
        if (session == null) {
            return new DialoguePart(
                    true,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.copyOf(anomaliesWithoutHello()),
                    List.of());
        }
        Side client = session.clientSide();
        return new DialoguePart(
                true,
                client == null ? null : (client == Side.CLIENT) == clientIsHigh,
                null,
                null,
                null,
                session.toRow(),
                List.copyOf(session.anomalies()),
                listener.stapled());
    }

    private SortedSet<String> anomaliesWithoutHello() {
        SortedSet<String> anomalies = new TreeSet<>();
        if (dtls != null) {
            anomalies.addAll(dtls.session().anomalies());
        }
        if (quic != null) {
            anomalies.addAll(quic.session().anomalies());
        }
        return anomalies;
    }
}
