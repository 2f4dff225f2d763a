package org.tlscensus.jobs.validate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tlscensus.core.x509.PublicIssuers;
import org.tlscensus.jobs.failure.UserError;

/**
 * An export of the Common CA Database, as it is published: CSV with a header and quoted fields.
 * Each of its reports of certificates has the fingerprint and the owner; some have key ids.
 */
final class CcadbFile {
    private static final List<String> FINGERPRINT = List.of("SHA-256 Fingerprint");
    private static final List<String> OWNER = List.of("CA Owner", "Owner");
    private static final List<String> KEY_ID = List.of("Subject Key Identifier");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private CcadbFile() {}

    /**
     * The certificates of an export. Rows without a fingerprint are passed over, since the database
     * has some.
     *
     * @param name what messages call the file
     * @throws UserError when it is none
     */
    static PublicIssuers parse(String name, String text) {
        CsvRecords records = new CsvRecords(name, text);
        List<String> header = records.next();
        if (header == null) {
            throw new UserError(name + " is empty: " + wanted());
        }
        int fingerprint = column(header, FINGERPRINT);
        int owner = column(header, OWNER);
        int keyId = column(header, KEY_ID);
        if (fingerprint < 0 || owner < 0) {
            throw new UserError(
                    name
                            + " has no column "
                            + (fingerprint < 0 ? FINGERPRINT : OWNER).get(0)
                            + ": "
                            + wanted());
        }
        PublicIssuers issuers = new PublicIssuers();
        for (List<String> record = records.next(); record != null; record = records.next()) {
            if (record.size() != header.size()) {
                throw new UserError(
                        String.format(
                                "%s, line %d: %d fields, but there are %d columns",
                                name, records.line(), record.size(), header.size()));
            }
            String sha256 =
                    record.get(fingerprint).replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (sha256.isEmpty()) {
                continue;
            }
            if (!SHA256.matcher(sha256).matches()) {
                throw new UserError(
                        String.format(
                                "%s, line %d: the fingerprint is no SHA-256 in hex",
                                name, records.line()));
            }
            issuers.add(
                    sha256, keyId < 0 ? null : keyId(record.get(keyId)), record.get(owner).strip());
        }
        if (issuers.size() == 0) {
            throw new UserError(name + " lists no certificate: " + wanted());
        }
        return issuers;
    }

    private static String wanted() {
        return "give a CSV report of certificates of the CCADB, as AllCertificateRecordsCSVFormatv2";
    }

    private static int column(List<String> header, List<String> names) {
        for (String name : names) {
            int at = header.indexOf(name);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** The key id of a cell, which has it in base64 or in hex; null when it has none. */
    private static byte[] keyId(String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return null;
        }
        String hex = text.replace(":", "");
        try {
            return hex.length() == 40 && hex.matches("[0-9A-Fa-f]*")
                    ? HexFormat.of().parseHex(hex)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null; // typed in by hand; the fingerprint is what counts
        }
    }

    /** The records of a text, one by one (RFC 4180); a field may have line breaks. */
    private static final class CsvRecords {
        private final String name;
        private final String text;
        private int at;
        private int line = 1;
        private int startLine = 1;

        CsvRecords(String name, String text) {
            this.name = name;
            this.text = text;
            at = text.startsWith("\uFEFF") ? 1 : 0; // a byte order mark
        }

        /** The line where the last record began, from 1. */
        int line() {
            return startLine;
        }

        /** The fields of the next record that is not blank, or null at the end. */
        List<String> next() {
            List<String> record;
            do {
                if (at >= text.length()) {
                    return null;
                }
                startLine = line;
                record = record();
            } while (record.size() == 1 && record.get(0).isBlank());
            return record;
        }

        private List<String> record() {
            List<String> fields = new ArrayList<>();
            while (true) {
                fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
                if (at >= text.length()) {
                    return fields;
                }
                char c = text.charAt(at++);
                if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    c = text.charAt(at++);
                }
                if (c != ',') {
                    line++;
                    return fields;
                }
            }
        }

        /** Up to the comma or the end of the line. */
        private String plain() {
            int start = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            StringBuilder field = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    if (at >= text.length() || text.charAt(at) != '"') {
                        plain(); // what stands behind the quote is no part of the field
                        return field.toString();
                    }
                    at++;
                } else if (c == '\n') {
                    line++;
                }
                field.append(c);
            }
            throw new UserError(
                    String.format("%s, line %d: a quoted field has no end", name, startLine));
        }
    }
}
