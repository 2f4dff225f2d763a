package org.tlscensus.core.tls.carried;

import java.util.List;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.wire.Side;

/** A protocol that carries TLS or DTLS in the datagrams of a UDP flow. */
public interface CarriedDialogue {
    /** Begins to follow what a datagram begins; null when it begins none of these protocols. */
    static CarriedDialogue of(
            byte[] bytes, int offset, int length, TlsLimits limits, TlsListener listener) {
        if (OpenVpnControl.matches(bytes, offset, length)) {
            return new OpenVpnDialogue(limits, listener);
        }
        return RdpUdpDialogue.matches(bytes, offset, length)
                ? new RdpUdpDialogue(limits, listener)
                : null;
    }

    /** The next datagram of a side; the array is valid during the call only. */
    void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length);

    /** No more datagrams: what waits is used. */
    void end();

    /** Whether no further datagram can change the row. */
    boolean isDecided();

    /** Null as long as there is none. */
    TlsSession session();

    /** Whether the protocol is certain, and worth a row, even where it shows no TLS. */
    boolean hasRow();

    /** The word of {@code connections.protocol}. */
    String protocol();

    /** Names of what was odd about the carrier. */
    List<String> anomalies();

    /** Which of the caller's sides is the client by the carrier; null when that is not known. */
    Side client();
}
