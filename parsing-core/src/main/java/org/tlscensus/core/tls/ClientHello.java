package org.tlscensus.core.tls;

import java.util.function.Consumer;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * ClientHello as sent (RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2, RFC 6347 section 4.2.1).
 * Ids keep wire order; GREASE (RFC 8701), duplicates and unknown ones stay in, since fingerprints
 * need them.
 *
 * @param bytes of the message, without its header and without DTLS's cookie, which is sent again
 * @param isSslV2Framed whether it came in SSL 2.0's form, with three-byte cipher kinds
 */
record ClientHello(
        int bytes,
        int legacyVersion,
        byte[] random,
        byte[] sessionId,
        int[] cipherSuites,
        int[] compressionMethods,
        ClientExtensions extensions,
        boolean isSslV2Framed) {
    private static final int RANDOM_BYTES = 32;
    private static final int[] NONE = {};

    /** Reads what is there: only version and random have to be. */
    static ClientHello parse(ByteCursor in, boolean isDtls, Consumer<TlsAnomaly> anomalies)
            throws ParseException {
        int bytes = in.remaining();
        int version = in.u16("legacy_version");
        byte[] random = in.copy(RANDOM_BYTES, "random");
        byte[] sessionId = {};
        int[] suites = NONE;
        int[] compressionMethods = NONE;
        try {
            sessionId = in.vector8(0, 0xff, "legacy_session_id").rest();
            if (sessionId.length > 32) {
                anomalies.accept(TlsAnomaly.SESSION_ID_TOO_LONG);
            }
            if (isDtls) {
                bytes -= in.vector8(0, 0xff, "cookie").remaining();
            }
            suites = suites(in, anomalies);
            compressionMethods = in.vector8(1, 0xff, "legacy_compression_methods").u8List();
        } catch (ParseException e) {
            anomalies.accept(TlsAnomaly.MALFORMED_CLIENT_HELLO);
            in = new ByteCursor(new byte[0]); // nobody knows where the extensions begin
        }
        Extensions split = Extensions.parse(in, TlsAnomaly.MALFORMED_CLIENT_HELLO, anomalies);
        ClientExtensions extensions = ClientExtensions.read(split, anomalies);
        return new ClientHello(
                bytes, version, random, sessionId, suites, compressionMethods, extensions, false);
    }

    /** The whole pairs of bytes, where the length is odd. */
    private static int[] suites(ByteCursor in, Consumer<TlsAnomaly> anomalies)
            throws ParseException {
        ByteCursor list = in.vector16(0, 0xffff, "cipher_suites");
        if (list.remaining() % 2 == 0 && !list.isAtEnd()) {
            return list.u16List("cipher_suites");
        }
        anomalies.accept(TlsAnomaly.MALFORMED_CLIENT_HELLO);
        int pairs = list.remaining() / 2;
        return list.slice(2 * pairs, "cipher_suites").u16List("cipher_suites");
    }

    /** SSL 2.0 CLIENT-HELLO after its type, also to SSL 3.0 and TLS (RFC 5246 appendix E.2). */
    static ClientHello parseSslV2(ByteCursor in, Consumer<TlsAnomaly> anomalies)
            throws ParseException {
        int bytes = in.remaining();
        int version = in.u16("version");
        int kindBytes = in.u16("cipher_spec_length");
        int sessionIdBytes = in.u16("session_id_length");
        int challengeBytes = in.u16("challenge_length");
        int[] kinds = SslV2.cipherKinds(in.slice(kindBytes, "cipher_specs"));
        byte[] sessionId = in.copy(sessionIdBytes, "session_id");
        byte[] challenge = in.copy(challengeBytes, "challenge");
        if (!in.isAtEnd() || kindBytes % 3 != 0) {
            anomalies.accept(TlsAnomaly.MALFORMED_CLIENT_HELLO);
        }
        Extensions none =
                Extensions.parse(
                        new ByteCursor(new byte[0]), TlsAnomaly.MALFORMED_CLIENT_HELLO, anomalies);
        return new ClientHello(
                bytes,
                version,
                random(challenge),
                sessionId,
                kinds,
                NONE,
                ClientExtensions.read(none, anomalies),
                true);
    }

    /** The challenge fills the random from its end on. */
    private static byte[] random(byte[] challenge) {
        byte[] random = new byte[RANDOM_BYTES];
        int count = Math.min(challenge.length, RANDOM_BYTES);
        System.arraycopy(challenge, challenge.length - count, random, RANDOM_BYTES - count, count);
        return random;
    }

    /** Whether the client would speak that version. */
    boolean offersVersion(int version) {
        int[] versions = extensions.supportedVersions;
        if (versions != null && (version > TlsVersions.TLS12 || versions.length > 0)) {
            return WireLists.contains(versions, version);
        }
        return version >>> 8 == 0xfe ? version >= legacyVersion : version <= legacyVersion;
    }
}
