package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.row.ConnectionRow;

/** What is not Tor's is not taken for it, however near it comes. */
class TorFalsePositivesTest {
    private static final int MADE = 12_000;
    private static final String SUBJECT = "www.aaaaaaaaaaaa.net";
    private static final String ISSUER = "www.bbbbbbbbbbbb.com";

    /** The corpus has captures of Tor in a folder of their own; elsewhere there is none. */
    @Test
    void noServerOfTheCorpusButTors() throws IOException {
        CorpusFolder.captures(); // skips without a corpus
        CorpusCertificates corpus = CorpusCertificates.read();
        List<String> found = new ArrayList<>();
        int certificates = 0;
        for (byte[] der : corpus.certificates().values()) {
            certificates++;
            String text = CertificateParser.parse(der).subjectCommonName();
            if (TorPattern.DEFAULT.isLink(der) && !looksRandom(text)) {
                found.add(text);
            }
        }
        int links = 0;
        for (ConnectionRow row : corpus.connections()) {
            links += "tor".equals(row.protocol()) ? 1 : 0;
        }
        System.out.println(certificates + " certificates, " + links + " Tor connections");
        assertEquals(List.of(), found);
    }

    private static boolean looksRandom(String commonName) {
        return commonName != null && commonName.matches("www\\.[a-z2-7]{8,20}\\.net");
    }

    /** Each differs from a link's certificate in one way; signatures are not looked at. */
    @Test
    void nearMissesAreNone() {
        byte[] link =
                new TestCertificate()
                        .subject("CN=" + SUBJECT)
                        .keys(TestKeys.rsa("tor", 1024))
                        .issuer("CN=" + ISSUER, TestKeys.rsa("tor identity", 1024))
                        .der();
        assertTrue(TorPattern.DEFAULT.isLink(link));
        Random random = new Random(7);
        Map<String, Integer> made = new TreeMap<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < MADE; i++) {
            String name = randomName(random);
            String other = randomName(random);
            String kind;
            byte[] der;
            switch (i % 6) {
                case 0 -> {
                    kind = "subject with another character";
                    der = patched(link, SUBJECT, spoiled(name, random) + ".net");
                }
                case 1 -> {
                    kind = "issuer with another character";
                    der = patched(link, ISSUER, spoiled(name, random) + ".com");
                }
                case 2 -> {
                    kind = "subject of another domain";
                    der =
                            patched(
                                    link,
                                    SUBJECT,
                                    name + pick(random, ".com", ".org", ".xyz", ".NET"));
                }
                case 3 -> {
                    kind = "issuer of another domain";
                    der =
                            patched(
                                    link,
                                    ISSUER,
                                    name + pick(random, ".org", ".biz", ".COM", ".edu"));
                }
                case 4 -> {
                    kind = "one name for both";
                    der = patched(patched(link, SUBJECT, name + ".net"), ISSUER, name + ".net");
                }
                default -> {
                    kind = "another first label";
                    der =
                            patched(
                                    link,
                                    SUBJECT,
                                    pick(random, "web", "ww2", "WWW") + name.substring(3) + ".net");
                }
            }
            made.merge(kind, 1, Integer::sum);
            if (TorPattern.DEFAULT.isLink(der)) {
                found.add(kind + ": " + CertificateParser.parse(der).subject());
            }
            assertTrue(
                    TorPattern.DEFAULT.isLink(
                            patched(patched(link, SUBJECT, name + ".net"), ISSUER, other + ".com")),
                    name);
        }
        System.out.println("near misses: " + made);
        assertEquals(List.of(), found);
    }

    private static String randomName(Random random) {
        StringBuilder name = new StringBuilder("www.");
        for (int i = 0; i < 12; i++) {
            name.append("abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
        }
        return name.toString();
    }

    private static String spoiled(String name, Random random) {
        int at = 4 + random.nextInt(12);
        char other = "0189-_.ABCXYZ*".charAt(random.nextInt(14));
        return name.substring(0, at) + other + name.substring(at + 1);
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static byte[] patched(byte[] der, String from, String to) {
        byte[] old = from.getBytes(StandardCharsets.US_ASCII);
        byte[] with = to.getBytes(StandardCharsets.US_ASCII);
        assertEquals(old.length, with.length, to);
        byte[] patched = der.clone();
        for (int at = 0; at + old.length <= der.length; at++) {
            if (java.util.Arrays.equals(der, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(with, 0, patched, at, with.length);
                return patched;
            }
        }
        throw new IllegalStateException("no " + from);
    }
}
