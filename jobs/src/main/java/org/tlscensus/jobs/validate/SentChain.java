package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * A chain as one side sent it.
 *
 * @param chain SHA-256 of each certificate, hex; one at least
 * @param side who sent it, as in the column {@code side}
 * @param date the UTC day; null: on any
 */
record SentChain(List<String> chain, String side, LocalDate date) implements Serializable {
    private static final long serialVersionUID = 1L;

    String leaf() {
        return chain.get(0);
    }

    SentChain onAnyDay() {
        return new SentChain(chain, side, null);
    }

    /** Sorts the chains of a leaf by day, certificates and side. */
    String order() {
        return date + " " + String.join(" ", chain) + " " + side;
    }
}
