package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.wire.Side;

/** Verdicts on made chains, each defect alone and in pairs, against other programs. */
class RefereeTest {
    /** Of clients' chains, whose leaf is for clients, each defect alone. */
    @Test
    void verdictsOnClientsAreOpenssls(@TempDir Path folder)
            throws IOException, InterruptedException {
        Openssl openssl = Openssl.inFolder(folder).forClients();
        ReviewedDifferences reviewed = ReviewedDifferences.read("openssl-differences.txt");
        List<String> unexplained = new ArrayList<>();
        for (Set<ChainDefect> defects : combinations()) {
            if (defects.size() > 1) {
                continue;
            }
            MadeChain chain = new MadeChain();
            ChainDefect.LEAF_FOR_CLIENTS.applyTo(chain);
            defects.forEach(defect -> defect.applyTo(chain));
            List<byte[]> sent = chain.sent();
            List<byte[]> trusted = chain.trusted();
            Verdict ours =
                    new ChainJudge(null, JudgePolicy.DEFAULT)
                            .judge(
                                    sent,
                                    MadeChain.TIME,
                                    TrustStore.of("made", trusted),
                                    Side.CLIENT);
            String verdict = ours.reason().verdict();
            String theirs = openssl.verdict(sent, trusted, MadeChain.TIME);
            if (!verdict.equals(theirs) && !reviewed.explains(defects, verdict, theirs)) {
                unexplained.add(
                        defects + ": " + verdict + " (" + ours.reason().text() + "), " + theirs);
            }
        }
        assertEquals("", String.join("\n", unexplained));
    }

    @Test
    void verdictsAreOpenssls(@TempDir Path folder) throws IOException, InterruptedException {
        Openssl openssl = Openssl.inFolder(folder);
        ReviewedDifferences reviewed = ReviewedDifferences.read("openssl-differences.txt");
        Map<String, Integer> agreements = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        int explained = 0;
        for (Set<ChainDefect> defects : combinations()) {
            MadeChain chain = new MadeChain();
            defects.forEach(defect -> defect.applyTo(chain));
            List<byte[]> sent = chain.sent();
            List<byte[]> trusted = chain.trusted();
            Verdict ours =
                    new ChainJudge(null, JudgePolicy.DEFAULT)
                            .judge(
                                    sent,
                                    MadeChain.TIME,
                                    TrustStore.of("made", trusted),
                                    Side.SERVER);
            String theirs = openssl.verdict(sent, trusted, MadeChain.TIME);
            String verdict = ours.reason().verdict();
            if (verdict.equals(theirs)) {
                agreements.merge(verdict, 1, Integer::sum);
            } else if (reviewed.explains(defects, verdict, theirs)) {
                explained++;
            } else {
                unexplained.add(
                        defects + ": " + verdict + " (" + ours.reason().text() + "), " + theirs);
            }
        }
        System.out.println(
                "OpenSSL agrees on "
                        + agreements
                        + ", "
                        + explained
                        + " differences explained, "
                        + unexplained.size()
                        + " not");
        assertTrue(agreements.size() == 4, "a verdict is missing: " + agreements);
        assertEquals("", String.join("\n", unexplained));
        if (allPairs()) {
            assertEquals(Set.of(), reviewed.unused());
        }
    }

    @Test
    void pathsAreThoseOfTheJdk() throws IOException, GeneralSecurityException {
        ReviewedDifferences reviewed = ReviewedDifferences.read("jdk-differences.txt");
        List<String> unexplained = new ArrayList<>();
        int agreements = 0;
        for (Set<ChainDefect> defects : combinations()) {
            MadeChain chain = new MadeChain();
            defects.forEach(defect -> defect.applyTo(chain));
            List<byte[]> sent = chain.sent();
            List<byte[]> trusted = chain.trusted();
            Reason reason =
                    new ChainJudge(null, JudgePolicy.DEFAULT)
                            .judge(
                                    sent,
                                    MadeChain.TIME,
                                    TrustStore.of("made", trusted),
                                    Side.SERVER)
                            .reason();
            String ours = reason == Reason.TRUSTED ? "verifiable" : "not";
            String theirs = JdkPaths.builds(sent, trusted, MadeChain.TIME) ? "verifiable" : "not";
            if (ours.equals(theirs)) {
                agreements++;
            } else if (!reviewed.explains(defects, ours, theirs)) {
                unexplained.add(defects + ": " + ours + " (" + reason.text() + "), " + theirs);
            }
        }
        System.out.println("JDK agrees on " + agreements + " of " + combinations().size());
        assertEquals("", String.join("\n", unexplained));
        if (allPairs()) {
            assertEquals(Set.of(), reviewed.unused());
        }
    }

    private static boolean allPairs() {
        return "all".equals(System.getProperty("referee.pairs"));
    }

    /** None, each alone, and a third of all pairs, or with -Dreferee.pairs=all every one. */
    static List<Set<ChainDefect>> combinations() {
        List<Set<ChainDefect>> combinations = new ArrayList<>();
        combinations.add(EnumSet.noneOf(ChainDefect.class));
        ChainDefect[] all = ChainDefect.values();
        for (int i = 0; i < all.length; i++) {
            combinations.add(EnumSet.of(all[i]));
            for (int j = i + 1; j < all.length; j++) {
                if ((i + j) % 3 == 0 || allPairs()) {
                    combinations.add(EnumSet.of(all[i], all[j]));
                }
            }
        }
        return combinations;
    }
}
