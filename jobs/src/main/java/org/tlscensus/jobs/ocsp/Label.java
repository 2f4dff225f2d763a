package org.tlscensus.jobs.ocsp;

import org.tlscensus.jobs.schema.ExchangeLabels;

/**
 * Something that the archive says of rows of an exchange: one of the labels, the others null.
 *
 * @param ordinal the row, or {@link #ALL_ROWS}
 */
record Label(String exchangeId, int ordinal, ExchangeLabels labels) {
    static final int ALL_ROWS = -1;

    static Label certificate(String exchangeId, int ordinal, String sha256) {
        return new Label(
                exchangeId,
                ordinal,
                new ExchangeLabels(null, null, null, null, null, null, sha256, null));
    }

    static Label tie(String exchangeId, int ordinal, String connectionId) {
        return new Label(
                exchangeId,
                ordinal,
                new ExchangeLabels(null, null, null, null, null, null, null, connectionId));
    }

    static Label latency(String exchangeId, double seconds) {
        return new Label(
                exchangeId,
                ALL_ROWS,
                new ExchangeLabels(null, null, null, null, seconds, null, null, null));
    }

    static Label signature(String exchangeId, int ordinal, Boolean isValid) {
        return new Label(
                exchangeId,
                ordinal,
                new ExchangeLabels(null, null, null, null, null, isValid, null, null));
    }

    static Label network(String exchangeId, int ordinal, HostNetwork network) {
        return new Label(
                exchangeId,
                ordinal,
                new ExchangeLabels(
                        null,
                        null,
                        network.cdn(),
                        network.selfHostedCdn(),
                        null,
                        null,
                        null,
                        null));
    }
}
