package org.tlscensus.core.analysis;

import java.util.List;
import org.tlscensus.core.row.TlsRow;

/**
 * Protocols that upgrade to TLS, spoken in TLS from the start, by the name they have in ALPN (IANA,
 * "TLS Application-Layer Protocol Negotiation (ALPN) Protocol IDs").
 */
final class Alpn {
    private Alpn() {}

    /** The word of {@code connections.protocol}; null for another protocol, or without ALPN. */
    static String protocol(TlsRow tls) {
        List<String> offered = tls.clientHello() == null ? null : tls.clientHello().alpn();
        boolean isOnlyOne = offered != null && offered.size() == 1;
        String chosen =
                tls.alpnSelected() == null && isOnlyOne ? offered.get(0) : tls.alpnSelected();
        return chosen == null ? null : word(chosen);
    }

    private static String word(String name) {
        return switch (name) {
            case "postgresql" -> "postgresql"; // version 17 and later, sslnegotiation=direct
            case "tds/8.0" -> "tds"; // Encrypt=Strict
            default -> null;
        };
    }
}
