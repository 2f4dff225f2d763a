package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.wire.Side;

/** Real certificates with a few bytes changed: rows always, exceptions never. */
class CertificateMutationTest {
    private static final int MUTANTS = 100_000;
    private static final long SEED = 20160301;

    @Test
    void mutantsAreRows() throws IOException {
        List<byte[]> certificates =
                new ArrayList<>(CorpusCertificates.read().certificates().values());
        Random random = new Random(SEED);
        int broken = 0;
        int unparsed = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutant(certificates.get(i % certificates.size()).clone(), random);
            CertificateRow row = CertificateParser.parse(mutant);
            assertEquals(64, row.sha256().length());
            broken += row.parseError() == null ? 0 : 1;
            unparsed += row.version() == null ? 1 : 0;
        }
        System.out.println(
                MUTANTS + " mutants: " + broken + " with an error, " + unparsed + " unparsed");
        assertTrue(broken > MUTANTS / 20 && broken < MUTANTS, "mutation does not bite");
        assertTrue(unparsed < broken, "no broken part costs itself alone");
    }

    @Test
    void mutantChainsGetVerdicts() throws IOException {
        List<byte[]> certificates =
                new ArrayList<>(CorpusCertificates.read().certificates().values());
        CertificatePool pool = CertificatePool.of(certificates);
        TrustStore store = TrustStore.of("corpus", certificates);
        ChainJudge judge = new ChainJudge(pool, JudgePolicy.DEFAULT);
        Random random = new Random(SEED);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (int i = 0; i < MUTANTS / 5; i++) {
            byte[] mutant = mutant(certificates.get(i % certificates.size()).clone(), random);
            Verdict verdict =
                    judge.judge(
                            List.of(mutant),
                            Instant.parse("2020-01-01T00:00:00Z"),
                            store,
                            Side.SERVER);
            verdicts.merge(verdict.reason().text(), 1, Integer::sum);
        }
        System.out.println(verdicts);
        assertTrue(verdicts.size() > 5, "mutation does not bite: " + verdicts);
    }

    private static byte[] mutant(byte[] der, Random random) {
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(der.length);
            switch (random.nextInt(4)) {
                case 0 -> der[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> der[at] = (byte) random.nextInt(256);
                case 2 -> der[at] = 0x30;
                default -> {
                    int length = Math.min(random.nextInt(16), der.length - at);
                    int from = random.nextInt(der.length - length + 1);
                    System.arraycopy(der, from, der, at, length);
                }
            }
        }
        return der;
    }
}
