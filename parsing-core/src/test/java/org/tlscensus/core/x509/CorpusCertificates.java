package org.tlscensus.core.x509;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** All connections, capture after capture. */
    List<ConnectionRow> connections() {
        return connections;
    }
}
