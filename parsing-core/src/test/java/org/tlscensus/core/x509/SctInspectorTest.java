package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.wire.ParseException;

/** Timestamps of a made log, and those of real logs in the corpus's certificates. */
class SctInspectorTest {
    private static final Instant TIME = Instant.parse("2024-05-01T00:00:00.123Z");
    private static final KeyPair LOG = TestKeys.ec("log");
    private static final CertificatePool EMPTY = CertificatePool.of(List.of());

    private static TransparencyLog log(KeyPair keys) throws GeneralSecurityException {
        return new TransparencyLog("Made", "Me", "usable", null, keys.getPublic().getEncoded());
    }

    /** The digitally-signed struct of RFC 6962 section 3.2, written down field by field. */
    private static byte[] sct(KeyPair keys, int type, byte[] entry)
            throws IOException, GeneralSecurityException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(signed);
        out.writeShort(0); // v1, certificate_timestamp
        out.writeLong(TIME.toEpochMilli());
        out.writeShort(type);
        out.write(entry);
        out.writeShort(0); // no extensions
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.toByteArray());
        byte[] bytes = signature.sign();
        ByteArrayOutputStream sct = new ByteArrayOutputStream();
        out = new DataOutputStream(sct);
        out.writeByte(0);
        out.write(sha256(keys.getPublic().getEncoded()));
        out.writeLong(TIME.toEpochMilli());
        out.writeShort(0);
        out.writeByte(4);
        out.writeByte(3);
        out.writeShort(bytes.length);
        out.write(bytes);
        return sct.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] vector24(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.length >> 16);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.write(bytes);
        return out.toByteArray();
    }

    /** A leaf with timestamps over what it would be without them. */
    private static List<byte[]> chain(KeyPair... logs)
            throws IOException, GeneralSecurityException, ParseException {
        MadeChain made = new MadeChain();
        CertificateStructure bare =
                CertificateStructure.parse(
                        made.leaf.der(), CertificateLimits.DEFAULT, new Notes(1));
        CertificateStructure issuer =
                CertificateStructure.parse(
                        made.lower.der(), CertificateLimits.DEFAULT, new Notes(1));
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(sha256(issuer.subjectPublicKeyInfo().encoded()));
        entry.write(vector24(bare.toBeSigned().encoded()));
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (KeyPair keys : logs) {
            byte[] sct = sct(keys, 1, entry.toByteArray());
            list.write(sct.length >> 8);
            list.write(sct.length);
            list.write(sct);
        }
        ByteArrayOutputStream extension = new ByteArrayOutputStream();
        extension.write(list.size() >> 8);
        extension.write(list.size());
        extension.write(list.toByteArray());
        made.leaf.extension(
                new ASN1ObjectIdentifier(ExtensionIds.SCT_LIST),
                new DEROctetString(extension.toByteArray()));
        return made.sent();
    }

    private static List<String> outcomes(List<SctRow> rows) {
        return rows.stream().map(row -> row.signature() + ": " + row.reason()).toList();
    }

    @Test
    void timestampsInsideAreChecked() throws Exception {
        List<byte[]> chain = chain(LOG, TestKeys.ec("another log"));
        SctInspector inspector = new SctInspector(EMPTY, List.of(log(LOG)));
        List<SctRow> rows = inspector.embedded(chain, MadeChain.TIME, List.of());
        assertEquals(
                List.of("valid: null", "unchecked: the list does not have the log"),
                outcomes(rows));
        SctRow first = rows.get(0);
        assertEquals(log(LOG).id(), first.logId());
        assertEquals(TIME, first.sctTime());
        assertEquals("Me", first.operator());
        assertEquals("certificate", first.source());
    }

    @Test
    void theIssuerIsLookedForElsewhere() throws Exception {
        List<byte[]> chain = chain(LOG);
        List<byte[]> alone = chain.subList(0, 1);
        List<TransparencyLog> logs = List.of(log(LOG));
        assertEquals(
                List.of("unchecked: the issuer's key is not known"),
                outcomes(new SctInspector(EMPTY, logs).embedded(alone, MadeChain.TIME, List.of())));
        assertEquals(
                List.of("valid: null"),
                outcomes(
                        new SctInspector(CertificatePool.of(chain), logs)
                                .embedded(alone, MadeChain.TIME, List.of())));
        assertEquals(
                List.of("valid: null"),
                outcomes(
                        new SctInspector(EMPTY, logs)
                                .embedded(
                                        alone,
                                        MadeChain.TIME,
                                        List.of(TrustStore.of("made", chain.subList(1, 2))))));
    }

    @Test
    void timestampsBesideAreChecked() throws Exception {
        byte[] der = new MadeChain().leaf.der();
        byte[] good = sct(LOG, 0, vector24(der));
        byte[] flipped = good.clone();
        flipped[flipped.length - 1] ^= 1;
        byte[] later = good.clone();
        later[40] ^= 1; // the last octet of the time
        SctInspector inspector = new SctInspector(EMPTY, List.of(log(LOG)));
        assertEquals(
                List.of(
                        "valid: null",
                        "invalid: the log's key does not verify it",
                        "invalid: the log's key does not verify it",
                        "unchecked: the timestamp does not parse",
                        "unchecked: the timestamp does not parse"),
                outcomes(
                        Stream.of(good, flipped, later, new byte[] {1, 2}, new byte[0])
                                .map(sct -> inspector.beside(der, "extension", 0, sct, TIME))
                                .toList()));
        byte[] other = new MadeChain().lower.der();
        assertEquals(
                List.of("invalid: the log's key does not verify it"),
                outcomes(List.of(inspector.beside(other, "ocsp", 0, good, TIME))));
    }

    /** Logs with keys that browsers published; the certificates are those of real servers. */
    @Test
    void realTimestampsAreValidAndFlippedOnesAreNot() throws Exception {
        List<TransparencyLog> logs = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources").resolve(KEYS))) {
            String[] fields = line.split("\t", -1);
            logs.add(
                    new TransparencyLog(
                            fields[0], "", "usable", null, Base64.getDecoder().decode(fields[1])));
        }
        CorpusCertificates corpus = CorpusCertificates.read();
        CertificatePool pool = CertificatePool.of(new ArrayList<>(corpus.certificates().values()));
        SctInspector inspector = new SctInspector(pool, logs);
        Random random = new Random(6962);
        long valid = 0;
        long invalid = 0;
        for (byte[] der : corpus.certificates().values()) {
            List<SctRow> rows = inspector.embedded(List.of(der), TIME, List.of());
            valid += rows.stream().filter(row -> row.signature().equals("valid")).count();
            invalid += rows.stream().filter(row -> row.signature().equals("invalid")).count();
            for (SctRow row : rows) {
                if (row.signature().equals("valid")) {
                    assertEquals(0, validAfterFlip(inspector, der, random));
                }
            }
        }
        System.out.println(valid + " timestamps of the corpus are valid, " + invalid + " are not");
        assertTrue(valid > 100, "timestamps of listed logs");
        assertEquals(0, invalid);
    }

    private static final String KEYS = "org/tlscensus/core/x509/log-keys.tsv";

    /**
     * A certificate with a flipped bit: its issuer does not verify it, so that its timestamps have
     * no entry; none of them is valid.
     */
    private static long validAfterFlip(SctInspector inspector, byte[] der, Random random) {
        byte[] flipped = der.clone();
        flipped[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
        return inspector.embedded(List.of(flipped), TIME, List.of()).stream()
                .filter(row -> row.signature().equals("valid"))
                .count();
    }
}
