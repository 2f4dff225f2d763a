package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.row.CertificateRow;

/** Every certificate of the corpus against what OpenSSL says of it. */
class CorpusCertificatesTest {
    private static final Pattern FIELD =
            Pattern.compile("\"(\\w+)\": (?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\[{,}]+))");

    private static final Map<String, String> KEY_TYPES =
            Map.of("RSA", "rsa", "EC", "ecdsa", "DSA", "dsa");

    /** Disagreements that were looked into, by digest and column, and why we are right. */
    private static final Map<String, String> REVIEWED =
            Map.of(
                    "f4576088 parses", "the key is no DER, which OpenSSL finds when it is used",
                    "fd95785a key_algorithm", "OpenSSL 3.0 does not know ML-DSA-44",
                    "fd95785a signature_algorithm", "OpenSSL 3.0 does not know ML-DSA-44");

    private final List<String> disagreements = new ArrayList<>();
    private final Map<String, Integer> agreements = new TreeMap<>();

    @Test
    void columnsAreWhatOpensslSays() throws IOException {
        Map<String, byte[]> certificates = CorpusCertificates.read().certificates();
        Map<String, Map<String, String>> facts = facts();
        int missing = 0;
        for (Map.Entry<String, Map<String, String>> fact : facts.entrySet()) {
            byte[] der = certificates.get(fact.getKey());
            if (der == null) {
                missing++;
            } else {
                compare(fact.getValue(), CertificateParser.parse(der));
            }
        }
        System.out.println(
                missing + " of " + facts.size() + " not found; agreements: " + agreements);
        assertTrue(agreements.getOrDefault("subject", 0) >= 300, "too few were compared");
        assertEquals(List.of(), disagreements);
    }

    private void compare(Map<String, String> fact, CertificateRow row) {
        String sha256 = row.sha256();
        boolean loaded = !fact.containsKey("openssl_error");
        agree(sha256, "parses", String.valueOf(loaded), String.valueOf(row.parseError() == null));
        if (!loaded) {
            return;
        }
        agree(sha256, "version", fact.get("version"), text(row.version()));
        agree(sha256, "subject", fact.get("subject"), row.subject());
        agree(sha256, "issuer", fact.get("issuer"), row.issuer());
        agree(
                sha256,
                "serial_number",
                text(new BigInteger(fact.get("serial"), 16)),
                text(new BigInteger(row.serialNumber(), 16)));
        agree(sha256, "not_before", fact.get("not_before"), text(row.notBefore()));
        agree(sha256, "not_after", fact.get("not_after"), text(row.notAfter()));
        String keyType = fact.get("key_type");
        agree(
                sha256,
                "key_algorithm",
                keyType == null ? null : KEY_TYPES.getOrDefault(keyType, keyType),
                row.keyAlgorithm());
        agree(sha256, "key_bits", fact.get("key_bits"), text(row.keyBits()));
        agree(sha256, "self_signed", fact.get("self_signed"), text(row.selfSigned()));
        agree(
                sha256,
                "signature_algorithm",
                fact.get("signature_algorithm"),
                row.signatureAlgorithm());
        String curve = fact.get("curve");
        agree(
                sha256,
                "key_curve",
                "prime256v1".equals(curve) ? "secp256r1" : curve,
                row.keyCurve());
        if ("true".equals(fact.get("has_basic_constraints"))) {
            agree(sha256, "is_ca", fact.get("is_ca"), text(row.isCa()));
        }
    }

    private void agree(String sha256, String column, String fact, String ours) {
        if (fact == null) {
            return; // not known
        }
        if (fact.equals(ours)) {
            agreements.merge(column, 1, Integer::sum);
        } else if (!REVIEWED.containsKey(sha256.substring(0, 8) + " " + column)) {
            disagreements.add(sha256 + " " + column + ": " + fact + " or " + ours);
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** The facts of OpenSSL about each certificate, by SHA-256; what it did not tell is absent. */
    private static Map<String, Map<String, String>> facts() throws IOException {
        Map<String, Map<String, String>> facts = new TreeMap<>();
        for (Path capture : CorpusFolder.captures()) {
            for (String line : CorpusFolder.facts(capture)) {
                if (line.contains("\"kind\": \"certificate\"")) {
                    Map<String, String> fields = fields(line);
                    facts.put(fields.get("sha256"), fields);
                }
            }
        }
        return facts;
    }

    /** The scalar fields of a line; of several with one name the first, which is the outermost. */
    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            String text = matcher.group(2);
            String value = text != null ? text.replaceAll("\\\\(.)", "$1") : matcher.group(3);
            if (!value.equals("null")) {
                fields.putIfAbsent(matcher.group(1), value);
            }
        }
        return fields;
    }
}
