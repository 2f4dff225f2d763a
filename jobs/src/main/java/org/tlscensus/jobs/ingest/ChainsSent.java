package org.tlscensus.jobs.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;

/**
 * The certificate chains of a connection, and what other tables want to know of it beside them.
 *
 * @param startMicros start of the connection, since the epoch
 * @param clientAddress of TLS's client, as {@code serverAddress} is of its server
 * @param serverName that the client asked for, or null
 * @param arrivalMicros when the server's Certificate was complete, since the epoch, or null
 * @param serverChain SHA-256 of its certificates, or null
 * @param clientChain the like
 */
record ChainsSent(
        String connectionId,
        long startMicros,
        String clientAddress,
        String serverAddress,
        String serverName,
        Long arrivalMicros,
        List<String> serverChain,
        List<String> clientChain) {

    /** Those of a row; null when it shows none. */
    static ChainsSent of(ConnectionRow row) {
        TlsRow tls = row.tls();
        if (tls == null || tls.serverChain() == null && tls.clientChain() == null) {
            return null;
        }
        boolean isReversed = Boolean.TRUE.equals(tls.rolesReversed());
        return new ChainsSent(
                row.connectionId(),
                Micros.of(row.startTime()),
                isReversed ? row.serverAddress() : row.clientAddress(),
                isReversed ? row.clientAddress() : row.serverAddress(),
                tls.serverName(),
                tls.certificateTime() == null ? null : Micros.of(tls.certificateTime()),
                tls.serverChain(),
                tls.clientChain());
    }

    /** The certificates of both chains, each once. */
    Set<String> certificates() {
        Set<String> all = new LinkedHashSet<>();
        if (serverChain != null) {
            all.addAll(serverChain);
        }
        if (clientChain != null) {
            all.addAll(clientChain);
        }
        return all;
    }
}
