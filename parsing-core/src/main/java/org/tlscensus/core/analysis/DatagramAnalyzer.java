package org.tlscensus.core.analysis;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.ProxyProtocolRow;
import org.tlscensus.core.starttls.ProxyHeader;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.tls.carried.CarriedDialogue;
import org.tlscensus.core.tls.dtls.DtlsDialogue;
import org.tlscensus.core.tls.quic.QuicDialogue;
import org.tlscensus.core.wire.Side;

/**
 * Finds DTLS and QUIC, and what carries TLS in packets of its own, in the datagrams of a UDP
 * connection, wherever among them it begins.
 *
 * <p>What looks like one of them is followed beside the other until there is a hello: that one it
 * is.
 */
final class DatagramAnalyzer implements PayloadAnalyzer {
    /** Of its objects as long as nothing was found. */
    private static final int BASE_BYTES = 160;

    /** Of all its objects, and of what they learn of a common handshake. */
    private static final int BEGUN_BYTES = 6 << 10;

    private final AnalysisLimits limits;
    private final StapleRecorder listener;
    private DtlsDialogue dtls;
    private QuicDialogue quic;
    private CarriedDialogue carried;
    private TlsSession session; // the one that saw a hello
    private ProxyProtocolRow proxyProtocol;
    private int watched;

    DatagramAnalyzer(AnalysisLimits limits, TlsListener listener) {
        this.limits = limits;
        this.listener = new StapleRecorder(listener);
    }

    void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        int header = length == 0 || bytes[offset] != '\r' ? 0 : headerLength(bytes, offset, length);
        content(sender, timeNanos, bytes, offset + header, length - header);
    }

    /** Of a proxy's header in binary form, which may stand before any datagram. */
    private int headerLength(byte[] bytes, int offset, int length) {
        int header = Math.max(0, ProxyHeader.length(bytes, offset, length));
        if (header > 0 && proxyProtocol == null) {
            proxyProtocol = ProxyHeader.parse(bytes, offset, header).row();
        }
        return header;
    }

    private void content(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
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
        if (carried != null) {
            carried.datagram(sender, timeNanos, bytes, offset, length);
        }
        choose();
    }

    @Override
    public int heldBytes() {
        return hasBegun() ? BEGUN_BYTES : BASE_BYTES;
    }

    /** Whether something was found: until then datagrams only count. */
    boolean hasBegun() {
        return dtls != null || quic != null || carried != null;
    }

    private void detect(byte[] bytes, int offset, int length) {
        if (dtls == null && DtlsDialogue.matches(bytes, offset, length)) {
            dtls = new DtlsDialogue(limits.tls(), listener);
        } else if (quic == null && QuicDialogue.matches(bytes, offset, length)) {
            quic = new QuicDialogue(limits.tls(), listener);
        } else if (carried == null) {
            carried = CarriedDialogue.of(bytes, offset, length, limits.tls(), listener);
        }
    }

    /** Keeps the one that saw a hello, once there is one; what the others hold is let go. */
    private void choose() {
        if (session != null) {
            return;
        }
        if (dtls != null && dtls.session().sawHello()) {
            session = dtls.session();
        } else if (quic != null && quic.session().sawHello()) {
            session = quic.session();
        } else if (carried != null && sawHello(carried.session())) {
            session = carried.session();
        } else {
            return;
        }
        if (dtls != null && session != dtls.session()) {
            dtls.end();
            dtls = null;
        }
        if (quic != null && session != quic.session()) {
            quic.end();
            quic = null;
        }
        if (carried != null && session != carried.session()) {
            carried.end();
            carried = null;
        }
    }

    private static boolean sawHello(TlsSession of) {
        return of != null && of.sawHello();
    }

    @Override
    public boolean isDecided() {
        if (carried != null && carried.isDecided()) {
            return true;
        }
        if (session == null) {
            return watched >= limits.watchedDatagrams();
        }
        return dtls != null && dtls.isDecided() || quic != null && quic.isDecided();
    }

    @Override
    public void end() {
        if (dtls != null) {
            dtls.end();
        }
        if (quic != null) {
            quic.end();
        }
        if (carried != null) {
            carried.end();
        }
        choose();
    }

    @Override
    public boolean hasRow() {
        return session != null || carried != null && carried.hasRow();
    }

    @Override
    public DialoguePart toPart(End clientEnd) {
        SortedSet<String> anomalies =
                session == null ? anomaliesWithoutHello() : new TreeSet<>(session.anomalies());
        if (carried != null) {
            anomalies.addAll(carried.anomalies());
        }
        Side client = client();
        Side hello = session == null ? null : session.clientSide();
        return new DialoguePart(
                true,
                isHigh(client, clientEnd),
                isHigh(hello, clientEnd),
                hasRow() && carried != null ? carried.protocol() : null,
                null,
                session == null ? null : proxyProtocol,
                null,
                session == null ? null : session.toRow(),
                List.copyOf(anomalies),
                listener.stapled());
    }

    private static Boolean isHigh(Side side, End clientEnd) {
        return side == null ? null : (Boolean) clientEnd.ofSide(side).isHigh();
    }

    private Side client() {
        if (session != null) {
            return session.clientSide();
        }
        return carried == null ? null : carried.client();
    }

    private SortedSet<String> anomaliesWithoutHello() {
        SortedSet<String> anomalies = new TreeSet<>();
        if (dtls != null) {
            anomalies.addAll(dtls.session().anomalies());
        }
        if (quic != null) {
            anomalies.addAll(quic.session().anomalies());
        }
        if (carried != null && carried.session() != null) {
            anomalies.addAll(carried.session().anomalies());
        }
        return anomalies;
    }
}
