package org.tlscensus.core.starttls;

import java.util.List;
import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.wire.Side;

/** Takes TLS out of the packets of a protocol that carries it over a stream. */
public sealed interface TlsCarrier permits TdsCarrier, OpenVpnCarrier {
    /** Hands on those of the next bytes of a side that are TLS. */
    void bytes(
            Side sender, long timeNanos, byte[] bytes, int offset, int length, StreamReceiver tls);

    /** Bytes of the stream are missing. */
    void gap(Side sender, long missingBytes, StreamReceiver tls);

    /** No more bytes. */
    default void end() {}

    /** Whether one packet looked like the protocol, and nothing has proved it. */
    default boolean isGuess() {
        return false;
    }

    /** Whether the protocol is certain, and worth a row, even where it shows no TLS. */
    default boolean hasRow() {
        return false;
    }

    /** Names of what was odd. */
    default List<String> anomalies() {
        return List.of();
    }
}
