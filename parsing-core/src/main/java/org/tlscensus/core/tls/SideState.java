package org.tlscensus.core.tls;

import java.util.List;

/** What one end of a handshake has shown. */
final class SideState {
    static final long NEVER = Long.MIN_VALUE;

    boolean changeCipherSpec;
    boolean finished;
    boolean keyExchange; // a client's ClientKeyExchange
    boolean bytesMissing; // of its handshake
    int darkSslV2Records;
    List<String> chain; // null until a Certificate was seen
    long chainNanos = NEVER;
    List<String> alerts = List.of();
    long applicationBytes;
    long firstApplicationNanos = NEVER;
}
