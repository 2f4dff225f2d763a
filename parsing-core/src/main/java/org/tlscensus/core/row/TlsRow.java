package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** What a connection's cleartext tells about its TLS, DTLS or QUIC handshake. */
public record TlsRow(
        @Meaning("Negotiated: sslv2 sslv3 tls1.0 … tls1.3, tls1.3-draft23, dtls1.0 dtls1.2 dtls1.3")
                String version,
        @Meaning("Version field of the first handshake record, named as version")
                String recordVersion,
        @Meaning("tls, dtls or quic") String transport,
        @Meaning(
                        "The side that accepted the TCP connection sent the ClientHello: client_* is the TLS server's")
                Boolean rolesReversed,
        @Meaning("QUIC version: 1, 2, draft-29, …") String quicVersion,
        @Meaning("Chosen cipher suite, IANA name") String cipherSuite,
        @Meaning("Chosen cipher suite, IANA number") Integer cipherSuiteId,
        @Meaning("Curve or DH group of the key exchange, IANA name") String selectedGroup,
        @Meaning("Bits of the Diffie-Hellman prime (finite field)") Integer dhBits,
        @Meaning("A letter per handshake event in order, upper case from the client")
                String history,
        @Meaning("Server name indication as sent") String serverName,
        @Meaning("ALPN protocol the server chose") String alpnSelected,
        @Meaning("The handshake resumed an earlier session") Boolean resumed,
        @Meaning("How it resumed: session_id, ticket or psk") String resumption,
        @Meaning("Both Finished seen; for TLS 1.3 application data both ways") boolean established,
        @Meaning("A HelloRetryRequest was sent") boolean helloRetryRequest,
        @Meaning("The client offered early data") boolean earlyData,
        @Meaning("Chosen compression: null or deflate") String compression,
        @Meaning("The first ClientHello") ClientHelloRow clientHello,
        @Meaning("The first ServerHello that is no HelloRetryRequest") ServerHelloRow serverHello,
        @Meaning(
                        "What the server sent from the ServerHello's record on until the client sent"
                                + " again (TCP); NULL when it did not, when bytes are missing, and in TLS 1.3"
                                + " with early data")
                FlightRow serverFlight,
        @Meaning("SHA-256 of each certificate the server sent, in order; NULL when none was seen")
                List<String> serverChain,
        @Meaning("SHA-256 of each certificate the client sent, in order; NULL when none was seen")
                List<String> clientChain,
        @Meaning("A CertificateRequest was seen") boolean clientCertificateRequested,
        @Meaning("What the first CertificateRequest asks for; NULL when none was read")
                CertificateRequestRow certificateRequest,
        @Meaning(
                        "Scheme that the server signed with, IANA name; NULL when no signature was seen or it"
                                + " names none (before TLS 1.2)")
                String signatureScheme,
        @Meaning("Scheme that the client signed with, as signature_scheme")
                String clientSignatureScheme,
        @Meaning("JA3 of the ClientHello") String ja3,
        @Meaning("JA3S of the ServerHello") String ja3s,
        @Meaning("JA4 of the ClientHello") String ja4,
        @Meaning("The server stapled an OCSP response") boolean stapledOcsp,
        @Meaning(
                        "Signed certificate timestamps of the TLS extension; NULL without it. Those in"
                                + " certificates are in certificates, in staples in ocsp")
                Integer scts,
        @Meaning("extension where there are some; NULL without") List<String> sctSources,
        @Meaning("Signed certificate timestamps of the TLS extension, each as sent, hex")
                List<String> extensionScts,
        @Meaning("When the ClientHello was complete") Instant clientHelloTime,
        @Meaning("When the ServerHello was complete") Instant serverHelloTime,
        @Meaning("When the server's Certificate was complete") Instant certificateTime,
        @Meaning("When the handshake was established") Instant establishedTime,
        @Meaning("First application data from the server") Instant firstApplicationDataTime,
        @Meaning("Alerts the client sent, in the clear or decrypted, level:description")
                List<String> clientAlerts,
        @Meaning("Alerts the server sent, in the clear or decrypted, level:description")
                List<String> serverAlerts,
        @Meaning("Application data bytes from the client while the handshake was followed")
                Long clientApplicationBytes,
        @Meaning("Application data bytes from the server while the handshake was followed")
                Long serverApplicationBytes,
        @Meaning("Encrypted handshake messages were read, with secrets of a key log")
                boolean decrypted) {

    /** This row with the roles told. */
    public TlsRow withRolesReversed(boolean reversed) {
        return with(reversed, serverName, serverFlight);
    }

    /** This row with the round trips told that the server's flight took. */
    public TlsRow withRoundTrips(Integer roundTrips) {
        return with(rolesReversed, serverName, serverFlight.withRoundTrips(roundTrips));
    }

    /** This row without the name that the client asked for. */
    public TlsRow withoutServerName() {
        return with(rolesReversed, null, serverFlight);
    }

    private TlsRow with(Boolean reversed, String name, FlightRow flight) {
        return new TlsRow(
                version,
                recordVersion,
                transport,
                reversed,
                quicVersion,
                cipherSuite,
                cipherSuiteId,
                selectedGroup,
                dhBits,
                history,
                name,
                alpnSelected,
                resumed,
                resumption,
                established,
                helloRetryRequest,
                earlyData,
                compression,
                clientHello,
                serverHello,
                flight,
                serverChain,
                clientChain,
                clientCertificateRequested,
                certificateRequest,
                signatureScheme,
                clientSignatureScheme,
                ja3,
                ja3s,
                ja4,
                stapledOcsp,
                scts,
                sctSources,
                extensionScts,
                clientHelloTime,
                serverHelloTime,
                certificateTime,
                establishedTime,
                firstApplicationDataTime,
                clientAlerts,
                serverAlerts,
                clientApplicationBytes,
                serverApplicationBytes,
                decrypted);
    }
}
