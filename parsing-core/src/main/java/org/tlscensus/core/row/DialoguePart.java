package org.tlscensus.core.row;

import java.util.List;

/**
 * What the payload of a connection told, as far as one piece knows.
 *
 * @param payloadSeen whether there was any payload: the first piece with payload is the one that
 *     counts
 * @param clientIsHigh whether the high end sent the ClientHello; NULL when no hello was seen
 * @param stapled OCSP responses in the handshake
 */
public record DialoguePart(
        boolean payloadSeen,
        Boolean clientIsHigh,
        String protocol,
        String proxy,
        StartTlsRow starttls,
        TlsRow tls,
        List<String> anomalies,
        List<StapledPart> stapled) {

    /** What the connection's row does not say of it; the rest is left out. */
    public DialoguePart besideRow() {
        return new DialoguePart(
                payloadSeen, clientIsHigh, null, null, null, null, List.of(), stapled);
    }

    /** All of it again, from what was kept beside the row. */
    public DialoguePart withRow(ConnectionRow row) {
        return new DialoguePart(
                payloadSeen,
                clientIsHigh,
                row.protocol(),
                row.proxy(),
                row.starttls(),
                row.tls(),
                row.anomalies(),
                stapled);
    }
}
