package org.tlscensus.jobs.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.DamagedFile;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/** Exports of the Common CA Database, in the forms in which it publishes them, and others. */
class CcadbFileTest {
    private static final String A = "aa".repeat(32);
    private static final String B = "BB".repeat(32);

    /** As in AllCertificateRecordsCSVFormatv2, but with fewer columns. */
    private static final String RECORDS =
            """
            "CA Owner","Certificate Name","SHA-256 Fingerprint","Subject Key Identifier"
            "Made, Inc.","Made ""Root"" 1","%s","a2V5"
            "Other","Other Root","%s",""
            "No fingerprint","x","",""
            """
                    .formatted(A, B);

    /** As in the reports with PEM, whose fields have line breaks. */
    private static final String WITH_PEM =
            """
            "Owner","SHA-256 Fingerprint","PEM Info"
            "Made","%s","'-----BEGIN CERTIFICATE-----
            MIIB
            -----END CERTIFICATE-----'"
            """
                    .formatted(B.replaceAll("(..)(?!$)", "$1:"));

    @TempDir Path folder;

    private static String outcome(String text) {
        try {
            return CcadbFile.parse("F", text).size() + " certificates";
        } catch (UserError e) {
            return e.getMessage();
        }
    }

    @Test
    void publishedFormsAreRead() {
        assertEquals("2 certificates", outcome(RECORDS));
        assertEquals("2 certificates", outcome("\uFEFF" + RECORDS.replace("\n", "\r\n")));
        assertEquals("1 certificates", outcome(WITH_PEM));
        assertEquals("1 certificates", outcome(WITH_PEM.strip()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                     | F is empty: WANT
                    {"operators":[]}                       | F has no column SHA-256 Fingerprint: WANT
                    CA Owner;SHA-256 Fingerprint           | F has no column SHA-256 Fingerprint: WANT
                    SHA-256 Fingerprint/aa                 | F has no column CA Owner: WANT
                    CA Owner,SHA-256 Fingerprint           | F lists no certificate: WANT
                    CA Owner,SHA-256 Fingerprint/x,aabb    | F, line 2: the fingerprint is no SHA-256 in hex
                    CA Owner,SHA-256 Fingerprint/x         | F, line 2: 1 fields, but there are 2 columns
                    CA Owner,SHA-256 Fingerprint/"x,       | F, line 2: a quoted field has no end
                    """)
    void otherFormsAreToldInALine(String text, String expected) {
        String want =
                "give a CSV report of certificates of the CCADB, as"
                        + " AllCertificateRecordsCSVFormatv2";
        assertEquals(expected.replace("WANT", want), outcome(text.replace('/', '\n')));
    }

    @Test
    void damageIsToldInALine() throws Exception {
        DamagedFile.checkFound(
                folder.resolve("ccadb.csv"),
                RECORDS.getBytes(StandardCharsets.UTF_8),
                List.of(",", "\"", "\n", "aa", "SHA-256", "-"),
                file -> CcadbFile.parse(file.toString(), UserFile.text(file)));
    }
}
