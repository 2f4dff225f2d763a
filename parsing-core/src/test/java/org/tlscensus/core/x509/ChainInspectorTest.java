package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.wire.Side;

/** Chains of leaf L, intermediates 1 and 2, root R, and what does not belong to them. */
class ChainInspectorTest {
    private static final MadeChain MADE = new MadeChain();

    private static final Map<String, byte[]> CERTIFICATES =
            Map.of(
                    "L", MADE.leaf.der(),
                    "1", MADE.lower.der(),
                    "2", MADE.upper.der(),
                    "R", MADE.root.der(),
                    "X", MadeChain.authority("CN=X", "x", "CN=Y", "y").der(),
                    "C", MadeChain.authority("CN=Root,O=Made", "root", "CN=Old", "old").der(),
                    "O", MadeChain.authority("CN=Old", "old", "CN=Old", "old").der(),
                    "B",
                            MadeChain.authority(
                                            "CN=Upper,O=Made", "upper", "CN=Lower,O=Made", "lower")
                                    .der(),
                    "S",
                            new TestCertificate()
                                    .subject("CN=S")
                                    .issuer("CN=S", TestKeys.ec("leaf"))
                                    .der(),
                    "?", new byte[] {0x30, 1});

    private static List<byte[]> certificates(String names) {
        return Stream.of(names.split(" ", -1)).map(CERTIFICATES::get).toList();
    }

    private static ChainRow inspect(
            String sent, CertificatePool pool, List<byte[]> anchors, PublicIssuers known) {
        List<byte[]> certificates = certificates(sent);
        List<String> ids =
                certificates.stream().map(der -> Digests.sha256(der, 0, der.length)).toList();
        return new ChainInspector(pool, JudgePolicy.DEFAULT, known)
                .inspect(
                        new ChainInspector.Sent(
                                Side.SERVER,
                                ids,
                                certificates,
                                MadeChain.TIME,
                                Instant.parse("2024-06-02T00:00:00Z"),
                                7),
                        List.of(TrustStore.of("made", anchors)));
    }

    private static ChainRow inspect(String sent, String pool, String anchors) {
        return inspect(
                sent,
                pool == null ? null : CertificatePool.of(certificates(pool)),
                anchors == null ? List.of() : certificates(anchors),
                new PublicIssuers());
    }

    /** Path, ordering, superfluous, duplicates, unreadable, root, missing, category. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    L 1 2     |     | R | 0 1 2   correct    0 0 0 false 0 public
                    L 1 2 R   |     | R | 0 1 2 3 correct    0 0 0 true 0 public
                    L 1 2 R   |     |   | 0 1 2 3 correct    0 0 0 true null non_public
                    L 2 1     |     | R | 0 2 1   disordered 0 0 0 false 0 public
                    R 2 1 L   |     | R | 3 2 1 0 disordered 0 0 0 true 0 public
                    2 1 L     |     | R | 2 1 0   disordered 0 0 0 false 0 public
                    1 L 2     |     | R | 1 0 2   disordered 0 0 0 false 0 public
                    1 2       |     | R | 0 1     correct    0 0 0 false 0 public
                    L 1 1 2   |     | R | 0 1 3   correct    0 1 0 false 0 public
                    L L 1 2   |     | R | 0 2 3   correct    0 1 0 false 0 public
                    L X 1 2   |     | R | 0 2 3   correct    1 0 0 false 0 hybrid
                    L 1 2 X R |     | R | 0 1 2 4 correct    1 0 0 true 0 hybrid
                    L 1       |     | R | 0 1     correct    0 0 0 false null non_public
                    L 1       | 1 2 | R | 0 1     correct    0 0 0 false 1 public
                    L         | 1 2 | R | 0       correct    0 0 0 false 2 public
                    L 2       |     | R | 0       correct    1 0 0 false null hybrid
                    L 2       | 1 2 | R | 0       correct    0 0 0 false 1 public
                    L 1 2 C O |     | R | 0 1 2 3 4 correct  0 0 0 true 0 hybrid
                    L 1 2 C O |     | O | 0 1 2 3 4 correct  0 0 0 true 0 public
                    L 1 2 R C |     | R | 0 1 2 3 correct    1 0 0 true 0 public
                    L 1 B     |     |   | 0 1 2   correct    0 0 0 false null non_public
                    L ? 1 2   |     | R | 0 2 3   correct    0 0 1 false 0 public
                    ? 1 2     |     | R | - null null 0 1 null null public
                    ?         |     | R | - null null 0 1 null null null
                    S         |     | R | 0       correct    0 0 0 false null self_signed
                    S S       |     | R | 0       correct    0 1 0 false null self_signed
                    S 1       |     | R | 0       correct    1 0 0 false null non_public
                    """)
    void shapes(String sent, String pool, String anchors, String expected) {
        ChainRow row = inspect(sent, pool, anchors);
        String path =
                row.path().isEmpty()
                        ? "-"
                        : String.join(" ", row.path().stream().map(String::valueOf).toList());
        String found =
                String.format(
                        "%s %s %s %d %d %s %s %s",
                        path,
                        row.ordering(),
                        row.superfluous(),
                        row.duplicates(),
                        row.unreadable(),
                        row.rootSent(),
                        row.missingIntermediates(),
                        row.category());
        assertEquals(expected.replaceAll(" +", " "), found);
        assertEquals(certificates(sent).size(), row.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    L 1 2 | true true  | match match       | valid valid
                    L 2 1 | false false | mismatch mismatch | invalid invalid
                    L S   | false      | missing           | invalid
                    L ? 1 | false false | missing missing  | unchecked unchecked
                    L     | ''         | ''                | ''
                    """)
    void links(String sent, String names, String keyIds, String signatures) {
        ChainRow row = inspect(sent, null, "R");
        assertEquals(
                names, String.join(" ", row.linkNames().stream().map(String::valueOf).toList()));
        assertEquals(keyIds, String.join(" ", row.linkKeyIds()));
        assertEquals(signatures, String.join(" ", row.linkSignatures()));
    }

    /** The database's certificates by fingerprint, and by key id: who issued, and for whom. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    L     | 1 key         | public     | owner of 1
                    L     | 2 key         | non_public | null
                    L 1 2 | 2 fingerprint | public     | owner of 2
                    L 1   | 1 fingerprint | public     | owner of 1
                    L X   | 1 key         | hybrid     | owner of 1
                    R     | R fingerprint | self_signed | owner of R
                    """)
    void owners(String sent, String listed, String category, String owner) {
        String name = listed.substring(0, 1);
        byte[] der = CERTIFICATES.get(name);
        byte[] keyId = MadeChain.keyId(Map.of("1", "lower", "2", "upper", "R", "root").get(name));
        PublicIssuers known = new PublicIssuers();
        if (listed.endsWith("key")) {
            known.add("00", keyId, "owner of " + name);
        } else {
            known.add(Digests.sha256(der, 0, der.length), null, "owner of " + name);
        }
        ChainRow row = inspect(sent, null, List.of(), known);
        assertEquals(category, row.category());
        assertEquals(owner, String.valueOf(row.issuerOwner()));
    }

    @Test
    void theIdIsThatOfTheOrder() {
        ChainRow row = inspect("L 1 2", null, "R");
        assertEquals(row.chainId(), inspect("L 1 2", null, "R").chainId());
        assertNotEquals(row.chainId(), inspect("L 2 1", null, "R").chainId());
        assertEquals(32, row.chainId().length());
        assertEquals("server", row.side());
        assertEquals(7, row.connections());
    }

    /** Every CA signs every other: the paths through them are without number. */
    @Test
    void aMeshEnds() {
        List<byte[]> mesh = new ArrayList<>(List.of(MADE.leaf.der()));
        for (int subject = 0; subject < 9; subject++) {
            for (int issuer = 0; issuer < 9; issuer++) {
                mesh.add(
                        MadeChain.authority(
                                        "CN=CA " + subject,
                                        "CA " + subject,
                                        "CN=CA " + issuer,
                                        "CA " + issuer)
                                .der());
            }
        }
        List<String> ids = IntStream.range(0, mesh.size()).mapToObj(i -> "id " + i).toList();
        ChainRow row =
                new ChainInspector(
                                CertificatePool.of(mesh), JudgePolicy.DEFAULT, new PublicIssuers())
                        .inspect(
                                new ChainInspector.Sent(
                                        Side.CLIENT, ids, mesh, MadeChain.TIME, MadeChain.TIME, 1),
                                List.of(TrustStore.of("made", List.of(MADE.root.der()))));
        assertEquals("non_public", row.category());
        assertEquals(List.of(0), row.path());
    }
}
