package org.tlscensus.core.row;

import java.util.List;

/**
 * What the payload of a connection told, as far as one part knows.
 *
 * @param payloadSeen whether there was any payload: the first part with payload is the one that
 *     counts
 * @param clientIsHigh whether the high end behaves as a client; NULL when nothing tells
 * @param helloFromHigh whether the high end sent the ClientHello; NULL when no hello was seen
 * @param proxyProtocol the header that a proxy put before all else; NULL without one
 * @param stapled OCSP responses in the handshake
 */
public record DialoguePart(
        boolean payloadSeen,
        Boolean clientIsHigh,
        Boolean helloFromHigh,
        String protocol,
        String proxy,
        ProxyProtocolRow proxyProtocol,
        StartTlsRow starttls,
        TlsRow tls,
        List<String> anomalies,
        List<StapledPart> stapled) {}
