package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.wire.Side;

/** Chains that OpenSSL sent in every order, against the plan and what OpenSSL said of them. */
class RecordedChainsTest {
    private static final Path FOLDER = Path.of("../datasets/chains");

    /** Errors of OpenSSL by what they mean here; 0 for none. */
    private static final Map<String, String> SAID =
            Map.of(
                    "0", "verifiable",
                    "10", "expired",
                    "18", "self_signed",
                    "20", "broken",
                    "20,21", "broken",
                    "26", "broken");

    private static final Map<Integer, ConnectionRow> CONNECTIONS = new HashMap<>();
    private static final Map<Integer, String> VERDICTS = new HashMap<>();
    private static Map<String, byte[]> certificates;
    private static TrustStore store;

    @BeforeAll
    static void read() throws IOException {
        SiteRows rows =
                SiteRows.of("chains", FOLDER.resolve("chains.pcap"), AnalysisOptions.DEFAULTS);
        certificates = rows.certificates();
        rows.connections().forEach(row -> CONNECTIONS.put(row.serverPort(), row));
        store = TrustStore.fromPem("root", Files.readAllBytes(FOLDER.resolve("root.pem")));
        for (String line : Files.readAllLines(FOLDER.resolve("said.txt"))) {
            String[] words = line.split(" ", -1);
            VERDICTS.put(Integer.valueOf(words[0]), SAID.get(words[1]));
        }
    }

    static List<String> plan() throws IOException {
        return Files.readAllLines(FOLDER.resolve("plan.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("plan")
    void chainsAreAsPlanned(String line) {
        String[] cells = line.split("\\|", -1);
        int port = Integer.parseInt(cells[0].strip());
        Side side = Side.valueOf(cells[1].strip().toUpperCase(Locale.ROOT));
        ConnectionRow connection = CONNECTIONS.get(port);
        List<String> ids =
                side == Side.SERVER
                        ? connection.tls().serverChain()
                        : connection.tls().clientChain();
        List<byte[]> sent = ids.stream().map(certificates::get).toList();
        assertEquals(cells[2].strip().split(" ", -1).length, sent.size());
        ChainRow row = inspect(side, ids, sent, connection.startTime());
        String found =
                String.join(
                        " | ",
                        String.join(" ", row.path().stream().map(String::valueOf).toList()),
                        row.ordering(),
                        String.valueOf(row.superfluous()),
                        String.valueOf(row.duplicates()),
                        String.valueOf(row.rootSent()),
                        String.valueOf(row.missingIntermediates()),
                        row.category());
        List<String> planned = new ArrayList<>();
        for (int i = 3; i < 10; i++) {
            planned.add(cells[i].strip());
        }
        assertEquals(String.join(" | ", planned), found);
        Verdict verdict =
                new ChainJudge(null, JudgePolicy.DEFAULT)
                        .judge(sent, connection.startTime(), store, side);
        assertEquals(cells[10].strip(), verdict.reason().verdict());
        assertEquals(VERDICTS.get(port), verdict.reason().verdict());
    }

    private static ChainRow inspect(Side side, List<String> ids, List<byte[]> sent, Instant time) {
        CertificatePool pool = CertificatePool.of(new ArrayList<>(certificates.values()));
        return new ChainInspector(pool, JudgePolicy.DEFAULT, new PublicIssuers())
                .inspect(new ChainInspector.Sent(side, ids, sent, time, time, 1), List.of(store));
    }
}
