package org.tlscensus.core.tls;

import java.util.function.Consumer;

/** Whether a server chose among what its client had offered. */
final class NegotiationCheck {
    private static final int RENEGOTIATION_SCSV = 0x00ff; // RFC 5746 section 3.3

    private NegotiationCheck() {}

    static void check(ClientHello client, ServerHello server, Consumer<TlsAnomaly> anomalies) {
        if (!WireLists.contains(client.cipherSuites(), server.cipherSuite())) {
            anomalies.accept(TlsAnomaly.CIPHER_SUITE_NOT_OFFERED);
        }
        if (!client.offersVersion(server.version())) {
            anomalies.accept(TlsAnomaly.VERSION_NOT_OFFERED);
        }
        int[] offered = client.extensions().ids;
        for (int id : server.extensions().ids) {
            boolean isAnswerToScsv =
                    id == ExtensionType.RENEGOTIATION_INFO
                            && WireLists.contains(client.cipherSuites(), RENEGOTIATION_SCSV);
            if (!WireLists.contains(offered, id) && !isAnswerToScsv) {
                anomalies.accept(TlsAnomaly.EXTENSION_NOT_OFFERED);
            }
        }
    }
}
