package org.tlscensus.core.x509;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.ConnectionRow;

/** What the captures of the corpus hold of certificates, read once. */
final class CorpusCertificates {
    private static CorpusCertificates read;

    private final Map<String, byte[]> certificates = new TreeMap<>();
    private final List<ConnectionRow> connections = new ArrayList<>();

    private CorpusCertificates() {}

    static synchronized CorpusCertificates read() throws IOException {
        if (read == null) {
            CorpusCertificates all = new CorpusCertificates();
            for (Path capture : CorpusFolder.captures()) {
                all.add(capture);
            }
            read = all;
        }
        return read;
    }

    private void add(Path capture) throws IOException {
        SiteRows rows =
                SiteRows.of(capture.getFileName().toString(), capture, AnalysisOptions.DEFAULTS);
        certificates.putAll(rows.certificates());
        connections.addAll(rows.connections());
    }

    /** Distinct certificates by SHA-256. */
    Map<String, byte[]> certificates() {
        return certificates;
    }

    /**
     * A chain that a server sent.
     *
     * @param leaf the beginning of its SHA-256
     * @param sent those of it that were whole
     * @param time of the first connection with it
     */
    record Chain(String leaf, List<byte[]> sent, Instant time) {}

    /** The distinct chains of servers, capture after capture. */
    List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (ConnectionRow connection : connections) {
            List<String> chain = connection.tls() == null ? null : connection.tls().serverChain();
            if (chain == null || chain.isEmpty() || !seen.add(chain)) {
                continue;
            }
            List<byte[]> sent =
                    chain.stream().map(certificates::get).filter(Objects::nonNull).toList();
            chains.add(new Chain(chain.get(0).substring(0, 16), sent, connection.startTime()));
        }
        return chains;
    }

    /** All connections, capture after capture. */
    List<ConnectionRow> connections() {
        return connections;
    }
}
