package org.tlscensus.core.row;

import java.util.List;

/** What a ClientHello offered; ids in wire order, GREASE kept. */
public record ClientHelloRow(
        @Meaning("legacy_version, named as tls.version") String version,
        @Meaning("supported_versions, named as tls.version") List<String> supportedVersions,
        @Meaning("Offered cipher suites, IANA numbers") List<Integer> cipherSuiteIds,
        @Meaning("Extensions, IANA numbers") List<Integer> extensionIds,
        @Meaning("Offered groups, IANA numbers") List<Integer> groups,
        @Meaning("Groups with a key share, IANA numbers") List<Integer> keyShareGroups,
        @Meaning("EC point formats, IANA numbers") List<Integer> pointFormats,
        @Meaning("Signature schemes, IANA numbers") List<Integer> signatureSchemes,
        @Meaning("ALPN protocols") List<String> alpn,
        @Meaning("PSK key exchange modes, IANA numbers") List<Integer> pskModes,
        @Meaning("Compression methods, IANA numbers") List<Integer> compressionMethods,
        @Meaning("SHA-256 of the session id, never the id") String sessionIdHash,
        @Meaning("Bytes of the session id") int sessionIdLength,
        @Meaning("A session ticket was offered (extension with a body)") boolean sessionTicket,
        @Meaning("status_request or status_request_v2 offered") boolean statusRequest,
        @Meaning("signed_certificate_timestamp offered") boolean sctRequest,
        @Meaning(
                        "Encrypted ClientHello: none, grease_or_real, outer (a HelloRetryRequest"
                                + " confirmed it)")
                String ech,
        @Meaning("Certificate compression algorithms offered, IANA numbers")
                List<Integer> certificateCompression,
        @Meaning("heartbeat offered") boolean heartbeat,
        @Meaning("extended_master_secret offered") boolean extendedMasterSecret,
        @Meaning("renegotiation_info offered") boolean renegotiationInfo,
        @Meaning("Bytes of the padding extension; NULL without it") Integer paddingLength,
        @Meaning("Encrypted ClientHello: id of the server's configuration") Integer echConfigId,
        @Meaning("Encrypted ClientHello: HPKE KDF, IANA number") Integer echKdfId,
        @Meaning("Encrypted ClientHello: HPKE AEAD, IANA number") Integer echAeadId,
        @Meaning("Schemes accepted for delegated credentials, IANA numbers")
                List<Integer> delegatedCredentialSchemes,
        @Meaning("Protocols with application settings (ALPS)") List<String> applicationSettings,
        @Meaning("The hello came in SSL 2.0's form, with three-byte cipher kinds")
                boolean sslv2Framed,
        @Meaning("Bytes of the message, without its header and the cookie of DTLS")
                int messageBytes,
        @Meaning(
                        "TCP segments that brought the message, from its record's header on; NULL over"
                                + " UDP and in packets of another protocol")
                Integer segments,
        @Meaning("Records that the message was in; NULL for DTLS and QUIC") Integer records) {}
