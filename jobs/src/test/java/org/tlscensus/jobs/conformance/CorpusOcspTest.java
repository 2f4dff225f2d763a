package org.tlscensus.jobs.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.row.ExchangePart;

/** Every OCSP exchange of the corpus, and no other, is as TShark and OpenSSL say. */
class CorpusOcspTest {
    private static final Path REVIEWED = Path.of("..", ".ci", "reviewed-disagreements.txt");

    @Test
    void exchangesAreThoseOfTheFacts() throws IOException {
        Agreement agreement = new Agreement();
        Path corpus = CorpusFolder.path();
        for (Map.Entry<String, List<JsonNode>> facts : Corpus.facts(corpus).entrySet()) {
            Path capture = corpus.resolve("captures").resolve(facts.getKey());
            List<JsonNode> rows = new ArrayList<>();
            for (ExchangePart part : CoreRows.read(facts.getKey(), capture).exchanges()) {
                ObjectNode row = (ObjectNode) CoreRows.json(part.row());
                rows.add(row);
            }
            new OcspComparison(agreement, facts.getKey(), rows).compare(facts.getValue());
        }
        Reviewed reviewed = Reviewed.read(REVIEWED);
        List<String> unexplained =
                agreement.disagreements().stream()
                        .filter(disagreement -> !reviewed.covers(disagreement))
                        .map(Object::toString)
                        .toList();
        System.out.printf("ocsp: %d values compared%n", agreement.compared());
        assertEquals("", String.join("\n", unexplained));
        assertTrue(agreement.compared() > 400, "compared: " + agreement.compared());
    }
}
