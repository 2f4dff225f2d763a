package org.tlscensus.jobs.ocsp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.jobs.schema.ExchangeLabels;

/**
 * A row of an exchange whose labels may still change, or that comes again.
 *
 * @param isProvisional whether it comes again when its site is read on
 * @param isFresh whether this ingest brought it
 * @param labels what was last said of it; null when nothing was
 */
record TrackedExchange(
        String site,
        boolean isProvisional,
        boolean isFresh,
        ExchangePart exchange,
        ExchangeLabels labels) {
    static final String STAPLED = "stapled";

    /** The order of rows in a file. */
    static final Comparator<TrackedExchange> ORDER =
            Comparator.comparingLong(TrackedExchange::timeMicros)
                    .thenComparing(TrackedExchange::id, TextOrder.BY_CODE_POINT)
                    .thenComparingInt(TrackedExchange::ordinal);

    ExchangeRow row() {
        return exchange.row();
    }

    String id() {
        return exchange.row().exchangeId();
    }

    int ordinal() {
        return exchange.ordinal();
    }

    /** When it was asked for, else answered: microseconds since the epoch. */
    long timeMicros() {
        return micros(timeOf(row()));
    }

    /** UTC date of that time. */
    LocalDate date() {
        return timeOf(row()).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    static Instant timeOf(ExchangeRow row) {
        return row.requestTime() != null ? row.requestTime() : row.responseTime();
    }

    static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }

    /** The host as names are written in the table of names; null without one. */
    String hostName() {
        return HostNames.of(row().host());
    }

    /** Whether a program asked a responder, and the request was seen. */
    boolean isByHttp() {
        return row().via() != null && !row().via().equals(STAPLED);
    }

    /** Whether there is a signature, and it is known whose it ought to be. */
    boolean isToVerify() {
        return exchange.response() != null
                && row().signatureAlgorithm() != null
                && row().hashAlgorithm() != null
                && row().issuerNameHash() != null
                && row().issuerKeyHash() != null;
    }

    TrackedExchange with(ExchangeLabels newLabels) {
        return new TrackedExchange(site, isProvisional, isFresh, exchange, newLabels);
    }

    /** As it is kept for the next ingest. A response that was checked is of no further use. */
    TrackedExchange kept() {
        boolean isChecked = labels.signatureValid() != null;
        ExchangePart part =
                isChecked ? new ExchangePart(row(), exchange.client(), ordinal(), null) : exchange;
        return new TrackedExchange(site, isProvisional, false, part, labels);
    }
}
