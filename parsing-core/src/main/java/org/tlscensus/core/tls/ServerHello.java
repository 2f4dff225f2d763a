package org.tlscensus.core.tls;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * ServerHello as sent (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3).
 *
 * @param sessionId null in the drafts of TLS 1.3 before 22, which had none, and gave the version
 *     here, by its number or the draft's
 * @param compressionMethod null in those too
 */
record ServerHello(
        int legacyVersion,
        byte[] random,
        byte[] sessionId,
        int cipherSuite,
        Integer compressionMethod,
        ServerExtensions extensions) {
    /** SHA-256 of "HelloRetryRequest" (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY_RANDOM =
            HexFormat.of()
                    .parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final byte[] DOWNGRADE = {'D', 'O', 'W', 'N', 'G', 'R', 'D'};

    /** Reads what is there: only version, random and suite have to be. */
    static ServerHello parse(ByteCursor in, Consumer<TlsAnomaly> anomalies) throws ParseException {
        int version = in.u16("legacy_version");
        byte[] random = in.copy(32, "random");
        byte[] sessionId = null;
        Integer compressionMethod = null;
        int suite;
        if (TlsVersions.isDraft(version) || version == TlsVersions.TLS13) {
            suite = in.u16("cipher_suite");
        } else {
            sessionId = in.vector8(0, 0xff, "legacy_session_id_echo").rest();
            if (sessionId.length > 32) {
                anomalies.accept(TlsAnomaly.SESSION_ID_TOO_LONG);
            }
            suite = in.u16("cipher_suite");
            if (in.isAtEnd()) {
                anomalies.accept(TlsAnomaly.MALFORMED_SERVER_HELLO);
            } else {
                compressionMethod = in.u8("legacy_compression_method");
            }
        }
        Extensions split = Extensions.parse(in, TlsAnomaly.MALFORMED_SERVER_HELLO, anomalies);
        ServerExtensions extensions = ServerExtensions.read(split, anomalies);
        return new ServerHello(version, random, sessionId, suite, compressionMethod, extensions);
    }

    boolean isHelloRetryRequest() {
        return Arrays.equals(random, RETRY_RANDOM);
    }

    /** The version that was negotiated. */
    int version() {
        return extensions.selectedVersion == null ? legacyVersion : extensions.selectedVersion;
    }

    /** Seconds since the epoch by the server's clock, where its random begins with one. */
    Long gmtUnixTime() {
        int version = version();
        boolean hasClock =
                version >= TlsVersions.SSL3 && version <= TlsVersions.TLS12
                        || version >>> 8 == 0xfe && version != TlsVersions.DTLS13;
        if (!hasClock) {
            return null;
        }
        return (random[0] & 0xffL) << 24
                | (random[1] & 0xff) << 16
                | (random[2] & 0xff) << 8
                | random[3] & 0xff;
    }

    /** What the server would not tell in clear words to one who tampers (RFC 8446 4.1.3). */
    String downgradeSentinel() {
        int start = random.length - DOWNGRADE.length - 1;
        if (!Arrays.equals(random, start, random.length - 1, DOWNGRADE, 0, DOWNGRADE.length)) {
            return null;
        }
        return switch (random[random.length - 1]) {
            case 0 -> "tls1.1";
            case 1 -> "tls1.2";
            default -> null;
        };
    }
}
