package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.wire.Side;

/** Verdicts on the chains that the corpus's servers sent, against OpenSSL's. */
class CorpusChainsTest {
    @Test
    void verdictsAreOpenssls(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Openssl openssl = Openssl.inFolder(folder);
        ReviewedDifferences reviewed = ReviewedDifferences.read("openssl-corpus-differences.txt");
        List<byte[]> anchors = anchors();
        TrustStore store = TrustStore.of("jvm", anchors);
        Path trusted = Files.writeString(folder.resolve("anchors.pem"), Openssl.pem(anchors));
        CorpusCertificates corpus = CorpusCertificates.read();
        CertificatePool pool = CertificatePool.of(new ArrayList<>(corpus.certificates().values()));
        ChainJudge asSent = new ChainJudge(null, JudgePolicy.DEFAULT);
        ChainJudge withPool = new ChainJudge(pool, JudgePolicy.DEFAULT);
        Map<String, Integer> verdicts = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        int agreements = 0;
        int completed = 0;
        List<CorpusCertificates.Chain> chains = corpus.chains();
        for (CorpusCertificates.Chain chain : chains) {
            List<byte[]> sent = chain.sent();
            Instant time = chain.time();
            Verdict ours = asSent.judge(sent, time, store, Side.SERVER);
            String verdict = ours.reason().verdict();
            verdicts.merge(verdict + ": " + ours.reason().text(), 1, Integer::sum);
            completed += withPool.judge(sent, time, store, Side.SERVER).usedPool() ? 1 : 0;
            String theirs = openssl.verdict(sent, trusted, time);
            String leaf = chain.leaf();
            if (verdict.equals(theirs)) {
                agreements++;
            } else if (!reviewed.explains(Set.of(leaf), verdict, theirs)) {
                unexplained.add(leaf + " " + time + ": " + ours.reason() + ", " + theirs);
            }
        }
        System.out.println(
                chains.size()
                        + " chains, OpenSSL agrees on "
                        + agreements
                        + ", "
                        + completed
                        + " used the pool: "
                        + verdicts);
        assertTrue(chains.size() > 100, "too few chains");
        assertEquals("", String.join("\n", unexplained));
    }

    /** A second referee, which only tells whether there is a path. */
    @Test
    void pathsAreThoseOfTheJdk() throws IOException, GeneralSecurityException {
        ReviewedDifferences reviewed = ReviewedDifferences.read("jdk-corpus-differences.txt");
        List<byte[]> anchors = anchors();
        TrustStore store = TrustStore.of("jvm", anchors);
        CorpusCertificates corpus = CorpusCertificates.read();
        ChainJudge judge = new ChainJudge(null, JudgePolicy.DEFAULT);
        List<String> unexplained = new ArrayList<>();
        int agreements = 0;
        List<CorpusCertificates.Chain> chains = corpus.chains();
        for (CorpusCertificates.Chain chain : chains) {
            List<byte[]> sent = chain.sent();
            Instant time = chain.time();
            Reason reason = judge.judge(sent, time, store, Side.SERVER).reason();
            String ours = reason == Reason.TRUSTED ? "verifiable" : "not";
            String theirs = JdkPaths.builds(sent, anchors, time) ? "verifiable" : "not";
            String leaf = chain.leaf();
            if (ours.equals(theirs)) {
                agreements++;
            } else if (!reviewed.explains(Set.of(leaf), ours, theirs)) {
                unexplained.add(leaf + " " + time + ": " + reason + ", " + theirs);
            }
        }
        System.out.println(chains.size() + " chains, the JDK agrees on " + agreements);
        assertEquals("", String.join("\n", unexplained));
    }

    private static List<byte[]> anchors() throws IOException, GeneralSecurityException {
        KeyStore keyStore =
                KeyStore.getInstance(
                        new File(System.getProperty("java.home"), "lib/security/cacerts"),
                        (char[]) null);
        List<byte[]> anchors = new ArrayList<>();
        for (String alias : Collections.list(keyStore.aliases())) {
            Certificate certificate = keyStore.getCertificate(alias);
            anchors.add(certificate.getEncoded());
        }
        return anchors;
    }
}
