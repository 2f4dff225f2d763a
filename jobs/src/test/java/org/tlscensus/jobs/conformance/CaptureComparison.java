package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.text;
import static org.tlscensus.jobs.conformance.Corpus.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.TreeSet;

/** Compares the row of a capture file with the facts about it. */
final class CaptureComparison {
    private final Agreement agreement;

    CaptureComparison(Agreement agreement) {
        this.agreement = agreement;
    }

    void compare(String capture, JsonNode fact, JsonNode row) {
        agree(capture, "found", true, row != null);
        if (row == null) {
            return;
        }
        agree(capture, "packets", text(fact, "packets"), text(row, "packets"));
        agree(capture, "format", text(fact, "format"), text(row, "format"));
        agree(
                capture,
                "link_types",
                new TreeSet<>(texts(fact, "link_types")),
                texts(row, "link_types") == null ? null : new TreeSet<>(texts(row, "link_types")));
        long byReason = 0;
        for (JsonNode count : row.get("packets_by_reason")) {
            byReason += count.asLong();
        }
        agree(capture, "packets_by_reason_sum", text(row, "packets"), String.valueOf(byReason));
        if (fact.get("backward_timestamps").asLong() == 0 && fact.get("packets").asLong() > 0) {
            time(capture, fact, row, "first_time");
            time(capture, fact, row, "last_time");
        }
    }

    private void time(String capture, JsonNode fact, JsonNode row, String column) {
        if (text(fact, column) == null) {
            return; // its packets have no time
        }
        BigDecimal wanted = new BigDecimal(text(fact, column)).setScale(6, RoundingMode.FLOOR);
        String ours =
                text(row, column) == null
                        ? null
                        : ConnectionComparison.seconds(row, column)
                                .setScale(6, RoundingMode.FLOOR)
                                .toPlainString();
        agree(capture, column, wanted.toPlainString(), ours);
    }

    private void agree(String capture, String column, Object fact, Object ours) {
        agreement.compare(capture, "file", "capture." + column, fact, ours);
    }
}
