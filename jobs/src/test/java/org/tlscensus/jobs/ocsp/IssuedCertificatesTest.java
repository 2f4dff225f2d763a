package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.x509.Hashes;

/** Which certificate of the archive an exchange is about. */
class IssuedCertificatesTest {

    /**
     * Certificates as hash, serial number, issuer, key id ({@code -} for none) and {@code !} when
     * new; asks as hash function, issuer, serial number and issuer's key.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        the only one             | c1:01:A:k!         | sha1:A:01:k    | c1 c1 c1
        by each hash             | c1:01:A:k!         | sha512:A:01:k  | c1 c1 c1
        unknown hash             | c1:01:A:k!         | md5:A:01:k     |
        another serial number    | c1:02:A:k!         | sha1:A:01:k    |
        another issuer           | c1:01:B:k!         | sha1:A:01:k    |
        who names the key        | c1:01:A:j! c2:01:A:k! | sha1:A:01:k | c2 c1,c2 c2
        the first hash of two    | c2:01:A:k! c1:01:A:k! | sha1:A:01:k | c1 c1,c2 c1
        none names the key       | c2:01:A:j! c1:01:A:j! | sha1:A:01:k | c1 c1,c2 c1
        both have no key         | c1:01:A:j! c2:01:A:-! | sha1:A:01:- | c2 c1,c2 c2
        nothing new to say       | c1:01:A:k          | sha1:A:01:k    | c1 c1
        """)
    void oneIsFound(String name, String certificates, String ask, String expected) {
        List<Record> records = new ArrayList<>();
        for (String word : certificates.strip().split(" ", -1)) {
            boolean isFresh = word.endsWith("!");
            String[] parts = word.replace("!", "").split(":", -1);
            records.add(
                    new KnownCertificate(
                            parts[0],
                            parts[1],
                            parts[2].getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            List.of("uri"),
                            orNull(parts[3]),
                            isFresh));
        }
        String[] parts = ask.strip().split(":", -1);
        String issuer =
                Hashes.hex(parts[0], parts[1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
        records.add(new CertificateAsk("x", 0, parts[0], issuer, orNull(parts[3]), parts[2], true));
        records.add(
                new PartitionSerial(
                        "s", LocalDate.EPOCH, parts[0], issuer, orNull(parts[3]), parts[2]));
        List<String> told = new ArrayList<>();
        TreeSet<String> wanted = new TreeSet<>();
        List<String> relabelled = new ArrayList<>();
        new IssuedCertificates()
                .run(
                        new Part(records),
                        record -> {
                            if (record instanceof Label label) {
                                told.add(label.labels().certificateSha256());
                            } else if (record instanceof WantedCertificate certificate) {
                                wanted.add(certificate.sha256());
                            } else {
                                relabelled.add(((Relabelling) record).certificateSha256());
                            }
                        });
        if (!wanted.isEmpty()) {
            told.add(String.join(",", wanted));
        }
        told.addAll(relabelled);
        assertEquals(expected == null ? "" : expected.strip(), String.join(" ", told));
    }

    private static String orNull(String text) {
        return text.equals("-") ? null : text;
    }
}
