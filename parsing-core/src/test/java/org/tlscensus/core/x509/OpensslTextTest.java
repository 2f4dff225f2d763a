package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.row.CertificateRow;

/** What {@code openssl x509 -text} prints of extensions and keys of the corpus's certificates. */
class OpensslTextTest {
    private static final Map<String, String> USAGES =
            Map.ofEntries(
                    Map.entry("Digital Signature", "digitalSignature"),
                    Map.entry("Non Repudiation", "nonRepudiation"),
                    Map.entry("Key Encipherment", "keyEncipherment"),
                    Map.entry("Data Encipherment", "dataEncipherment"),
                    Map.entry("Key Agreement", "keyAgreement"),
                    Map.entry("Certificate Sign", "keyCertSign"),
                    Map.entry("CRL Sign", "cRLSign"),
                    Map.entry("Encipher Only", "encipherOnly"),
                    Map.entry("Decipher Only", "decipherOnly"),
                    Map.entry("TLS Web Server Authentication", "serverAuth"),
                    Map.entry("TLS Web Client Authentication", "clientAuth"),
                    Map.entry("Code Signing", "codeSigning"),
                    Map.entry("E-mail Protection", "emailProtection"),
                    Map.entry("Time Stamping", "timeStamping"),
                    Map.entry("OCSP Signing", "OCSPSigning"),
                    Map.entry("IPSec End System", "ipsecEndSystem"),
                    Map.entry("IPSec Tunnel", "ipsecTunnel"),
                    Map.entry("IPSec User", "ipsecUser"),
                    Map.entry("Any Extended Key Usage", "anyExtendedKeyUsage"),
                    Map.entry("Microsoft Server Gated Crypto", "msSGC"),
                    Map.entry("Netscape Server Gated Crypto", "nsSGC"),
                    Map.entry("Microsoft Smartcard Login", "msSmartcardLogin"));

    /** Disagreements that were looked into, by digest and column, and why we are right. */
    private static final Map<String, String> REVIEWED =
            Map.of(
                    "3c076698 dns_names",
                    "one of the names holds a NUL: OpenSSL prints none of them, all are there");

    private final Map<String, Integer> agreements = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();

    @Test
    void columnsAreWhatOpensslPrints(@TempDir Path folder)
            throws IOException, InterruptedException {
        Openssl.inFolder(folder); // skips without the program
        CorpusFolder.captures(); // skips without a corpus
        for (byte[] der : CorpusCertificates.read().certificates().values()) {
            String text = text(der);
            CertificateRow row = CertificateParser.parse(der);
            if (!text.isEmpty() && row.version() != null) {
                compare(row, text);
            }
        }
        System.out.println("agreements with openssl x509 -text: " + agreements);
        assertTrue(agreements.getOrDefault("key_usage", 0) > 200, "too few were compared");
        assertEquals("", String.join("\n", disagreements));
    }

    private static String text(byte[] der) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("openssl", "x509", "-inform", "DER", "-noout", "-text")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(der);
        }
        String text =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return process.waitFor() == 0 ? text : "";
    }

    private void compare(CertificateRow row, String text) {
        agree(row, "key_usage", words(block(text, "Key Usage")), row.keyUsage());
        agree(
                row,
                "extended_key_usage",
                words(block(text, "Extended Key Usage")),
                row.extendedKeyUsage());
        String names = block(text, "Subject Alternative Name");
        agree(row, "dns_names", found(names, "DNS:([^,\n]*)"), row.dnsNames());
        agree(row, "email_addresses", found(names, "email:([^,\n]*)"), row.emailAddresses());
        agree(
                row,
                "ip_addresses",
                found(names, "IP Address:(\\d+(?:\\.\\d+){3})"),
                v4(row.ipAddresses()));
        String access = block(text, "Authority Information Access");
        agree(row, "ocsp_urls", found(access, "OCSP - URI:(\\S+)"), row.ocspUrls());
        agree(row, "ca_issuer_urls", found(access, "CA Issuers - URI:(\\S+)"), row.caIssuerUrls());
        agree(
                row,
                "crl_urls",
                found(block(text, "CRL Distribution Points"), "URI:(\\S+)"),
                row.crlUrls());
        agree(
                row,
                "policies",
                found(block(text, "Certificate Policies"), "Policy: ([0-9.]+)"),
                numeric(row.policies()));
        agree(
                row,
                "subject_key_id",
                hex(block(text, "Subject Key Identifier")),
                one(row.subjectKeyId()));
        agree(
                row,
                "authority_key_id",
                hex(
                        block(text, "Authority Key Identifier")
                                .replaceFirst("(?s)(DirName|serial).*", "")),
                one(row.authorityKeyId()));
        String constraints = block(text, "Basic Constraints");
        agree(
                row,
                "is_ca",
                found(constraints, "CA:(\\w+)"),
                row.isCa() == null ? List.of() : List.of(row.isCa() ? "TRUE" : "FALSE"));
        agree(row, "path_length", found(constraints, "pathlen:(\\d+)"), one(row.pathLength()));
        agree(row, "rsa_exponent", found(text, "Exponent: (\\d+)"), one(row.rsaExponent()));
        agree(
                row,
                "sct_count",
                one((long) found(text, "(Signed Certificate Timestamp:)").size()),
                one(row.sctCount()));
        agree(
                row,
                "must_staple",
                found(block(text, "TLS Feature", ""), "(status_request)(?!_)"),
                Boolean.TRUE.equals(row.mustStaple()) ? List.of("status_request") : List.of());
    }

    private void agree(CertificateRow row, String column, List<String> theirs, List<String> ours) {
        List<String> known = ours == null ? List.of() : ours;
        if (theirs.equals(known)) {
            agreements.merge(column, 1, Integer::sum);
        } else if (!REVIEWED.containsKey(row.sha256().substring(0, 8) + " " + column)) {
            disagreements.add(row.sha256() + " " + column + ": " + theirs + " or " + known);
        }
    }

    private static String block(String text, String extension) {
        return block(text, extension, "X509v3 |");
    }

    /** The lines of an extension, which are indented more than its name. */
    private static String block(String text, String extension, String prefix) {
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("\n", -1)) {
            if (line.matches(" {12}\\S.*")) {
                inside = line.matches(" {12}(" + prefix + ")" + Pattern.quote(extension) + ":.*");
            } else if (!line.startsWith(" ".repeat(13))) {
                inside = false;
            } else if (inside) {
                block.append(line.strip()).append('\n');
            }
        }
        return block.toString();
    }

    private static List<String> words(String block) {
        return Stream.of(block.strip().split(", |\n"))
                .filter(word -> !word.isBlank())
                .map(word -> USAGES.getOrDefault(word.strip(), word.strip()))
                .toList();
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static List<String> hex(String block) {
        String digits = block.replaceAll("keyid:|[:\\s]", "").toLowerCase(Locale.ROOT);
        return digits.isEmpty() ? List.of() : List.of(digits);
    }

    private static List<String> one(Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }

    private static List<String> v4(List<String> addresses) {
        return addresses == null
                ? List.of()
                : addresses.stream().filter(a -> a.contains(".")).toList();
    }

    /** OpenSSL names the policy that is any. */
    private static List<String> numeric(List<String> policies) {
        return policies == null
                ? List.of()
                : policies.stream().filter(oid -> !Set.of("2.5.29.32.0").contains(oid)).toList();
    }
}
