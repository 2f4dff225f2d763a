package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tlscensus.jobs.schema.CertificateUse;

/** The uses of one certificate, for good and provisional ones of each site apart. */
final class CertificateUsage {
    private final Map<SiteRows, CertificateUses> uses = new TreeMap<>();

    void add(CertificateUses more) {
        uses.merge(
                new SiteRows(more.site(), more.isProvisional()), more, CertificateUsage::together);
    }

    private static CertificateUses together(CertificateUses one, CertificateUses other) {
        return new CertificateUses(
                one.sha256(),
                one.site(),
                one.isProvisional(),
                Math.min(one.firstMicros(), other.firstMicros()),
                Math.max(one.lastMicros(), other.lastMicros()),
                one.connections() + other.connections(),
                distinct(one.serverAddresses(), other.serverAddresses()),
                distinct(one.serverNames(), other.serverNames()));
    }

    private static List<String> distinct(List<String> one, List<String> other) {
        Set<String> all = new TreeSet<>(one);
        return all.addAll(other) ? new ArrayList<>(all) : one;
    }

    /** All of them, at most two a site. */
    Collection<CertificateUses> uses() {
        return uses.values();
    }

    /** What the table says. */
    CertificateUse use() {
        long first = uses.values().stream().mapToLong(CertificateUses::firstMicros).min().orElse(0);
        long last = uses.values().stream().mapToLong(CertificateUses::lastMicros).max().orElse(0);
        return new CertificateUse(
                Micros.instant(first),
                Micros.instant(last),
                uses.values().stream().mapToLong(CertificateUses::connections).sum(),
                distinct(uses.values().stream().flatMap(u -> u.serverAddresses().stream())),
                distinct(uses.values().stream().flatMap(u -> u.serverNames().stream())),
                uses.keySet().stream().map(SiteRows::site).distinct().toList());
    }

    private static long distinct(Stream<String> values) {
        return values.distinct().count();
    }
}
