package org.tlscensus.jobs.export;

import java.util.List;
import java.util.Locale;

/**
 * x509.log: a certificate once a site and day, for each place it had: of the server or the client,
 * as its own or further up in the chain.
 */
final class X509Log {
    static final ZeekLog LOG =
            new ZeekLog(
                    "x509",
                    List.of(
                            ZeekField.of("ts", "time"),
                            ZeekField.of("fingerprint", "string"),
                            ZeekField.of("certificate.version", "count"),
                            ZeekField.of("certificate.serial", "string", X509Log::serial),
                            ZeekField.of(
                                    "certificate.subject", "string", row -> name(row, "subject")),
                            ZeekField.of(
                                    "certificate.issuer", "string", row -> name(row, "issuer")),
                            ZeekField.of("certificate.not_valid_before", "time"),
                            ZeekField.of("certificate.not_valid_after", "time"),
                            ZeekField.of("certificate.key_alg", "string", X509Log::keyAlgorithm),
                            ZeekField.of("certificate.sig_alg", "string"),
                            ZeekField.of("certificate.key_type", "string", X509Log::keyType),
                            ZeekField.of("certificate.key_length", "count", X509Log::keyLength),
                            ZeekField.of("certificate.exponent", "string"),
                            ZeekField.of("certificate.curve", "string", X509Log::curve),
                            ZeekField.of("san.dns", "vector[string]", row -> some(row, "san_dns")),
                            ZeekField.of("san.uri", "vector[string]", row -> some(row, "san_uri")),
                            ZeekField.of(
                                    "san.email", "vector[string]", row -> some(row, "san_email")),
                            ZeekField.of("san.ip", "vector[addr]", row -> some(row, "san_ip")),
                            ZeekField.of("basic_constraints.ca", "bool"),
                            ZeekField.of("basic_constraints.path_len", "count"),
                            ZeekField.of("host_cert", "bool"),
                            ZeekField.of("client_cert", "bool")));

    private X509Log() {}

    private static String serial(NamedRow row) {
        String hex = row.text("certificate_serial");
        return hex == null ? null : hex.toUpperCase(Locale.ROOT);
    }

    private static String name(NamedRow row, String which) {
        return OpenSslText.name(row.text("certificate_" + which));
    }

    private static String keyAlgorithm(NamedRow row) {
        String algorithm = row.text("key_algorithm");
        if (algorithm == null) {
            return null;
        }
        return switch (algorithm) {
            case "rsa" -> "rsaEncryption";
            case "ecdsa" -> "id-ecPublicKey";
            case "dsa" -> "dsaEncryption";
            case "rsa_pss" -> "rsassaPss";
            case "ed25519" -> "ED25519";
            case "ed448" -> "ED448";
            default -> algorithm;
        };
    }

    /** Zeek looks into these keys only. */
    private static String keyType(NamedRow row) {
        String algorithm = row.text("key_algorithm");
        boolean isKnown = algorithm != null && List.of("rsa", "dsa", "ecdsa").contains(algorithm);
        return isKnown ? algorithm : null;
    }

    private static Long keyLength(NamedRow row) {
        return keyType(row) == null ? null : row.number("key_bits");
    }

    private static String curve(NamedRow row) {
        return OpenSslText.curve(row.text("certificate_curve"));
    }

    private static List<?> some(NamedRow row, String column) {
        List<?> values = row.list(column);
        return values == null || values.isEmpty() ? null : values;
    }
}
