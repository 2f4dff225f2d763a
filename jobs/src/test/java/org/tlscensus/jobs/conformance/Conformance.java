package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the tables of an ingested corpus, each capture a site of its own, with facts from other
 * tools; prints the agreement of every field and each disagreement. Exits with 1 when one of them
 * is not in the reviewed list, or when a line of that list is met no longer.
 *
 * <p>Arguments: the corpus' folder, the reviewed list, and the tables of connections, certificates,
 * captures and OCSP exchanges as JSON lines. {@code .ci/conformance} makes them and calls this.
 */
public final class Conformance {
    private Conformance() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 6) {
            System.err.println(
                    "usage: Conformance CORPUS REVIEWED CONNECTIONS CERTIFICATES CAPTURES"
                            + " OCSP");
            System.exit(2);
        }
        Path[] paths = new Path[6];
        for (int i = 0; i < 6; i++) {
            paths[i] = Path.of(arguments[i]);
        }
        Agreement agreement = compare(paths[0], paths[2], paths[3], paths[4], paths[5]);
        System.exit(Judgement.of(agreement, Reviewed.read(paths[1])));
    }

    private static Agreement compare(
            Path corpus, Path connections, Path certificates, Path captures, Path ocsp)
            throws IOException {
        Map<String, List<JsonNode>> facts = Corpus.facts(corpus);
        Map<String, List<JsonNode>> connectionRows = Corpus.rowsBySite(connections);
        Map<String, List<JsonNode>> captureRows = Corpus.rowsBySite(captures);
        Map<String, List<JsonNode>> ocspRows = Corpus.rowsBySite(ocsp);
        Map<String, JsonNode> certificateRows = new HashMap<>();
        for (JsonNode row : Corpus.lines(certificates)) {
            certificateRows.put(text(row, "sha256"), row);
        }
        Agreement agreement = new Agreement();
        CertificateComparison certificate = new CertificateComparison(agreement, certificateRows);
        CaptureComparison file = new CaptureComparison(agreement);
        facts.forEach(
                (capture, lines) -> {
                    List<JsonNode> rows = captureRows.getOrDefault(capture, List.of());
                    file.compare(capture, lines.get(0), rows.isEmpty() ? null : rows.get(0));
                    new ConnectionComparison(
                                    agreement,
                                    capture,
                                    connectionRows.getOrDefault(capture, List.of()))
                            .compare(lines);
                    new OcspComparison(
                                    agreement, capture, ocspRows.getOrDefault(capture, List.of()))
                            .compare(lines);
                    for (JsonNode line : lines) {
                        if (text(line, "kind").equals("certificate")) {
                            certificate.compare(capture, line);
                        }
                    }
                });
        return agreement;
    }
}
