package org.tlscensus.jobs.verify;

import java.util.List;

/** What came out of a comparison. */
public record Verdict(List<TableVerdict> tables) {
    /** Whether a value or a row is something else than the truth; what is not there is not. */
    public boolean isFalse() {
        return tables.stream().anyMatch(TableVerdict::isFalse);
    }
}
