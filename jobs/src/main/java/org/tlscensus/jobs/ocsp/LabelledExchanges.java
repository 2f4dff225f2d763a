package org.tlscensus.jobs.ocsp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tlscensus.jobs.schema.ExchangeLabels;

/**
 * Puts together what was found out of each row.
 *
 * @param before what was settled when the rows were labelled last
 */
record LabelledExchanges(ClientRules clients, SettledTimes before) implements Step {
    private static final long serialVersionUID = 1L;

    private static final String UNKNOWN = "unknown";

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<String, List<Label>> labels = part.by(Label.class, Label::exchangeId);
        for (TrackedExchange exchange : part.of(TrackedExchange.class)) {
            ExchangeLabels found =
                    client(clients, exchange.row().userAgent(), exchange.row().via());
            for (Label label : labels.getOrDefault(exchange.id(), List.of())) {
                if (label.ordinal() == exchange.ordinal() || label.ordinal() == Label.ALL_ROWS) {
                    found = and(found, label.labels());
                }
            }
            out.accept(labelled(exchange, found));
        }
    }

    private LabelledExchange labelled(TrackedExchange exchange, ExchangeLabels found) {
        ExchangeLabels last = exchange.labels();
        ExchangeLabels labels =
                new ExchangeLabels(
                        found.clientApplication(),
                        found.clientCategory(),
                        found.cdn(),
                        found.selfHostedCdn(),
                        isLookupSettled(exchange) ? last.dnsLatency() : found.dnsLatency(),
                        exchange.isFresh() || found.signatureValid() != null
                                ? found.signatureValid()
                                : last.signatureValid(),
                        found.certificateSha256(),
                        TrackedExchange.STAPLED.equals(exchange.row().via())
                                ? exchange.row().connectionId()
                                : found.tlsConnectionId());
        return new LabelledExchange(
                exchange.with(labels), exchange.isFresh() || !labels.equals(last));
    }

    private boolean isLookupSettled(TrackedExchange exchange) {
        Instant start = exchange.row().connectionStartTime();
        return exchange.labels() != null
                && start != null
                && before.isSettled(exchange.site(), TrackedExchange.micros(start));
    }

    /** The labels of who asked; the others null. */
    static ExchangeLabels client(ClientRules clients, String userAgent, String via) {
        ClientRules.Client client = clients.client(userAgent);
        String category = client == null ? UNKNOWN : client.category();
        return new ExchangeLabels(
                client == null ? null : client.application(),
                via != null && via.startsWith("http") ? category : null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The labels of both, none of which is set in both. */
    private static ExchangeLabels and(ExchangeLabels one, ExchangeLabels other) {
        return new ExchangeLabels(
                either(one.clientApplication(), other.clientApplication()),
                either(one.clientCategory(), other.clientCategory()),
                either(one.cdn(), other.cdn()),
                either(one.selfHostedCdn(), other.selfHostedCdn()),
                either(one.dnsLatency(), other.dnsLatency()),
                either(one.signatureValid(), other.signatureValid()),
                either(one.certificateSha256(), other.certificateSha256()),
                either(one.tlsConnectionId(), other.tlsConnectionId()));
    }

    private static <T> T either(T one, T other) {
        return one != null ? one : other;
    }
}
