package org.tlscensus.core.tls.keys;

import java.io.Serializable;

/**
 * What a key log has of one connection; null for what it has not. The arrays are shared.
 *
 * @param master the master secret (TLS 1.2)
 * @param clientHandshake the client's handshake traffic secret (RFC 8446 section 7.1)
 * @param serverHandshake the server's
 * @param serverApplication the server's first application traffic secret
 */
public record TlsSecrets(
        byte[] master, byte[] clientHandshake, byte[] serverHandshake, byte[] serverApplication)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static final TlsSecrets NONE = new TlsSecrets(null, null, null, null);

    /** With one more; this when it is there already. Null when the label is not used. */
    TlsSecrets with(String label, byte[] secret) {
        return switch (label) {
            case "CLIENT_RANDOM" ->
                    master != null
                            ? this
                            : new TlsSecrets(
                                    secret, clientHandshake, serverHandshake, serverApplication);
            case "CLIENT_HANDSHAKE_TRAFFIC_SECRET" ->
                    clientHandshake != null
                            ? this
                            : new TlsSecrets(master, secret, serverHandshake, serverApplication);
            case "SERVER_HANDSHAKE_TRAFFIC_SECRET" ->
                    serverHandshake != null
                            ? this
                            : new TlsSecrets(master, clientHandshake, secret, serverApplication);
            case "SERVER_TRAFFIC_SECRET_0" ->
                    serverApplication != null
                            ? this
                            : new TlsSecrets(master, clientHandshake, serverHandshake, secret);
            default -> null;
        };
    }
}
