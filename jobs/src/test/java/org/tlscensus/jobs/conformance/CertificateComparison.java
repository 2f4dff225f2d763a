package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.field;
import static org.tlscensus.jobs.conformance.Corpus.text;
import static org.tlscensus.jobs.conformance.Corpus.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares a certificate's row with what OpenSSL says of it. */
final class CertificateComparison {
    private static final Map<String, String> KEY_TYPES =
            Map.of("RSA", "rsa", "EC", "ecdsa", "DSA", "dsa", "ED25519", "ed25519");

    private final Agreement agreement;
    private final Map<String, JsonNode> rows;

    /** Rows by SHA-256. */
    CertificateComparison(Agreement agreement, Map<String, JsonNode> rows) {
        this.agreement = agreement;
        this.rows = rows;
    }

    void compare(String capture, JsonNode fact) {
        String sha256 = text(fact, "sha256");
        JsonNode row = rows.get(sha256);
        agreement.compare(capture, sha256, "certificate.found", true, row != null);
        if (row == null) {
            return;
        }
        boolean loaded = field(fact, "openssl_error") == null;
        agreement.compare(
                capture, sha256, "certificate.parses", loaded, text(row, "parse_error") == null);
        if (!loaded) {
            return;
        }
        agree(capture, sha256, "version", text(fact, "version"), text(row, "version"));
        agree(capture, sha256, "subject", name(text(fact, "subject")), name(text(row, "subject")));
        agree(capture, sha256, "issuer", name(text(fact, "issuer")), name(text(row, "issuer")));
        agree(
                capture,
                sha256,
                "serial_number",
                serial(text(fact, "serial")),
                serial(text(row, "serial_number")));
        agree(capture, sha256, "not_before", text(fact, "not_before"), time(row, "not_before"));
        agree(capture, sha256, "not_after", text(fact, "not_after"), time(row, "not_after"));
        agree(capture, sha256, "key_type", keyType(fact), text(row, "key_algorithm"));
        agree(capture, sha256, "key_bits", text(fact, "key_bits"), text(row, "key_bits"));
        agree(capture, sha256, "self_signed", text(fact, "self_signed"), text(row, "self_signed"));
        agree(
                capture,
                sha256,
                "is_ca",
                Boolean.TRUE.equals(isTrue(fact, "has_basic_constraints"))
                        ? text(fact, "is_ca")
                        : null,
                text(row, "is_ca"));
        agree(
                capture,
                sha256,
                "signature_algorithm",
                lower(text(fact, "signature_algorithm")),
                lower(text(row, "signature_algorithm")));
        agree(capture, sha256, "curve", curve(text(fact, "curve")), curve(text(row, "key_curve")));
        agree(capture, sha256, "ocsp_urls", texts(fact, "ocsp_uris"), list(row, "ocsp_urls"));
        agree(capture, sha256, "dns_names", names(fact, "DNS:"), list(row, "dns_names"));
        agree(
                capture,
                sha256,
                "email_addresses",
                names(fact, "email:"),
                list(row, "email_addresses"));
    }

    private void agree(String capture, String item, String column, Object fact, Object ours) {
        agreement.compare(capture, item, "certificate." + column, fact, ours);
    }

    private static Boolean isTrue(JsonNode fact, String name) {
        JsonNode value = field(fact, name);
        return value == null ? null : value.asBoolean();
    }

    private static List<String> list(JsonNode row, String column) {
        List<String> list = texts(row, column);
        return list == null ? List.of() : list;
    }

    private static List<String> names(JsonNode fact, String kind) {
        List<String> names = texts(fact, "san");
        if (names == null) {
            return null;
        }
        return names.stream()
                .filter(name -> name.startsWith(kind))
                .map(name -> name.substring(kind.length()))
                .toList();
    }

    private static String keyType(JsonNode fact) {
        String type = text(fact, "key_type");
        return type == null ? null : KEY_TYPES.getOrDefault(type, type);
    }

    /** OpenSSL's and the SEC's names of one curve. */
    private static String curve(String name) {
        if (name == null) {
            return null;
        }
        return switch (name) {
            case "prime256v1", "P-256" -> "secp256r1";
            case "prime192v1" -> "secp192r1";
            default -> name;
        };
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT).replace("-", "");
    }

    /** The number, whatever its leading zeros, sign and case. */
    private static BigInteger serial(String hex) {
        if (hex == null) {
            return null;
        }
        boolean negative = hex.startsWith("-");
        BigInteger number = new BigInteger(negative ? hex.substring(1) : hex, 16);
        return negative ? number.negate() : number;
    }

    private static String time(JsonNode row, String column) {
        String text = text(row, column);
        return text == null ? null : text.replace(".000Z", "Z");
    }

    /**
     * The parts of a distinguished name, their types in one spelling: OpenSSL's short names and RFC
     * 4514's differ, and escapes need not be the same.
     */
    private static List<String> name(String rfc4514) {
        if (rfc4514 == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < rfc4514.length(); i++) {
            char c = rfc4514.charAt(i);
            if (c == '\\' && i + 1 < rfc4514.length()) {
                part.append(rfc4514.charAt(++i));
            } else if (c == ',' || c == '+') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts.stream().map(CertificateComparison::typed).toList();
    }

    private static String typed(String part) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            return part;
        }
        String type = part.substring(0, equals).toLowerCase(Locale.ROOT);
        String common =
                switch (type) {
                    case "e", "1.2.840.113549.1.9.1" -> "emailaddress";
                    case "2.5.4.41" -> "name";
                    case "2.5.4.5" -> "serialnumber";
                    case "2.5.4.15" -> "businesscategory";
                    case "2.5.4.17" -> "postalcode";
                    case "2.5.4.97" -> "organizationidentifier";
                    case "1.3.6.1.4.1.311.60.2.1.1" -> "jurisdictionl";
                    case "1.3.6.1.4.1.311.60.2.1.2" -> "jurisdictionst";
                    case "1.3.6.1.4.1.311.60.2.1.3" -> "jurisdictionc";
                    default -> type;
                };
        return common + part.substring(equals);
    }
}
