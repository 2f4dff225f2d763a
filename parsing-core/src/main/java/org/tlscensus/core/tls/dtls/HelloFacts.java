package org.tlscensus.core.tls.dtls;

import java.util.Arrays;
import java.util.HexFormat;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * What of a ClientHello or ServerHello tells which datagrams follow.
 *
 * @param connectionIdLength bytes of the connection ids that the sender wants to be sent (RFC 9146
 *     section 3), or {@link DtlsRecord#UNKNOWN}
 * @param ticket whether it has the session_ticket extension (RFC 5077)
 * @param namesVersion whether it has the supported_versions extension; in a ServerHello that means
 *     DTLS 1.3
 */
record HelloFacts(
        byte[] random,
        byte[] sessionId,
        byte[] cookie,
        int connectionIdLength,
        boolean ticket,
        boolean namesVersion) {

    // TLS ExtensionType registry.
    private static final int SESSION_TICKET = 35;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int CONNECTION_ID = 54;

    /** The random of a HelloRetryRequest (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY =
            HexFormat.of()
                    .parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final byte[] NONE = {};

    static HelloFacts ofClientHello(byte[] body) throws ParseException {
        ByteCursor in = new ByteCursor(body);
        in.skip(2, "client_version");
        byte[] random = in.copy(32, "random");
        byte[] sessionId = in.vector8(0, 255, "session_id").rest();
        byte[] cookie = in.vector8(0, 255, "cookie").rest();
        in.vector16(0, 0xffff, "cipher_suites");
        in.vector8(0, 255, "compression_methods");
        return withExtensions(random, sessionId, cookie, in);
    }

    static HelloFacts ofServerHello(byte[] body) throws ParseException {
        ByteCursor in = new ByteCursor(body);
        in.skip(2, "server_version");
        byte[] random = in.copy(32, "random");
        byte[] sessionId = in.vector8(0, 255, "session_id").rest();
        in.skip(3, "cipher_suite and compression_method");
        return withExtensions(random, sessionId, NONE, in);
    }

    private static HelloFacts withExtensions(
            byte[] random, byte[] sessionId, byte[] cookie, ByteCursor in) {
        int connectionIdLength = DtlsRecord.UNKNOWN;
        boolean ticket = false;
        boolean namesVersion = false;
        try {
            ByteCursor extensions = in.vector16(0, 0xffff, "extensions");
            while (!extensions.isAtEnd()) {
                int type = extensions.u16("extension_type");
                ByteCursor data = extensions.vector16(0, 0xffff, "extension_data");
                switch (type) {
                    case SESSION_TICKET -> ticket = true;
                    case SUPPORTED_VERSIONS -> namesVersion = true;
                    case CONNECTION_ID -> connectionIdLength = data.u8("cid");
                    default -> {}
                }
            }
        } catch (ParseException e) {
            // A hello may end before its extensions; what is wrong with them the session tells.
        }
        return new HelloFacts(random, sessionId, cookie, connectionIdLength, ticket, namesVersion);
    }

    boolean isRetryRequest() {
        return Arrays.equals(random, RETRY);
    }

    /** Whether a server that answers so goes on with the session that the client named. */
    boolean resumes(HelloFacts clientHello) {
        return sessionId.length > 0 && Arrays.equals(sessionId, clientHello.sessionId);
    }
}
