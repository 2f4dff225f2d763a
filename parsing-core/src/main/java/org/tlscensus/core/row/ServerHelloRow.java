package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** What a ServerHello and the messages with it told. */
public record ServerHelloRow(
        @Meaning("legacy_version, named as tls.version") String version,
        @Meaning("Extensions, IANA numbers") List<Integer> extensionIds,
        @Meaning("SHA-256 of the session id, never the id") String sessionIdHash,
        @Meaning("Bytes of the session id") int sessionIdLength,
        @Meaning("heartbeat accepted") boolean heartbeat,
        @Meaning("Lifetime hint of a NewSessionTicket in the clear, seconds")
                Long ticketLifetimeHint,
        @Meaning("Clock in the random (SSLv3 to TLS 1.2)") Instant gmtUnixTime,
        @Meaning("Downgrade sentinel in the random: tls1.2, tls1.1") String downgradeSentinel) {}
