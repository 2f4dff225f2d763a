package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.Side;

class ChainJudgeTest {
    private static final CertificatePool EMPTY = CertificatePool.of(List.of());

    private static Verdict judge(
            List<byte[]> sent, List<byte[]> trusted, CertificatePool pool, JudgePolicy policy) {
        return new ChainJudge(pool, policy)
                .judge(sent, MadeChain.TIME, TrustStore.of("made", trusted), Side.SERVER);
    }

    private static Verdict judge(MadeChain chain, CertificatePool pool) {
        return judge(chain.sent(), chain.trusted(), pool, JudgePolicy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "LEAF_EXPIRED, leaf expired",
        "LEAF_NOT_YET_VALID, leaf not yet valid",
        "LOWER_EXPIRED, intermediate expired",
        "UPPER_NOT_YET_VALID, intermediate not yet valid",
        "ROOT_EXPIRED, trust anchor expired",
        "LEAF_SIGNATURE_BROKEN, signature does not verify",
        "UPPER_SIGNED_BY_ANOTHER, signature does not verify",
        "LOWER_MISSING, issuer not found",
        "LOWER_NO_CA, issuer is not a CA",
        "LOWER_VERSION_1, issuer is not a CA",
        "LOWER_MAY_NOT_SIGN, issuer may not sign certificates",
        "UPPER_PATH_LENGTH_0, path length constraint exceeded",
        "LEAF_FOR_CLIENTS, not for server authentication",
        "LEAF_KEY_FOR_CRLS, not for server authentication",
        "LEAF_UNKNOWN_CRITICAL, unknown critical extension",
        "LEAF_NAMES_MALFORMED, an extension that decides is malformed",
        "DNS_EXCLUDED, name constraint violated",
        "ROOT_UNKNOWN, issuer not found",
        "LEAF_SELF_SIGNED, the leaf's own key signed it",
        "LEAF_NAMED_AS_ISSUER, signature does not verify",
        "ROOT_VERSION_1, path to a trust anchor",
        "WRONG_ORDER, path to a trust anchor",
        "LEAF_KEY_ID_WRONG, path to a trust anchor",
        "LOOP_SENT, path to a trust anchor",
    })
    void reasons(ChainDefect defect, String reason) {
        MadeChain chain = new MadeChain();
        defect.applyTo(chain);
        assertEquals(reason, judge(chain, null).reason().text());
    }

    /** What a client sends has to be for clients, all the way up. */
    @ParameterizedTest
    @CsvSource({
        "LEAF_FOR_CLIENTS, path to a trust anchor",
        "LEAF_WITHOUT_PURPOSE, path to a trust anchor",
        "UPPER_FOR_CLIENTS, not for client authentication",
        "LEAF_KEY_FOR_CRLS, not for client authentication",
        "LEAF_EXPIRED, not for client authentication",
    })
    void reasonsOfClients(ChainDefect defect, String reason) {
        MadeChain chain = new MadeChain();
        defect.applyTo(chain);
        Verdict verdict =
                new ChainJudge(null, JudgePolicy.DEFAULT)
                        .judge(
                                chain.sent(),
                                MadeChain.TIME,
                                TrustStore.of("made", chain.trusted()),
                                Side.CLIENT);
        assertEquals(reason, verdict.reason().text());
    }

    @Test
    void anUntrustedRootThatWasSent() {
        MadeChain chain = new MadeChain();
        ChainDefect.ROOT_UNKNOWN.applyTo(chain);
        ChainDefect.ROOT_SENT.applyTo(chain);
        Verdict verdict = judge(chain, null);
        assertEquals(Reason.UNTRUSTED_ROOT, verdict.reason());
        assertEquals(4, verdict.path().size());
        assertNull(verdict.anchor());
    }

    @Test
    void thePoolCompletesWhatWasNotSent() {
        MadeChain chain = new MadeChain();
        chain.sent(sent -> sent.subList(0, 1));
        assertEquals(Reason.ISSUER_NOT_FOUND, judge(chain, EMPTY).reason());
        CertificatePool pool =
                CertificatePool.of(
                        List.of(
                                chain.upper.der(),
                                chain.lower.der(),
                                chain.leaf.der(),
                                new byte[9]));
        assertEquals(2, pool.size());
        Verdict verdict = judge(chain, pool);
        assertEquals(Reason.TRUSTED, verdict.reason());
        assertTrue(verdict.usedPool());
        assertEquals(4, verdict.path().size());
        assertEquals(verdict.path().get(3), verdict.anchor());
    }

    @Test
    void thePoolIsNotUsedWithoutNeed() {
        MadeChain chain = new MadeChain();
        CertificatePool pool = CertificatePool.of(List.of(chain.upper.der(), chain.lower.der()));
        Verdict verdict = judge(chain, pool);
        assertEquals(Reason.TRUSTED, verdict.reason());
        assertEquals(false, verdict.usedPool());
    }

    @Test
    void anExpiredCrossSignGivesWayToOneOfThePool() {
        MadeChain chain = new MadeChain();
        byte[] good = chain.upper.der();
        ChainDefect.UPPER_NOT_YET_VALID.applyTo(chain);
        assertEquals(Reason.INTERMEDIATE_NOT_YET_VALID, judge(chain, null).reason());
        Verdict verdict = judge(chain, CertificatePool.of(List.of(good)));
        // The same key and name: the search goes on past the first that has a defect.
        assertEquals(Reason.TRUSTED, verdict.reason());
        assertTrue(verdict.usedPool());
    }

    @Test
    void aCrossSignLeadsToAnotherAnchor() {
        TestCertificate old = MadeChain.authority("CN=Old", "old", "CN=Old", "old");
        MadeChain chain = new MadeChain().trusted(root -> List.of(old.der()));
        assertEquals(Reason.ISSUER_NOT_FOUND, judge(chain, null).reason());
        ChainDefect.CROSS_SIGN_SENT.applyTo(chain);
        Verdict verdict = judge(chain, null);
        assertEquals(Reason.TRUSTED, verdict.reason());
        assertEquals(5, verdict.path().size());
    }

    @Test
    void strictPolicyRefusesOldHashesAndShortKeys() {
        MadeChain chain = new MadeChain();
        ChainDefect.LOWER_SHA1.applyTo(chain);
        assertEquals(Reason.TRUSTED, judge(chain, null).reason());
        assertEquals(
                Reason.WEAK_SIGNATURE,
                judge(chain.sent(), chain.trusted(), null, JudgePolicy.STRICT).reason());
        MadeChain shortKey = new MadeChain();
        shortKey.leaf.keys(TestKeys.rsa("short", 1024));
        assertEquals(
                Reason.WEAK_KEY,
                judge(shortKey.sent(), shortKey.trusted(), null, JudgePolicy.STRICT).reason());
    }

    @Test
    void pathsAreAsLongAsThePolicyAllows() {
        assertEquals(Reason.TRUSTED, judgeLine(13).reason());
        assertEquals(Reason.ISSUER_NOT_FOUND, judgeLine(15).reason());
    }

    /** A chain of that many intermediates, each signed by the next. */
    private static Verdict judgeLine(int intermediates) {
        List<byte[]> sent = new ArrayList<>();
        sent.add(new TestCertificate().issuer("CN=CA 0", TestKeys.ec("CA 0")).der());
        for (int i = 0; i < intermediates; i++) {
            sent.add(authority(i, i + 1));
        }
        return judge(
                sent, List.of(authority(intermediates, intermediates)), null, JudgePolicy.DEFAULT);
    }

    private static byte[] authority(int subject, int issuer) {
        return MadeChain.authority(
                        "CN=CA " + subject, "CA " + subject, "CN=CA " + issuer, "CA " + issuer)
                .der();
    }

    /** Every CA signs every other: the paths through them are without number. */
    @Test
    void aMeshIsGivenUp() {
        List<byte[]> sent = new ArrayList<>();
        sent.add(new TestCertificate().issuer("CN=CA 0", TestKeys.ec("CA 0")).der());
        for (int subject = 0; subject < 8; subject++) {
            for (int issuer = 0; issuer < 8; issuer++) {
                if (subject != issuer) {
                    sent.add(authority(subject, issuer));
                }
            }
        }
        Verdict verdict =
                judge(
                        sent,
                        List.of(authority(99, 99)),
                        CertificatePool.of(sent),
                        JudgePolicy.DEFAULT);
        assertEquals("broken", verdict.reason().verdict());
        assertEquals(
                Reason.TRUSTED,
                judge(sent, List.of(authority(5, 5)), null, JudgePolicy.DEFAULT).reason());
    }

    @Test
    void nothingAndNonsense() {
        assertEquals(
                Reason.NO_CERTIFICATE,
                judge(List.of(), List.of(), null, JudgePolicy.DEFAULT).reason());
        assertEquals(
                Reason.LEAF_UNREADABLE,
                judge(List.of(new byte[] {0x30}), List.of(), null, JudgePolicy.DEFAULT).reason());
    }

    @Test
    void theRowHasTheWords() {
        MadeChain chain = new MadeChain();
        Verdict verdict = judge(chain, null);
        var row =
                verdict.row(
                        List.of("aa", "bb"),
                        Side.CLIENT,
                        Instant.parse("2024-06-01T12:00:00Z"),
                        "made",
                        "default");
        assertEquals("aa", row.leafSha256());
        assertEquals("client", row.side());
        assertEquals("verifiable", row.verdict());
        assertEquals(LocalDate.of(2024, 6, 1), row.date());
        assertEquals("path to a trust anchor", row.reason());
    }

    @Test
    void storesAndPoolsTravel() throws IOException, ClassNotFoundException {
        MadeChain chain = new MadeChain();
        List<byte[]> sent = chain.sent();
        TrustStore store = copy(TrustStore.of("made", chain.trusted()));
        CertificatePool pool = copy(CertificatePool.of(sent));
        assertEquals("made", store.name());
        assertEquals(
                Reason.TRUSTED,
                new ChainJudge(pool, copy(JudgePolicy.DEFAULT))
                        .judge(sent.subList(0, 1), MadeChain.TIME, store, Side.SERVER)
                        .reason());
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
