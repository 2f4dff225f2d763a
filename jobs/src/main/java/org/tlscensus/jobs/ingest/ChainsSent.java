package org.tlscensus.jobs.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.analysis.Endpoints;
import org.tlscensus.core.analysis.Naming;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;

/**
 * The certificate chains of a connection, and what other tables want to know of it beside them.
 *
 * @param startMicros start of the connection, since the epoch
 * @param client name of TLS's client, as OCSP exchanges have it
 * @param server alias of TLS's server
 * @param serverName that the client asked for, or null
 * @param arrivalMicros when the server's Certificate was complete, since the epoch, or null
 * @param serverChain SHA-256 of its certificates, or null
 * @param clientChain the like
 */
record ChainsSent(
        String connectionId,
        long startMicros,
        String client,
        String server,
        String serverName,
        Long arrivalMicros,
        List<String> serverChain,
        List<String> clientChain) {

    /** Whether a row shows some. */
    static boolean areIn(ConnectionRow row) {
        TlsRow tls = row.tls();
        return tls != null && (tls.serverChain() != null || tls.clientChain() != null);
    }

    /**
     * Those of a row that shows some.
     *
     * @param ends the client and the server of TLS
     */
    static ChainsSent of(ConnectionRow row, Endpoints ends, Naming naming) {
        TlsRow tls = row.tls();
        return new ChainsSent(
                row.connectionId(),
                Micros.of(row.startTime()),
                naming.client(ends.clientAddress()),
                naming.alias(ends.serverAddress()),
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
