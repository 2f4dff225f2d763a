package org.tlscensus.core.tls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.row.ClientHelloRow;
import org.tlscensus.core.row.FlightRow;
import org.tlscensus.core.row.ServerHelloRow;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.wire.EpochNanos;
import org.tlscensus.core.wire.Side;

/** Makes the row of a session in which a hello was seen. */
final class SessionRow {
    private final TlsSession session;
    private final ClientHello clientHello;
    private final ServerHello serverHello;
    private final SideState client;
    private final SideState server;

    SessionRow(TlsSession session) {
        this.session = session;
        clientHello = session.clientHello;
        serverHello = session.serverHello;
        Side clientSide = session.clientSide;
        client = session.end(clientSide);
        server = session.end(clientSide.other());
    }

    TlsRow toRow() {
        List<byte[]> scts = scts();
        return new TlsRow(
                word(session.version),
                word(recordVersion()),
                session.transport,
                null, // TLS does not know who opened the connection
                session.quicVersion,
                session.cipherSuite == null ? null : TlsNames.cipherSuite(session.cipherSuite),
                session.cipherSuite,
                session.selectedGroup == null ? null : TlsNames.group(session.selectedGroup),
                session.keyExchange == null ? null : session.keyExchange.dhBits(),
                session.history.text(session.clientSide),
                clientHello == null
                        ? session.googleServerName
                        : clientHello.extensions().serverName,
                alpnSelected(),
                session.resumed,
                resumption(),
                session.isEstablished(),
                session.helloRetryRequest,
                clientHello != null && clientHello.extensions().earlyData,
                compression(),
                clientHello == null ? null : clientHelloRow(),
                serverHelloRow(),
                serverFlight(),
                server.chain,
                client.chain,
                session.certificateRequested,
                session.authentication.request(),
                scheme(session.authentication.serverScheme()),
                scheme(session.authentication.clientScheme()),
                clientHello == null ? null : Ja3.ofClient(clientHello),
                serverHello == null ? null : Ja3.ofServer(serverHello),
                clientHello == null ? null : Ja4.of(clientHello, session.transport),
                session.certificates.stapledOcsp(),
                scts == null ? null : scts.size(),
                scts == null ? null : List.of("extension"),
                scts == null ? null : scts.stream().map(HexFormat.of()::formatHex).toList(),
                instant(session.clientHelloNanos),
                instant(session.serverHelloNanos),
                instant(server.chainNanos),
                instant(session.progress.establishedNanos()),
                instant(server.firstApplicationNanos),
                List.copyOf(client.alerts),
                List.copyOf(server.alerts),
                client.applicationBytes,
                server.applicationBytes,
                session.opened != null);
    }

    private static String scheme(Integer id) {
        return id == null ? null : TlsNames.signatureScheme(id);
    }

    private String alpnSelected() {
        String inClear = serverHello == null ? null : serverHello.extensions().alpn;
        return inClear != null || session.opened == null ? inClear : session.opened.alpn();
    }

    /** Records of SSL 2.0 have no version: where no other came, it is what they are. */
    private Integer recordVersion() {
        boolean isSslV2 = session.recordVersion == null && session.transport.equals("tls");
        return isSslV2 ? (Integer) TlsVersions.SSL2 : session.recordVersion;
    }

    private List<byte[]> scts() {
        List<byte[]> scts = serverHello == null ? null : serverHello.extensions().scts;
        return scts == null ? session.certificates.scts() : scts;
    }

    /**
     * How a session was resumed. A server that takes a ticket may echo the session id that came
     * with it (RFC 5077 section 3.4), so an offered ticket tells more than the echo.
     */
    private String resumption() {
        if (session.resumed == null || !session.resumed) {
            return null;
        }
        if (session.isTls13()) {
            return "psk";
        }
        if (clientHello != null && clientHello.extensions().sessionTicket) {
            return "ticket";
        }
        boolean hasId = serverHello == null || serverHello.sessionId().length > 0;
        return hasId ? "session_id" : null;
    }

    private String compression() {
        Integer method = serverHello == null ? null : serverHello.compressionMethod();
        if (method == null) {
            return null;
        }
        return switch (method) { // IANA TLS Compression Method Identifiers registry
            case 0 -> "null";
            case 1 -> "deflate";
            case 64 -> "lzs";
            default -> Registry.hex(method, 2);
        };
    }

    private ClientHelloRow clientHelloRow() {
        ClientExtensions extensions = clientHello.extensions();
        return new ClientHelloRow(
                word(clientHello.legacyVersion()),
                words(extensions.supportedVersions),
                WireLists.boxed(clientHello.cipherSuites()),
                WireLists.boxed(extensions.ids),
                WireLists.boxed(extensions.groups),
                session.isFirstHelloMissing ? null : WireLists.boxed(extensions.keyShareGroups),
                WireLists.boxed(extensions.pointFormats),
                WireLists.boxed(extensions.signatureSchemes),
                extensions.alpn,
                WireLists.boxed(extensions.pskModes),
                WireLists.boxed(clientHello.compressionMethods()),
                hash(clientHello.sessionId()),
                clientHello.sessionId().length,
                extensions.sessionTicket,
                extensions.statusRequest,
                extensions.sctRequest,
                encryptedClientHello(),
                WireLists.boxed(extensions.certificateCompression),
                extensions.heartbeat,
                extensions.extendedMasterSecret,
                extensions.renegotiationInfo,
                extensions.paddingLength,
                extensions.echConfigId,
                extensions.echKdf,
                extensions.echAead,
                WireLists.boxed(extensions.delegatedCredentialSchemes),
                extensions.applicationSettings,
                clientHello.isSslV2Framed(),
                clientHello.bytes(),
                session.isFirstHelloMissing ? null : session.helloSegments,
                session.isFirstHelloMissing ? null : session.helloRecords);
    }

    /** A client of TLS 1.3 that sends early data goes on with it while the server answers. */
    private FlightRow serverFlight() {
        boolean isAnswerHidden =
                session.isTls13() && (clientHello == null || clientHello.extensions().earlyData);
        return session.serverFlight == null || isAnswerHidden ? null : session.serverFlight.toRow();
    }

    /** Only a server that has the key can tell a real one from GREASE; its retry shows that. */
    private String encryptedClientHello() {
        if (!clientHello.extensions().encryptedClientHello) {
            return "none";
        }
        return session.retryConfirmsEch ? "outer" : "grease_or_real";
    }

    private ServerHelloRow serverHelloRow() {
        if (session.sslV2.hello() != null) {
            String version = word(session.sslV2.hello().version());
            return new ServerHelloRow(version, null, null, 0, false, null, null, null);
        }
        if (serverHello == null) {
            return null;
        }
        ServerExtensions extensions = serverHello.extensions();
        byte[] sessionId = serverHello.sessionId() == null ? new byte[0] : serverHello.sessionId();
        Long seconds = serverHello.gmtUnixTime();
        return new ServerHelloRow(
                word(serverHello.legacyVersion()),
                WireLists.boxed(extensions.ids),
                hash(sessionId),
                sessionId.length,
                extensions.heartbeat,
                session.ticketLifetimeHint,
                seconds == null ? null : Instant.ofEpochSecond(seconds),
                serverHello.downgradeSentinel());
    }

    private static String hash(byte[] sessionId) {
        return sessionId.length == 0 ? null : Digests.ofThread().sha256(sessionId);
    }

    private static String word(Integer version) {
        return version == null ? null : TlsVersions.word(version);
    }

    private static List<String> words(int[] versions) {
        if (versions == null) {
            return null;
        }
        List<String> words = new ArrayList<>(versions.length);
        for (int version : versions) {
            words.add(TlsVersions.word(version));
        }
        return words;
    }

    private static Instant instant(long nanos) {
        return nanos == SideState.NEVER ? null : EpochNanos.instant(nanos);
    }
}
