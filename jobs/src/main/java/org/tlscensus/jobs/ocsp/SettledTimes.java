package org.tlscensus.jobs.ocsp;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to when what happened at a site is settled: an hour before its last packet. Nothing that comes
 * later can change what was tied to what before it.
 *
 * @param lastNanos time of the last packet by site, nanoseconds since the epoch
 */
record SettledTimes(TreeMap<String, Long> lastNanos) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final long OPEN_NANOS = Duration.ofHours(1).toNanos();

    /**
     * Lookups of hosts with exchanges are kept for so long: a connection may have been there, with
     * a proxy say, for long before its first exchange.
     */
    private static final long OPEN_NANOS_OF_HOSTS = Duration.ofDays(1).toNanos();

    static SettledTimes of(Map<String, Long> lastNanos) {
        return new SettledTimes(new TreeMap<>(lastNanos));
    }

    /** Microseconds since the epoch; the earliest for a site that is not known. */
    long micros(String site) {
        Long last = lastNanos.get(site);
        return last == null ? Long.MIN_VALUE : (last - OPEN_NANOS) / 1000;
    }

    boolean isSettled(String site, long timeMicros) {
        return timeMicros < micros(site);
    }

    /** Whether an exchange after the settled time may be tied to it. */
    boolean isKept(CertificateArrival arrival) {
        return !isSettled(arrival.site(), arrival.timeMicros() + HandshakeTies.WAIT_MICROS);
    }

    /** Whether it may have taken an arrival that is kept; see {@link HandshakeTies}. */
    boolean isKept(TrackedExchange exchange) {
        return !isSettled(exchange.site(), exchange.timeMicros() + HandshakeTies.WAIT_MICROS);
    }

    /**
     * @param isOfHost whether an exchange was with the name
     */
    boolean isKept(KeptLookup lookup, boolean isOfHost) {
        long last = lastNanos.getOrDefault(lookup.site(), Long.MIN_VALUE + OPEN_NANOS_OF_HOSTS);
        return lookup.timeNanos() >= last - (isOfHost ? OPEN_NANOS_OF_HOSTS : OPEN_NANOS);
    }
}
